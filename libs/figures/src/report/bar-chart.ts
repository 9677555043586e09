import { escaped } from './html';

export interface Bar {
  label: string;
  value: number;
  /** the value as people read it */
  written: string;
}

const width = 720;
const lineHeight = 30;
const labelWidth = 230;
const valueWidth = 110;

/**
 * Horizontal bars as inline SVG: title and description for who does not see them, values written beside them, and a table of
 * the same numbers belongs next to it. Nothing is told by colour alone.
 */
export function barChart(id: string, title: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const height = Math.max(1, bars.length) * lineHeight + 8;
  const lines = bars.map(({ label, value, written }, index) => {
    const y = index * lineHeight + 4;
    const length = Math.round((Math.max(0, value) / most) * (width - labelWidth - valueWidth) * 10) / 10;
    return `<text x="${labelWidth - 10}" y="${y + 16}" text-anchor="end">${escaped(shortened(label))}</text>
<rect x="${labelWidth}" y="${y}" width="${length}" height="22" fill="#2b6cb0"></rect>
<text x="${labelWidth + length + 8}" y="${y + 16}">${escaped(written)}</text>`;
  });
  const told = bars.map(({ label, written }) => `${label}: ${written}`).join('; ');
  return `<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-size="14" fill="#1c2126">
<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(told)}</desc>
${lines.join('\n')}
</svg></figure>`;
}

const longest = 30;
const shortened = (label: string): string =>
  label.length > longest ? `${label.slice(0, longest - 1)}…` : label;
