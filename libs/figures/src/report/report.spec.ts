import { describe, expect, it } from '@jest/globals';
import { barChart } from './bar-chart';
import { escaped, table } from './html';

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
