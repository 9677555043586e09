import type { Bar } from './bar-chart';
import type { Block, Report } from './report';

const longestBar = 30;

/** A report as Markdown (with the tables of GitHub): the same sections, tables and bars as the page, as a text. */
export function asMarkdown({ title, blocks }: Report): string {
  return `${[`# ${asText(title)}`, ...blocks.map(written)].join('\n\n')}\n`;
}

/** A text as Markdown: whatever somebody typed stays text, in one line. */
export function asText(text: string): string {
  return oneLine(text).replace(/[\\`*_~[\]<>|&]/g, '\\$&');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${asText(block.text)}`;
    case 'note':
      return asText(block.text);
    case 'chart':
      return bars(block.title, block.bars);
    case 'table':
      return `**${asText(block.caption)}**\n\n${table(block.columns, block.rows)}`;
    case 'definitions':
      return block.items.map(({ term, meaning }) => `- **${asText(term)}**: ${asText(meaning)}`).join('\n');
  }
}

function table(
  columns: readonly { title: string; numeric?: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = columns.map(({ title }) => asText(title));
  const rule = columns.map(({ numeric }) => (numeric ? '---:' : '---'));
  return [head, rule, ...rows.map((cells) => cells.map(asText))].map(line).join('\n');
}

/** Bars of blocks, then value and name: names in Chinese are as wide as two letters and would set the bars apart. */
function bars(title: string, all: readonly Bar[]): string {
  const most = Math.max(1, ...all.map(({ value }) => value));
  const widest = Math.max(0, ...all.map(({ written: value }) => value.length));
  const lines = all.map(({ label, value, written: figure }) => {
    const bar = '█'.repeat(Math.round((Math.max(0, value) / most) * longestBar));
    return `▏${bar.padEnd(longestBar)} ${figure.padStart(widest)}  ${oneLine(label)}`;
  });
  return [`**${asText(title)}**`, ['```text', ...lines, '```'].join('\n')].join('\n\n');
}
