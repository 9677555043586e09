import { describe, expect, it } from '@jest/globals';
import { asHtml } from './as-html';
import { asMarkdown, asText } from './as-markdown';
import { barChart } from './bar-chart';
import { escaped, table } from './html';
import type { Report } from './report';

describe('a report', () => {
  it('keeps what somebody typed as text', () => {
    expect(escaped(`<script>"&'`)).toBe('&lt;script&gt;&quot;&amp;&#39;');
    expect(table('<b>', [{ title: '<i>' }], [['<u>']])).not.toMatch(/<[biu]>/);
  });

  it('draws bars that can be heard as well: title, description, and each value in writing', () => {
    const svg = barChart('a', 'Cases', [
      { label: 'Roads & parks', value: 4, written: '4' },
      { label: 'Water', value: 0, written: '0' },
    ]);
    expect(svg).toContain('role="img" aria-labelledby="a-title a-desc"');
    expect(svg).toContain('<title id="a-title">Cases</title>');
    expect(svg).toContain('Roads &amp; parks: 4; Water: 0');
    expect(svg.match(/width="([\d.]+)" height="22"/g)).toEqual([
      'width="380" height="22"',
      'width="0" height="22"',
    ]);
  });

  it('draws nothing of nothing without failing', () => {
    expect(barChart('a', 'Cases', [])).toContain('<svg');
  });
});

const report: Report = {
  language: 'en',
  title: 'Cases <2026-10>',
  blocks: [
    { kind: 'heading', text: 'By category' },
    { kind: 'note', text: 'days & hours' },
    {
      kind: 'chart',
      id: 'some',
      title: 'Cases',
      bars: [
        { label: '噪声 | noise', value: 30, written: '30' },
        { label: 'Water', value: 1, written: '1' },
        { label: 'Parks', value: 0, written: '0' },
      ],
    },
    {
      kind: 'table',
      caption: 'Cases',
      columns: [{ title: 'Category' }, { title: 'n', numeric: true }],
      rows: [['a|b', '30']],
    },
    { kind: 'definitions', items: [{ term: 'n', meaning: 'how *many*' }] },
  ],
};

describe('a report as a page and as Markdown', () => {
  it('says the same in both', () => {
    const html = asHtml(report);
    expect(html).toContain('<h1>Cases &lt;2026-10&gt;</h1>\n<h2>By category</h2>');
    expect(html).toContain('<dt>n</dt><dd>how *many*</dd>');
    expect(asMarkdown(report)).toBe(
      [
        '# Cases \\<2026-10\\>',
        '## By category',
        'days \\& hours',
        '**Cases**',
        [
          '```text',
          `▏${'█'.repeat(30)} 30  噪声 | noise`,
          `▏█${' '.repeat(29)}  1  Water`,
          `▏${' '.repeat(30)}  0  Parks`,
          '```',
        ].join('\n'),
        '**Cases**',
        '| Category | n |\n| --- | ---: |\n| a\\|b | 30 |',
        '- **n**: how \\*many\\*\n',
      ].join('\n\n'),
    );
  });

  it('keeps what somebody typed as text in one line of Markdown', () => {
    expect(asText('<b>[a](b)\n# `c` | *d*')).toBe('\\<b\\>\\[a\\](b) # \\`c\\` \\| \\*d\\*');
  });
});
