import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSeed } from '@casetrace/case-record';
import { describe, expect, it } from '@jest/globals';
import { articleCode } from './articles';
import { readCollection, shippedCollection } from './import-collection';
import { problemInWords } from './problem';
import { readDocument } from './read-document';

const categories = new Set(readSeed().categories.map(({ code }) => code));

const front = `code: parking-rules
kind: rule
title: {zh: "停车规定", en: "Parking rules"}
issuer: {zh: "示范市", en: "Demo City"}
number: null
validFrom: 2026-01-01
validTo: null
source: "Invented"
sourceDate: 2026-11-26
fictional: true
summary: false
categories: [noise]`;
const body = `
先看这里。

---en---

Look here first.

## 第一条 | Article 1

不得占道。

---en---

No parking on the road.
`;
const written = (fields: string, text = body): string => `---\n${fields}\n---\n${text}`;
const without = (field: string): string =>
  front
    .split('\n')
    .filter((line) => !line.startsWith(`${field}:`))
    .join('\n');
const changed = (field: string, value: string): string =>
  front.replace(new RegExp(`^${field}:.*$`, 'm'), `${field}: ${value}`);
const read = (text: string, file = 'parking-rules.md') => readDocument(file, text, categories);
const problems = (text: string, file?: string): string[] => {
  const result = read(text, file);
  return 'problems' in result ? result.problems.map(problemInWords) : [];
};

describe('a file of a collection', () => {
  it('becomes a document with its articles in both languages', () => {
    expect(read(written(front))).toEqual({
      document: {
        code: 'parking-rules',
        kind: 'rule',
        title: { zh: '停车规定', en: 'Parking rules' },
        issuer: { zh: '示范市', en: 'Demo City' },
        number: null,
        validFrom: '2026-01-01',
        validTo: null,
        source: 'Invented',
        sourceDate: '2026-11-26',
        fictional: true,
        summary: false,
        categories: ['noise'],
        opening: { zh: '先看这里。', en: 'Look here first.' },
        articles: [
          {
            code: 'article-1',
            heading: { zh: '第一条', en: 'Article 1' },
            text: { zh: '不得占道。', en: 'No parking on the road.' },
          },
        ],
      },
    });
  });

  it('is the same with the line ends and the mark that Windows writes', () => {
    expect(read(`\uFEFF${written(front).replace(/\n/g, '\r\n')}`)).toEqual(read(written(front)));
  });

  it.each([
    ['without source', written(without('source')), 'parking-rules.md:1: source: is missing'],
    [
      'without the day of the source',
      written(without('sourceDate')),
      'parking-rules.md:1: sourceDate: is missing',
    ],
    ['with an empty source', written(changed('source', '""')), /^parking-rules\.md:9: source: Too small/],
    [
      'with a day that is none',
      written(changed('sourceDate', '2026-02-30')),
      /^parking-rules\.md:10: sourceDate: /,
    ],
    ['of an unknown kind', written(changed('kind', 'poem')), /^parking-rules\.md:3: kind: /],
    [
      'of an unknown category',
      written(changed('categories', '[noise, astrology]')),
      'parking-rules.md:13: categories: there is no category astrology',
    ],
    [
      'with a title in one language',
      written(changed('title', '{zh: "停车规定"}')),
      'parking-rules.md:4: title.en: is missing',
    ],
    [
      'with a field of its own',
      written(`${front}\ncolour: red`),
      'parking-rules.md:14: colour: There is no such field',
    ],
    [
      'with articles in the front matter',
      written(`${front}\narticles: []`),
      'parking-rules.md:14: articles: There is no such field',
    ],
    [
      'that ends before it begins',
      written(changed('validTo', '2025-12-31')),
      'parking-rules.md:8: validTo: is before validFrom',
    ],
    ['without front matter', body, /^parking-rules\.md:1: does not begin with front matter/],
    [
      'with front matter that is no YAML',
      written(changed('number', '@x')),
      /^parking-rules\.md:6: Plain value cannot start/,
    ],
    ['with a field twice', written(`${front}\nkind: law`), /^parking-rules\.md:14: .*unique/],
    [
      'without the English of an article',
      written(front, body.replace(/No parking.*/, '')),
      'parking-rules.md:22: the English text is missing',
    ],
    [
      'without the Chinese of the opening',
      written(front, body.replace('先看这里。', '')),
      'parking-rules.md:15: the Chinese text is missing',
    ],
    [
      'without the mark between the languages',
      written(front, body.replace('Look here first.\n', '').replace('---en---\n', '')),
      'parking-rules.md:15: the languages are parted by one line "---en---", here 0',
    ],
    [
      'with a heading in one language',
      written(front, body.replace('第一条 | ', '')),
      'parking-rules.md:22: a heading is Chinese, " | " and English',
    ],
    [
      'with an English heading that nobody could cite',
      written(front, body.replace('Article 1', '第一条')),
      'parking-rules.md:22: the English heading needs a letter or digit, to be cited by',
    ],
    [
      'with an article twice',
      written(front, `${body}\n## 第一条 | Article 1\n\n一\n\n---en---\n\none\n`),
      'parking-rules.md:30: the article article-1 is there twice',
    ],
    [
      'with an article that is too long',
      written(front, body.replace('不得占道。', '长'.repeat(10_001))),
      /^parking-rules\.md:22: articles\.0\.text\.zh: Too big/,
    ],
  ])('%s is refused, naming the line', (_, text, expected) => {
    const told = problems(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('under another name than its code is refused', () => {
    expect(problems(written(front), 'other.md')).toEqual([
      'other.md:2: code: the file is to be named parking-rules.md',
    ]);
  });

  it('is told everything that is wrong at once', () => {
    const text = written(
      without('source').replace('noise', 'astrology').replace('kind: rule', 'kind: poem'),
      body.replace('第一条 | ', ''),
    );
    expect(problems(text).map((line) => line.split(': ').slice(0, -1).join(': '))).toEqual([
      'parking-rules.md:1: source',
      'parking-rules.md:3: kind: Invalid option',
      'parking-rules.md:12: categories',
      'parking-rules.md:21',
    ]);
  });
});

describe('the code of an article', () => {
  it.each([
    ['Article 20', 'article-20'],
    ['1. Social insurance', '1-social-insurance'],
    ['  Art. 12 (2) — Étage ', 'art-12-2-e-tage'],
    ['x'.repeat(80), 'x'.repeat(64)],
  ])('of %j is %s', (heading, code) => {
    expect(articleCode(heading)).toBe(code);
  });
});

describe('the shipped collection', () => {
  const documents = readCollection(shippedCollection, categories);

  it('is read without a problem, every file of it', () => {
    expect(documents.length).toBeGreaterThanOrEqual(35);
    expect(documents.filter(({ fictional }) => !fictional).length).toBeGreaterThanOrEqual(15);
  });

  it.each(documents.map((document) => [document.code, document] as const))(
    '%s has what it says',
    (code, document) => {
      const text = readFileSync(join(shippedCollection, `${code}.md`), 'utf8');
      expect(document.articles).toHaveLength(
        text.split('\n').filter((line) => line.startsWith('## ')).length,
      );
      expect(document.articles.length).toBeGreaterThan(0);
      expect(document.source).not.toBe('');
      // What is summarised says so; what is invented says so as well.
      expect(document.summary).toBe(!document.fictional);
    },
  );
});
