import { barChart } from './bar-chart';
import { escaped, page, table } from './html';
import type { Block, Report } from './report';

/** A report as a page of its own. */
export function asHtml({ language, title, blocks }: Report): string {
  const body = [`<h1>${escaped(title)}</h1>`, ...blocks.map(written)].join('\n');
  return page({ language, title, body });
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'note':
      return `<p class="quiet">${escaped(block.text)}</p>`;
    case 'chart':
      return barChart(block.id, block.title, block.bars);
    case 'table':
      return table(block.caption, block.columns, block.rows);
    case 'definitions': {
      const items = block.items.map(({ term, meaning }) => {
        return `<dt>${escaped(term)}</dt><dd>${escaped(meaning)}</dd>`;
      });
      return `<dl>${items.join('\n')}</dl>`;
    }
  }
}
