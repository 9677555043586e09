import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { handler, registered, resolution } from '../doors/registrations';
import { SearchGround } from './search-ground';

let ground: SearchGround;
beforeAll(async () => {
  ground = await SearchGround.open();
});
afterAll(() => ground.close());

const register = async (changes: object, as?: string): Promise<string> =>
  (await registered(ground.doors, changes, as)).number;

describe('search over cases', () => {
  let chinese: string;
  let traditional: string;
  let english: string;

  beforeAll(async () => {
    chinese = await register({ subject: '低保申请材料补充', details: '窗口要求补充收入证明ＡＢＣ１２３。' });
    traditional = await register({ subject: '養老金發放遲延', details: '三個月沒有發放。' });
    english = await register({
      subject: 'Leaking roof',
      details: 'Water leaks through the ceilings when it rains.',
    });
    await ground.read();
  });

  it('finds Chinese words of two characters and up, and a single character', async () => {
    for (const q of ['低保', '收入', '材料补充', '低']) expect(await ground.found({ q })).toEqual([chinese]);
  });

  it('takes a phrase as it stands, not its characters in another place', async () => {
    expect(await ground.found({ q: '申请材料' })).toEqual([chinese]);
    expect(await ground.found({ q: '保材料' })).toEqual([]);
    expect(await ground.found({ q: '补充窗口' })).toEqual([]);
  });

  it('finds English words in other forms, and by their beginning', async () => {
    for (const q of ['leak', 'leaks', 'leaked', 'ceiling', 'ceil', 'LEAKING ROOF']) {
      expect([q, await ground.found({ q })]).toEqual([q, [english]]);
    }
  });

  it('finds traditional by simplified characters and the other way, full width by half width and the other way', async () => {
    expect(await ground.found({ q: '养老金发放' })).toEqual([traditional]);
    expect(await ground.found({ q: '補充收入證明' })).toEqual([chinese]);
    expect(await ground.found({ q: 'abc123' })).toEqual([chinese]);
    expect(await ground.found({ q: 'ｌｅａｋ' })).toEqual([english]);
  });

  it('wants every term to be there', async () => {
    expect(await ground.found({ q: '低保 收入' })).toEqual([chinese]);
    expect(await ground.found({ q: '低保 leak' })).toEqual([]);
  });

  it('shows where it matched, with the hits marked, and the case as it is now', async () => {
    const { body } = await ground.search({ q: '收入证明' });
    expect(body.items[0]).toMatchObject({
      trackingNumber: chinese,
      subject: '低保申请材料补充',
      status: 'assigned',
      closure: null,
      closedAt: null,
      registeringDepartment: 'service-hall-windows',
      responsibleDepartment: 'social-insurance-counter',
      excerpts: [{ sequence: 1, field: 'details', visibility: 'everyone' }],
    });
    const hits = body.items[0].excerpts[0].segments.filter(({ hit }: { hit: boolean }) => hit);
    expect(hits).toEqual([{ text: '收入证明', hit: true }]);
    expect(body.total).toEqual({ count: 1, capped: false, rankedAmong: null });
  });

  it('finds a case by its tracking number in any of its forms', async () => {
    const bare = chinese.replaceAll('-', '');
    for (const q of [
      chinese,
      chinese.toLowerCase(),
      bare,
      bare.slice(2),
      ` ${chinese.replaceAll('-', ' ')} `,
    ]) {
      expect(await ground.found({ q })).toEqual([chinese]);
    }
  });

  it('finds what was stated, done and resolved, and a case by its own state', async () => {
    const number = await register({ subject: '特殊门牌问题' });
    await ground.act(number, 'record-progress', { text: '已联系派出所核对户籍档案。' }, handler);
    await ground.act(number, 'resolve', { ...resolution, seen: await ground.seen(number, handler) }, handler);
    await ground.act(
      number,
      'answer',
      { answer: 'satisfied', seen: await ground.seen(number, handler) },
      'window-1',
    );
    await ground.read();
    for (const q of ['派出所', '补录缴费', '漏报']) expect(await ground.found({ q })).toEqual([number]);
    expect(await ground.found({ status: 'closed' })).toEqual([number]);
    expect(await ground.found({ outcome: 'satisfied', q: '门牌' })).toEqual([number]);
    expect(await ground.found({ outcome: 'noAnswer' })).toEqual([]);
  });

  it('finds nothing by an entry that was entered in error', async () => {
    const number = await register({ subject: '路灯问题' });
    await ground.act(number, 'record-progress', { text: '误记蝴蝶兰。' }, handler);
    await ground.read();
    expect(await ground.found({ q: '蝴蝶兰' })).toEqual([number]);
    await ground.act(number, 'mark-entered-in-error', { entry: 2, reason: '记错。' }, handler);
    expect((await ground.search({ q: '蝴蝶兰' })).body.items[0].excerpts).toEqual([]);
    await ground.read();
    expect(await ground.found({ q: '蝴蝶兰' })).toEqual([]);
  });

  it('filters by category, department, district and day', async () => {
    const number = await register({ subject: '噪声甲', category: 'noise', place: { district: 'east' } });
    await ground.read();
    const { body } = await ground.search({ q: '噪声甲' });
    const { responsibleDepartment, registeredAt } = body.items[0];
    const today = new Date(Date.parse(registeredAt) + 8 * 3_600_000).toISOString().slice(0, 10);
    const fits = {
      category: 'noise',
      department: responsibleDepartment,
      district: 'east',
      from: today,
      to: today,
    };
    expect(await ground.found(fits)).toEqual([number]);
    for (const other of [
      { category: 'it-fault' },
      { department: 'city' },
      { district: 'west' },
      { from: '2099-01-01' },
      { to: '2001-01-01' },
    ]) {
      expect(await ground.found({ ...fits, ...other })).toEqual([]);
    }
    expect(await ground.found({ ...fits, registeringDepartment: 'service-hall-windows' })).toEqual([number]);
  });

  it('pages through all of them, newest first and by relevance, each once', async () => {
    const numbers: string[] = [];
    for (let index = 0; index < 7; index++) {
      numbers.unshift(
        await register({
          subject: `分页样本${'丁'.repeat(index + 1)}`,
          details: index % 2 ? '分页样本。' : '无。',
        }),
      );
    }
    await ground.read();
    for (const order of ['newest', 'relevance']) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query: Record<string, string | number> = { q: '分页样本', limit: 3, order };
        const { body } = await ground.search(cursor === null ? query : { ...query, cursor });
        const rankedAmong = order === 'newest' ? null : 7;
        expect(body.total).toEqual(cursor === null ? { count: 7, capped: false, rankedAmong } : null);
        seen.push(...body.items.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber));
        cursor = body.next;
      } while (cursor !== null);
      expect([...seen].sort()).toEqual([...numbers].sort());
      if (order === 'newest') expect(seen).toEqual(numbers);
    }
  });

  it('is the same after the read model was written anew', async () => {
    const before = await ground.found({ limit: 100 });
    expect(await ground.rebuild()).toBe(before.length);
    expect(await ground.found({ limit: 100 })).toEqual(before);
    expect(await ground.found({ q: '低保' })).toEqual([chinese]);
  });

  it('refuses what it does not know, field by field, and a cursor that it did not give', async () => {
    const { status, body } = await ground.search({ colour: 'red', limit: 0, from: 'yesterday' });
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['colour', 'from', 'limit']);
    for (const cursor of [
      'x',
      Buffer.from('[null,"9999-99-99T99:99:99.999999Z","CT-1"]').toString('base64url'),
    ]) {
      expect((await ground.search({ q: '低保', cursor })).body.code).toBe('invalidRequest');
    }
  });

  it('answers whatever is typed without a fault', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        "'",
        '\\',
        ':*',
        '&',
        '|',
        '!',
        '<->',
        '(',
        '%',
        '低保',
        'leak',
        '\u0000',
        '@status:closed',
        '#lift',
        'ﬁ',
        '𠮷',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom('newest', 'relevance'),
        async (pieces, order) => {
          const { status } = await ground.search({ q: pieces.join('').slice(0, 200), order });
          expect([200, 400]).toContain(status);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('does not let anybody search by the terms of filters and matters', async () => {
    for (const q of ['@status:closed', '#roof-leak']) {
      const { body } = await ground.search({ q });
      expect(body.items.every(({ excerpts }: { excerpts: unknown[] }) => excerpts.length > 0)).toBe(true);
    }
  });
});

describe('a case with texts longer than a document can be', () => {
  it('is found all the same', async () => {
    const number = await register({ subject: '超长案件', details: '长'.repeat(9_999) });
    const words = Array.from({ length: 90 }, (_, index) => `w${index}${'x'.repeat(100)}`).join(' ');
    for (let index = 0; index < 12; index++) {
      await ground.act(
        number,
        'record-progress',
        { text: `${words} ${String.fromCodePoint(0x4e00 + index).repeat(100)}` },
        handler,
      );
    }
    await ground.act(number, 'record-progress', { text: 'a'.repeat(9_000) }, handler);
    await ground.read();
    expect(await ground.found({ q: '超长案件' })).toEqual([number]);
  });
});
