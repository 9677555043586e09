import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase } from '../../harness/databases';
import { freshTopics } from '../../harness/kafka-topics';
import { type RunningNotifications, startNotifications } from '../notifications/desk';
import { hostileValuesOf, type Parameter } from './hostile-values';
import { type Answer, get, post, send } from './http';
import { type Doors, openDoors } from './open-doors';
import { registered } from './registrations';

interface Route {
  door: Door;
  path: string;
  parameters: Parameter[];
}
const doorNames = ['intake', 'query', 'notification'] as const;
type Door = (typeof doorNames)[number];

/** Every GET route that the committed document of a door knows. */
function routesOf(door: Door): Route[] {
  const file = join(__dirname, '../../../apps', `${door}-service`, 'openapi.json');
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, { get?: { parameters?: Route['parameters'] } }>;
  };
  return Object.entries(paths).flatMap(([path, { get: read }]) =>
    read
      ? [{ door, path, parameters: (read.parameters ?? []).filter((each) => /path|query/.test(each.in)) }]
      : [],
  );
}

const routes = doorNames.flatMap(routesOf);
/** Between them they may read whatever can be read. */
const readers = ['auditor-1', 'administrator-1', 'operations-1', 'window-1'];
const window = 'window-1';
const counter = 'social-insurance-counter-1';

let doors: Doors;
let notifications: RunningNotifications;
let number: string;
let usual: Record<string, string>;
beforeAll(async () => {
  const { url } = await freshDatabase();
  await freshTopics();
  doors = await openDoors(url);
  notifications = await startNotifications(url);
  ({ number } = await registered(doors));
  usual = {
    ...{ number, id: 'none', code: 'service-hall-windows', category: 'social-insurance-pensions' },
    ...{ month: '2026-01', from: '2026-01-01', to: '2026-01-31' },
  };
});
afterAll(async () => {
  await notifications.app.close();
  await doors.close();
});

/** The address of a route where some parameters have the given values, and the others what is usual or nothing. */
function addressOf({ door, path, parameters }: Route, given: Record<string, string[]>): string {
  const query: string[] = [];
  let at = path;
  for (const { name, in: where, required } of parameters) {
    const values = given[name] ?? (where === 'path' || required ? [usual[name] ?? 'none'] : []);
    if (where === 'path') at = at.replace(`{${name}}`, values[0] || '%20');
    else query.push(...values.map((value) => `${name}=${value}`));
  }
  const origin = { ...doors, notification: notifications.url }[door];
  return `${origin}${at}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** Somebody who may read a route. */
async function readerOf(route: Route): Promise<string> {
  for (const as of readers) {
    const { status } = await get(addressOf(route, {}), { as });
    if (status === 200 || status === 404) return as;
  }
  throw new Error(`Nobody may read ${route.path}`);
}

/** What is wrong with an answer to bad input, if anything is. */
function faultOf(url: string, { status, headers, body }: Answer): string[] {
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') && body.code;
  return status < 400 || (status < 500 && isProblem) ? [] : [`${status} ${url.slice(0, 300)}`];
}

describe('whatever a parameter of a GET route says', () => {
  it.each(routes.map((route) => [`${route.door} ${route.path}`, route] as const))(
    '%s answers it, or tells what is wrong',
    async (_, route) => {
      const as = await readerOf(route);
      const knows = (parameter: string): boolean => route.parameters.some(({ name }) => name === parameter);
      const ranked: Record<string, string[]> = {
        ...(knows('q') && { q: ['rule'] }),
        ...(knows('order') && { order: ['relevance'] }),
      };
      const asked = route.parameters.flatMap((parameter) =>
        hostileValuesOf(parameter).flatMap((value) => {
          const given = { [parameter.name]: [value] };
          return parameter.name === 'cursor' ? [given, { ...ranked, ...given }] : [given];
        }),
      );
      const twice = route.parameters.map(({ name }) => ({ [name]: ['1', '2'] }));
      const urls = [...new Set([...asked, ...twice].map((given) => addressOf(route, given)))];
      const faults: string[] = [];
      for (let at = 0; at < urls.length; at += 8) {
        const some = urls.slice(at, at + 8);
        const answers = await Promise.all(some.map((url) => get(url, { as })));
        faults.push(...answers.flatMap((answer, index) => faultOf(some[index]!, answer)));
      }
      expect(faults).toEqual([]);
    },
  );

  it('is answered too where several are strange at once', async () => {
    const manyParameters = routes.filter(({ parameters }) => parameters.length > 1);
    const requests = fc
      .constantFrom(...manyParameters)
      .chain((route) =>
        fc
          .record(
            Object.fromEntries(
              route.parameters.map((parameter) => [
                parameter.name,
                fc.array(fc.constantFrom(...hostileValuesOf(parameter)), { minLength: 1, maxLength: 2 }),
              ]),
            ),
            { requiredKeys: [] },
          )
          .map((given) => ({ route, given: given as Record<string, string[]> })),
      );
    await fc.assert(
      fc.asyncProperty(requests, fc.constantFrom(...readers), async ({ route, given }, as) => {
        const url = addressOf(route, given);
        expect(faultOf(url, await get(url, { as }))).toEqual([]);
      }),
      { numRuns: 60, seed: 20261126 },
    );
  });
});

describe('what no record can keep', () => {
  const refused = async (answer: Promise<Answer>): Promise<string[]> => {
    const { status, body } = await answer;
    expect([status, body.code]).toEqual([400, 'invalidRequest']);
    return (body.errors as { path: string }[]).map(({ path }) => path);
  };
  const action = (name: string): string => `${doors.query}/v1/cases/${number}/actions/${name}`;

  it('is refused in a path', async () => {
    const read = `${notifications.url}/v1/inbox/%00/read`;
    expect(await refused(send('POST', read, undefined, { as: window }))).toEqual(['url']);
    const lift = `${doors.query}/v1/suspensions/%00/lifting`;
    expect(await refused(post(lift, { reason: 'x' }, { as: 'administrator-1' }))).toEqual(['url']);
  });

  it('is refused in a body, by the path of the text', async () => {
    const replay = `${notifications.url}/v1/notifications/replay`;
    const asked = post(replay, { eventIds: ['x', '\u0000'] }, { as: 'operations-1' });
    expect(await refused(asked)).toEqual(['eventIds.1']);
    const halved = post(action('record-progress'), '{"text":"a\\ud800"}', { as: counter });
    expect(await refused(halved)).toEqual(['text']);
  });

  it('is a number past what a column holds', async () => {
    const citations = [{ guidance: 'complaints', edition: 2 ** 31 }];
    expect(
      await refused(post(action('record-progress'), { text: '好。', citations }, { as: counter })),
    ).toEqual(['citations.0.edition']);
    const seen = { version: 2 ** 40, lastStatement: 2 ** 40 };
    const handed = { to: 'x', process: 'x', presentState: 'x', seen };
    expect((await refused(post(action('transfer'), handed, { as: counter }))).sort()).toEqual([
      'seen.lastStatement',
      'seen.version',
    ]);
  });

  it('is a time that no clock shows', async () => {
    const duty = `${doors.query}/v1/departments/service-hall-windows/duty`;
    const shift = { staff: 'window-1', from: '2026-01-01T00:00:00+23:59', to: '2026-01-01T08:00:00Z' };
    const plan = { from: '0000-01-01T00:00:00Z', to: '2026-01-02T00:00:00-15:00', shifts: [shift] };
    const wrong = new Set(await refused(send('PUT', duty, plan, { as: 'administrator-1' })));
    expect([...wrong].sort()).toEqual(['from', 'shifts.0.from', 'to']);
    const retirement = `${doors.query}/v1/guidance/complaints/retirement`;
    const said = { validTo: '0000-01-01', reason: 'x' };
    expect(await refused(post(retirement, said, { as: 'administrator-1' }))).toEqual(['validTo']);
  });

  it('is a body nested past any depth', async () => {
    const deep = `{"text":${'['.repeat(60_000)}${']'.repeat(60_000)}}`;
    expect(await refused(post(action('record-progress'), deep, { as: counter }))).toEqual(['text']);
  });
});
