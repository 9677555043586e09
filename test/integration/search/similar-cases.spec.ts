import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandBodies } from '@casetrace/contracts';
import { KnownCollection, SimilarCases } from '@casetrace/case-search';
import { tokensOf } from '@casetrace/text-search';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command, windowOfficer } from '../record/record-under-test';
import { SearchGround } from './search-ground';

interface LabelledCase {
  id: string;
  group: string;
  category: string;
  split: 'tune' | 'held-out';
  subject: string;
  details: string;
  handling: string;
  result: string;
  rule: string;
}

const file = join(__dirname, '..', '..', 'similar-cases', 'cases.json');
const read = JSON.parse(readFileSync(file, 'utf8')) as LabelledCase[] | { cases: LabelledCase[] };
const labelled = Array.isArray(read) ? read : read.cases;

let ground: SearchGround;
let similar: SimilarCases;
const numberOf = new Map<string, string>();

beforeAll(async () => {
  ground = await SearchGround.open();
  for (const each of labelled) numberOf.set(each.id, await closedCase(each));
  await ground.read();
  await ground.record.sql('ANALYZE case_documents');
  similar = new SimilarCases(ground.record.database, new KnownCollection(ground.record.database));
});
afterAll(() => ground.close());

/** Registered, resolved and confirmed, as the labelled case says. */
async function closedCase({
  category,
  subject,
  details,
  handling,
  result,
  rule,
}: LabelledCase): Promise<string> {
  const { record } = ground;
  const {
    trackingNumber,
    responsibleDepartment: department,
    version,
  } = await record.registerCase({
    category,
    subject,
    details,
    place: {},
    filer: {},
  });
  const seen = { version, lastStatement: 0 };
  const body = commandBodies.resolve.parse({ process: handling, result, rule, cause: 'none', seen });
  const actor = { kind: 'officer', department, officer: null } as const;
  const resolved = await record.commands.execute(
    command(trackingNumber, { type: 'resolve', body }, { actor }),
  );
  if (resolved.rejection) throw new Error(resolved.rejection.detail);
  const answer = commandBodies.answer.parse({
    answer: 'satisfied',
    seen: { ...seen, version: resolved.version },
  });
  const closed = await record.commands.execute(
    command(trackingNumber, { type: 'answer', body: answer }, { actor: windowOfficer }),
  );
  expect(closed.status).toBe('closed');
  return trackingNumber;
}

const splits = ['tune', 'held-out'] as const;
const groupOf = new Map(labelled.map(({ id, group }) => [id, group]));
const casesOf = (split: string): LabelledCase[] => labelled.filter((each) => each.split === split);
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const precision = (asked: LabelledCase, firstFive: (string | undefined)[]): number =>
  firstFive.filter((id) => id !== undefined && groupOf.get(id) === asked.group).length / 5;

async function byProduct(split: string): Promise<number> {
  const idOf = new Map(Array.from(numberOf, ([id, number]) => [number, id]));
  const values: number[] = [];
  for (const asked of casesOf(split)) {
    const { items } = await similar.similarTo(numberOf.get(asked.id)!, 5);
    values.push(
      precision(
        asked,
        items.slice(0, 5).map(({ trackingNumber }) => idOf.get(trackingNumber)),
      ),
    );
  }
  return mean(values);
}

/** What random order within the right category would give, by arithmetic. */
const byCategory = (split: string): number =>
  mean(
    casesOf(split).map((asked) => {
      const others = labelled.filter(({ id, category }) => id !== asked.id && category === asked.category);
      return others.filter(({ group }) => group === asked.group).length / others.length;
    }),
  );

/** Most pairs of characters and words in common with subject and details. */
function byOverlap(split: string): number {
  const pairs = (text: string): Set<string> => new Set(tokensOf(text).map((token) => token.text));
  const known = new Map(labelled.map((each) => [each.id, pairs(`${each.subject}\n${each.details}`)]));
  return mean(
    casesOf(split).map((asked) => {
      const own = known.get(asked.id)!;
      const overlap = (id: string): number => {
        const shared = [...known.get(id)!].filter((pair) => own.has(pair)).length;
        return shared / (own.size + known.get(id)!.size - shared);
      };
      const others = labelled
        .filter(({ id }) => id !== asked.id)
        .map(({ id }) => ({ id, score: overlap(id) }));
      others.sort((one, other) => other.score - one.score);
      return precision(
        asked,
        others.slice(0, 5).map(({ id }) => id),
      );
    }),
  );
}

describe('similar cases, by the labelled set', () => {
  it('are of the same kind: precision at 5, on both halves, against category alone and plain overlap', async () => {
    const rows: Record<string, Record<string, string>> = {};
    const held: number[] = [];
    for (const split of splits) {
      const values = [await byProduct(split), byCategory(split), byOverlap(split)];
      const [product = 0, category = 0, overlap = 0] = values;
      rows[split] = {
        product: product.toFixed(3),
        category: category.toFixed(3),
        overlap: overlap.toFixed(3),
      };
      if (split === 'held-out') held.push(product, category, overlap);
    }
    console.table(rows);
    const [product = 0, category = 0, overlap = 0] = held;
    expect(product).toBeGreaterThanOrEqual(0.8);
    expect(product).toBeGreaterThan(category + 0.2);
    expect(product).toBeGreaterThan(overlap + 0.2);
  });
});
