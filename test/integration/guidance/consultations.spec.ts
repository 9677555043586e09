import { civilDateAt } from '@casetrace/case-rules';
import {
  casePageAnswer,
  consultationAnswer,
  consultationsAnswer,
  recordedConsultationAnswer,
  registrationAnswer,
} from '@casetrace/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase, onDatabase } from '../../harness/databases';
import { type Answer, type Call, get, post, send } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';
import { handler, pensionMatter, registered, resolution } from '../doors/registrations';
import { imported, parkingRules } from './collection';

let doors: Doors;
let url: string;
beforeAll(async () => {
  url = (await freshDatabase()).url;
  await imported(url);
  doors = await openDoors(url);
});
afterAll(() => doors.close());

const window = 'window-1';
const citation = { guidance: 'social-insurance-law', edition: 1 };
const question = {
  asked: '办理退休后养老金多久发放？',
  category: 'social-insurance-pensions',
  channel: 'counter',
  district: 'east',
  citations: [citation],
  settled: false,
};
const record = (changes: object = {}, call: Call = {}): Promise<Answer> =>
  post(`${doors.intake}/v1/consultations`, { ...question, ...changes }, { as: window, ...call });
const { category: _, channel: __, place: ___, ...matter } = pensionMatter;
const registerFrom = (id: string, changes: object = {}, call: Call = {}): Promise<Answer> =>
  post(
    `${doors.intake}/v1/consultations/${id}/registration`,
    { ...matter, ...changes },
    { as: window, ...call },
  );
const consultation = async (id: string, as = window): Promise<Answer> =>
  get(`${doors.intake}/v1/consultations/${id}`, { as });
const caseOf = async (number: string): Promise<Answer> =>
  get(`${doors.query}/v1/cases/${number}`, { as: handler });

describe('a consultation', () => {
  it('says what was asked and cited, by which desk, and whether that settled it', async () => {
    const { status, body, headers } = await record({ settled: true });
    expect(status).toBe(201);
    recordedConsultationAnswer.parse(body);
    expect(headers.get('location')).toBe(`/v1/consultations/${body.id}`);
    expect(body).toMatchObject({
      asked: question.asked,
      department: 'service-hall-windows',
      officer: window,
      settled: true,
      trackingNumber: null,
      citations: [
        { ...citation, article: null, title: { zh: '中华人民共和国社会保险法' }, newerEdition: null },
      ],
      replayed: false,
    });
    const read = await consultation(body.id);
    consultationAnswer.parse(read.body);
    const { replayed: _replayed, ...recorded } = body;
    expect(read.body).toEqual(recorded);
  });

  it('needs nothing but the question, the channel and whether it was settled', async () => {
    const least = { category: undefined, district: undefined, citations: undefined };
    expect((await record(least)).body).toMatchObject({ category: null, district: null, citations: [] });
  });

  it('is recorded once under one key, at the same time too', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => record({}, { key: 'the-same' })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1);
    const other = await record({ asked: '另一件事。' }, { key: 'the-same' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotencyKeyReused']);
    expect((await record({}, { key: null })).body.code).toBe('idempotencyKeyMissing');
  });

  it.each([
    [{ filer: { name: '某某' } }, 'filer'],
    [{ asked: '' }, 'asked'],
    [{ channel: 'fax' }, 'channel'],
    [{ settled: 'yes' }, 'settled'],
    [{ citations: [{ guidance: 'x' }] }, 'citations.0.edition'],
  ])('is refused with %j', async (changes, path) => {
    const { status, body } = await record(changes);
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ path })]]);
  });

  it('is refused with an unknown category or guidance, and from who has no desk', async () => {
    expect((await record({ category: 'astrology' })).body.code).toBe('unknownCategory');
    const unknown = [
      { guidance: 'astrology-law', edition: 1 },
      { ...citation, article: 'article-9999' },
    ];
    const { status, body } = await record({ citations: [citation, ...unknown] });
    expect([status, body.code, body.citations]).toEqual([409, 'unknownGuidance', unknown]);
    expect((await record({}, { as: 'auditor-1' })).body.code).toBe('notAllowed');
    expect((await record({ asked: 'a\u0000' })).body.code).toBe('invalidRequest');
  });

  it('is nowhere but in its table', async () => {
    const asked = '谁也不该在别处读到这句话。';
    const { body } = await record({ asked });
    await registerFrom(body.id);
    expect(doors.logged()).not.toContain(asked);
    await onDatabase(url, async (client) => {
      const { rows } = await client.query<{ found: number }>(
        `SELECT count(*)::int AS found FROM outbox o, case_events e, accepted_commands a
         WHERE o::text LIKE $1 OR e.data LIKE $1 OR a.answer::text LIKE $1`,
        [`%${asked}%`],
      );
      expect(rows).toEqual([{ found: 0 }]);
    });
  });
});

describe('the list of consultations', () => {
  it("is of one's own desk, the newest first, in pages that miss nothing", async () => {
    const desk = 'labour-inspection-east-1';
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift((await recordAt(desk)).body.id);
    const found: string[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const page: Answer = await get(`${doors.query}/v1/consultations?limit=2${cursor}`, { as: desk });
      consultationsAnswer.parse(page.body);
      found.push(...page.body.items.map(({ id }: { id: string }) => id));
      next = page.body.next;
    } while (next !== null);
    expect(found).toEqual(ids);
  });

  it('shows officers other desks, and an agency its own alone', async () => {
    const { body } = await recordAt('hotline-system');
    const of = (desk: string, as: string): Promise<Answer> =>
      get(`${doors.intake}/v1/consultations?desk=${desk}`, { as });
    expect((await of('hotline', 'auditor-1')).body.items).toMatchObject([{ id: body.id }]);
    expect((await of('all', window)).body.items.length).toBeGreaterThan(1);
    expect((await of('hotline', 'hotline-system')).status).toBe(200);
    expect((await of('all', 'hotline-system')).body.code).toBe('notAllowed');
    const others = (await record()).body.id;
    expect((await consultation(others, 'hotline-system')).body.code).toBe('noSuchResource');
    expect((await registerFrom(others, {}, { as: 'hotline-system' })).body.code).toBe('noSuchResource');
    const throughRegister = { ...pensionMatter, consultation: others };
    const refused = await post(`${doors.intake}/v1/cases`, throughRegister, { as: 'hotline-system' });
    expect(refused.body.code).toBe('unknownConsultation');
  });

  it.each(['cursor=bm9uc2Vuc2U', 'limit=0', 'desk=a%20b'])('refuses %s', async (query) => {
    expect((await get(`${doors.query}/v1/consultations?${query}`, { as: window })).status).toBe(400);
  });
});

describe('a case from a consultation', () => {
  it('is registered in one call, with what the consultation knows, and both keep the link', async () => {
    const { id } = (await record()).body;
    const answer = await registerFrom(id);
    expect(answer.status).toBe(201);
    registrationAnswer.parse(answer.body);
    const { trackingNumber } = answer.body;
    expect(answer.headers.get('location')).toBe(`/v1/cases/${trackingNumber}`);
    expect((await consultation(id)).body.trackingNumber).toBe(trackingNumber);
    const { body } = await caseOf(trackingNumber);
    expect(body).toMatchObject({
      category: { code: question.category },
      district: question.district,
      channel: question.channel,
    });
    expect(body.timeline[0].data).toMatchObject({ consultation: id });
  });

  it('may say otherwise than the consultation, and must say what that does not', async () => {
    const { id } = (await record({ category: undefined })).body;
    const missing = await registerFrom(id);
    expect([missing.status, missing.body.errors]).toEqual([
      400,
      [expect.objectContaining({ path: 'category' })],
    ]);
    const answer = await registerFrom(id, {
      category: 'noise',
      channel: 'telephone',
      place: { district: 'west' },
    });
    expect((await caseOf(answer.body.trackingNumber)).body).toMatchObject({
      category: { code: 'noise' },
      district: 'west',
      channel: 'telephone',
    });
  });

  it('is registered once, whoever asks again', async () => {
    const { id } = (await record()).body;
    const answers = await Promise.all([1, 2, 3].map(() => registerFrom(id, {}, { key: `once-${id}` })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const numbers = new Set(answers.map(({ body }) => body.trackingNumber));
    expect(numbers.size).toBe(1);
    const others = await Promise.all([registerFrom(id), registerFrom(id, {}, { as: 'city-1' })]);
    for (const { status, body } of others) {
      expect([status, body.code]).toEqual([409, 'consultationRegistered']);
      expect(numbers).toContain(body.trackingNumber);
    }
  });

  it('is one where two officers register at the same time', async () => {
    const { id } = (await record()).body;
    const answers = await Promise.all([registerFrom(id), registerFrom(id, {}, { as: 'city-1' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is refused where the matter was settled, where there is no such consultation, through either route', async () => {
    const { id } = (await record({ settled: true })).body;
    expect((await registerFrom(id)).body.code).toBe('consultationSettled');
    expect((await registerFrom('consultation-none')).body.code).toBe('noSuchResource');
    expect((await registerFrom('%00')).body.code).toBe('invalidRequest');
    const through = (consultation: string): Promise<Answer> =>
      post(`${doors.intake}/v1/cases`, { ...pensionMatter, consultation }, { as: window });
    expect((await through(id)).body.code).toBe('consultationSettled');
    const unknown = await through('consultation-none');
    expect([unknown.status, unknown.body.code]).toEqual([409, 'unknownConsultation']);
  });

  it('keeps the link of a consultation that a plain registration names', async () => {
    const { id } = (await record()).body;
    const { number } = await registered(doors, { consultation: id });
    expect((await consultation(id)).body.trackingNumber).toBe(number);
  });
});

describe('guidance cited by a command', () => {
  it('is refused where the edition or the article does not exist, and nothing is done', async () => {
    const { number } = await registered(doors);
    const unknown = [
      { ...citation, edition: 7 },
      { ...citation, article: 'article-9999' },
    ];
    const body = { text: '已核对。', citations: [citation, ...unknown] };
    const refused = await post(`${doors.query}/v1/cases/${number}/actions/record-progress`, body, {
      as: handler,
    });
    expect([refused.status, refused.body.code, refused.body.citations]).toEqual([
      409,
      'unknownGuidance',
      unknown,
    ]);
    expect((await caseOf(number)).body.version).toBe(1);
  });

  it('shows on the case as the edition that was cited, with its title and whether there is a newer one', async () => {
    const put = (changes: object): Promise<Answer> =>
      send(
        'PUT',
        `${doors.query}/v1/guidance/parking`,
        { ...parkingRules, ...changes },
        { as: 'administrator-1' },
      );
    await put({});
    const { number, accessCode } = await registered(doors);
    const cited = { guidance: 'parking', edition: 1, article: 'article-1' };
    const body = { text: '依照停车规定处理。', citations: [cited, citation] };
    const action = `${doors.query}/v1/cases/${number}/actions`;
    const recorded = await post(`${action}/record-progress`, body, { as: handler });
    expect(recorded.status).toBe(200);
    const seen = { version: 2, lastStatement: 0 };
    await post(`${action}/resolve`, { ...resolution, citations: [cited], seen }, { as: handler });
    await put({ title: { zh: '停车新规', en: 'New parking rules' }, reason: '修订。' });
    const page = await caseOf(number);
    casePageAnswer.parse(page.body);
    const [registration, progress, resolved] = page.body.timeline;
    const named = {
      ...cited,
      title: parkingRules.title,
      heading: { zh: '第一条', en: 'Article 1' },
      newerEdition: 2,
    };
    expect(registration.citations).toEqual([]);
    expect(progress.citations).toMatchObject([
      named,
      { ...citation, article: null, heading: null, newerEdition: null },
    ]);
    expect(resolved.citations).toEqual([named]);
    const filer = await get(`${doors.intake}/v1/cases/${number}`, { accessCode });
    expect(filer.body.timeline[1].citations).toEqual(progress.citations);
  });
});

describe('the figures of consultations', () => {
  it('count what was asked and settled, each once, in the period alone', async () => {
    const { url: own } = await freshDatabase();
    const there = await openDoors(own);
    try {
      const ask = async (changes: object): Promise<string> => {
        const body = { ...question, citations: [], ...changes };
        return (await post(`${there.intake}/v1/consultations`, body, { as: window })).body.id;
      };
      await ask({ settled: true });
      await ask({ settled: true });
      const unsettled = await ask({});
      await ask({ category: undefined, district: undefined, settled: true, channel: 'telephone' });
      await post(`${there.intake}/v1/consultations/${unsettled}/registration`, matter, { as: window });
      const today = civilDateAt(Date.now());
      const counted = async (day: string, by: string) => {
        const path = `/v1/statistics?from=${day}&to=${day}&by=${by}`;
        return (await get(`${there.query}${path}`, { as: 'auditor-1' })).body;
      };
      const { total, items } = await counted(today, 'category');
      expect(total).toMatchObject({ consulted: 4, settledOnTheSpot: 3 });
      const ofCategory = items.find(({ key }: { key: string }) => key === question.category);
      expect(ofCategory.figures).toMatchObject({ consulted: 3, settledOnTheSpot: 2 });
      expect((await counted('2026-01-05', 'none')).total).toMatchObject({
        consulted: 0,
        settledOnTheSpot: 0,
      });
    } finally {
      await there.close();
    }
  });
});

describe('whatever is sent', () => {
  it('is answered without a fault', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const bodies = fc.record(
      {
        asked: text,
        category: fc.oneof(fc.constant('noise'), text),
        channel: fc.constantFrom('counter', 'fax'),
        district: text,
        citations: fc.array(
          fc.record({ guidance: fc.oneof(fc.constant('parking'), text), edition: fc.integer() }),
        ),
        settled: fc.boolean(),
      },
      { requiredKeys: ['channel'] },
    );
    await fc.assert(
      fc.asyncProperty(bodies, text, async (body, typed) => {
        const sent = await post(`${doors.intake}/v1/consultations`, body, { as: window });
        expect(sent.status).toBeLessThan(500);
        const listed = await get(
          `${doors.query}/v1/consultations?${new URLSearchParams({ cursor: typed, desk: typed }).toString()}`,
          { as: window },
        );
        expect(listed.status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });
});

const recordAt = (as: string): Promise<Answer> => record({}, { as });
