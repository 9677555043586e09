import { describe, expect, it } from '@jest/globals';
import type { CommandType } from './commands';
import { commandBodies } from './commands';
import { textLimits } from './texts';

const seen = { version: 3, lastStatement: 2 };
const citations = [{ guidance: 'road-act', edition: 1, article: 'x' }];

/** The least and the most that each command can say. */
const bodies: { [T in CommandType]: { least: object; most: object } } = {
  register: {
    least: { category: 'potholes', subject: 'x', details: 'x', channel: 'web' },
    most: {
      category: 'potholes',
      subject: 'x',
      details: 'x',
      place: { address: 'x', district: 'east' },
      channel: 'counter',
      language: 'en',
      externalReference: 'A-1',
      filer: { name: '张三', mail: 'a@b.cn', telephone: '+86 139 0000 0000' },
      department: 'roads',
      consultation: 'c-1',
    },
  },
  addStatement: both({ kind: 'argument', text: 'x' }),
  replyToStatement: { least: { statement: 2, text: 'x' }, most: { statement: 2, text: 'x', citations } },
  recordProgress: {
    least: { text: 'x' },
    most: { text: 'x', sharedWith: 'departments', asAccount: true, citations },
  },
  contribute: { least: { text: 'x' }, most: { text: 'x', sharedWith: 'everyone' } },
  transfer: both({ to: 'water', process: 'x', presentState: 'x', seen }),
  referUp: both({ to: 'city', difficulties: 'x', situation: 'x', seen }),
  reportUnresolved: both({ situation: 'x' }),
  instruct: { least: { text: 'x' }, most: { text: 'x', proposal: { kind: 'duties', text: 'x' } } },
  adjustResponsibility: {
    least: { to: 'water', text: 'x' },
    most: { to: 'water', text: 'x', proposal: { kind: 'routing', text: 'x' } },
  },
  resolve: {
    least: { process: 'x', result: 'x', rule: 'none', cause: 'x', seen },
    most: {
      process: 'x',
      result: 'x',
      rule: 'none',
      cause: 'x',
      causeKind: 'rule',
      citations,
      unansweredReason: 'x',
      stepsDone: [1, 2],
      seen,
    },
  },
  answer: { least: { answer: 'satisfied', seen }, most: { answer: 'keepOpen', opinion: 'x', seen } },
  referContested: {
    least: {
      process: 'x',
      result: 'x',
      suggestion: 'x',
      filerOpinion: 'x',
      rule: 'x',
      cause: 'x',
      seen,
    },
    most: {
      process: 'x',
      result: 'x',
      suggestion: 'x',
      filerOpinion: 'x',
      rule: 'x',
      cause: 'x',
      causeKind: 'duties',
      citations,
      seen,
    },
  },
  withdraw: { least: {}, most: { reason: 'x' } },
  reopen: both({ reason: 'x' }),
  escalateIdle: both({}),
  claim: both({}),
  assignOfficer: both({ officer: 'w.li' }),
  markEnteredInError: both({ entry: 2, reason: 'x' }),
  linkCase: {
    least: { other: 'CT-00000-00000-0', relation: 'related' },
    most: { other: 'CT-00000-00000-0', relation: 'duplicateOf', text: 'x', sharedWith: 'departments' },
  },
  adoptProcedure: {
    least: { review: 'r-1', guidance: 'g-1', edition: 1, text: 'x' },
    most: {
      review: 'r-1',
      guidance: 'g-1',
      edition: 2,
      steps: 3,
      text: 'x',
      to: 'water',
      disposition: {
        process: 'x',
        result: 'x',
        rule: 'none',
        cause: 'x',
        causeKind: 'process',
        unansweredReason: 'x',
      },
    },
  },
};

function both(body: object): { least: object; most: object } {
  return { least: body, most: body };
}

const commands = Object.keys(commandBodies) as CommandType[];
const accepts = (command: CommandType, body: unknown) => commandBodies[command].safeParse(body).success;

/** Every path to an object within a body, the body itself included. */
function objectsIn(body: object, path: string[] = []): string[][] {
  const inner = Object.entries(body).filter(([, value]) => typeof value === 'object');
  return [path, ...inner.flatMap(([name, value]) => objectsIn(value as object, [...path, name]))];
}

function changed(body: object, [first, ...rest]: string[], change: (inner: object) => object): object {
  if (first === undefined) return change(body);
  const inner = (body as Record<string, object>)[first]!;
  return Object.assign(structuredClone(body), { [first]: changed(inner, rest, change) });
}

describe('command bodies', () => {
  it.each(commands)('%s: the least and the most are taken', (command) => {
    expect(commandBodies[command].safeParse(bodies[command].least)).toMatchObject({ success: true });
    expect(commandBodies[command].safeParse(bodies[command].most)).toMatchObject({ success: true });
  });

  it.each(commands)('%s: unknown fields are refused, at every depth', (command) => {
    const { most } = bodies[command];
    for (const path of objectsIn(most)) {
      expect(
        accepts(
          command,
          changed(most, path, (inner) => ({ ...inner, surprise: 1 })),
        ),
      ).toBe(false);
    }
  });

  it.each(commands)('%s: each field of the least is required', (command) => {
    const { least } = bodies[command];
    for (const name of Object.keys(least)) {
      const without = Object.fromEntries(Object.entries(least).filter(([other]) => other !== name));
      expect(accepts(command, without)).toBe(false);
    }
  });

  it.each(commands)('%s: a text may be as long as its limit, not longer, and not blank', (command) => {
    const { most } = bodies[command];
    for (const path of objectsIn(most)) {
      const inner = path.reduce((body, name) => (body as Record<string, object>)[name]!, most);
      for (const [name, value] of Object.entries(inner)) {
        if (value !== 'x') continue;
        const withText = (text: string) => changed(most, path, (body) => ({ ...body, [name]: text }));
        const longest = [textLimits.paragraph, textLimits.line].find((length) =>
          accepts(command, withText('字'.repeat(length))),
        );
        expect(longest).toBeDefined();
        expect(accepts(command, withText('字'.repeat(longest! + 1)))).toBe(false);
        expect(accepts(command, withText(''))).toBe(false);
        expect(accepts(command, withText(' \n '))).toBe(false);
      }
    }
  });

  it.each(commands)('%s: what is no object is refused', (command) => {
    for (const body of [null, undefined, [], 'text', 1]) expect(accepts(command, body)).toBe(false);
  });
});

describe('values in commands', () => {
  it('a filer may be reached by mail, telephone, both or not at all', () => {
    const register = (filer: object) => accepts('register', { ...bodies.register.least, filer });
    for (const filer of [
      {},
      { mail: 'a@b.cn' },
      { telephone: '010-12345' },
      { mail: 'a@b.cn', telephone: '12345' },
    ]) {
      expect(register(filer)).toBe(true);
    }
    for (const filer of [
      { mail: 'a@' },
      { mail: `${'a'.repeat(250)}@b.cn` },
      { telephone: 'call me' },
      { telephone: '1' },
      { name: '' },
    ]) {
      expect(register(filer)).toBe(false);
    }
  });

  it('codes are of plain symbols and of bounded length', () => {
    const to = (code: string) => accepts('adjustResponsibility', { to: code, text: 'x' });
    expect(['a', 'city-roads', 'A.b_c-9', 'x'.repeat(64)].filter((code) => !to(code))).toEqual([]);
    expect(['', '-a', 'a b', 'a/b', "a';--", '路', 'x'.repeat(65)].filter(to)).toEqual([]);
  });

  it('what was seen is a version and a statement', () => {
    const answer = (what: object) => accepts('answer', { answer: 'satisfied', seen: what });
    expect(answer({ version: 1, lastStatement: 0 })).toBe(true);
    for (const what of [
      {},
      { version: 0, lastStatement: 0 },
      { version: 1.5, lastStatement: 0 },
      { version: 1, lastStatement: -1 },
      { version: '1', lastStatement: 0 },
    ]) {
      expect(answer(what)).toBe(false);
    }
  });

  it('what is left out has its default', () => {
    expect(commandBodies.register.parse(bodies.register.least)).toMatchObject({
      place: {},
      language: 'zh',
      filer: {},
    });
    expect(commandBodies.recordProgress.parse({ text: ' x ' })).toEqual({
      text: 'x',
      sharedWith: 'everyone',
      asAccount: false,
      citations: [],
    });
  });
});

describe('the number of the matter at an agency', () => {
  const register = (externalReference: string) =>
    commandBodies.register.safeParse({ ...bodies.register.least, externalReference });

  it.each(['信访〔2026〕12号', '12345-20260301-00017', '沪府办(2026)第3号', 'A'.repeat(64)])(
    'may be %s',
    (number) => {
      expect(register(` ${number} `).data?.externalReference).toBe(number);
    },
  );

  it.each([
    ['a sentence', 'Mr Zhang called about his pension'],
    ['ideographic blanks', '信访\u300012号'],
    ['a line break', 'A-1\nB-2'],
    ['a control character', 'A\u00001'],
    ['invisible characters', 'A\u200b1\u202e'],
    ['more than 64 characters', 'A'.repeat(65)],
    ['nothing', ' '],
  ])('is not %s', (_, text) => {
    expect(register(text).success).toBe(false);
  });
});
