const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML: whatever somebody typed stays text. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

export interface Column {
  title: string;
  /** numbers stand to the right */
  numeric?: boolean;
}

/** A table with a caption and headed rows: the first column names the row. Cells are texts, not HTML. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const align = (index: number): string => (columns[index]?.numeric ? ' class="number"' : '');
  const head = columns
    .map(({ title }, index) => `<th scope="col"${align(index)}>${escaped(title)}</th>`)
    .join('');
  const body = rows.map((cells) => {
    const [first = '', ...others] = cells;
    const rest = others.map((cell, index) => `<td${align(index + 1)}>${escaped(cell)}</td>`).join('');
    return `<tr><th scope="row">${escaped(first)}</th>${rest}</tr>`;
  });
  return `<div class="table"><table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}

export interface Page {
  language: 'zh' | 'en';
  title: string;
  body: string;
}

/** A whole document without scripts and without anything from elsewhere: it can be kept, printed and sent. */
export function page({ language, title, body }: Page): string {
  return `<!DOCTYPE html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1c2126; background: #fff; max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.3; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #d5dae0; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; } tbody th { font-weight: 400; }
svg { width: 100%; height: auto; } figure { margin: 1rem 0; } .quiet { color: #525c66; }
@media print { h2, figure, tr { break-inside: avoid; } body { max-width: none; } }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
