import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureMeasures } from '@casetrace/case-record';
import { describe, expect, it } from '@jest/globals';
import { withDefinitions } from './definitions-page';
import { allDefinitions } from './other-definitions';
import { figureDefinitions } from './statistics-definitions';

describe('the definitions of figures', () => {
  it('say in both languages what each one counts, each once', () => {
    for (const { zh, en } of allDefinitions)
      for (const text of [zh.name, zh.meaning, en.name, en.meaning]) expect(text.length).toBeGreaterThan(0);
    const ids = figureDefinitions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('use everything that is counted, save what only the index of failing sums up', () => {
    const used = new Set(figureDefinitions.flatMap(({ from }) => (from.kind === 'sum' ? from.of : [])));
    expect(figureMeasures.filter((measure) => !used.has(measure))).toEqual([
      'first_handled',
      'resolving_seconds',
      'over_limit_seconds',
    ]);
  });

  it('take a share only of figures that are defined before it', () => {
    const known = new Set<string>();
    for (const { id, from } of figureDefinitions) {
      if (from.kind === 'share') for (const part of [from.of, ...from.in]) expect(known).toContain(part);
      known.add(id);
    }
  });

  it('stand in docs/figures.md as they are here', () => {
    const document = readFileSync(join(__dirname, '../../../../docs/figures.md'), 'utf8');
    expect(withDefinitions(document)).toBe(document);
  });
});
