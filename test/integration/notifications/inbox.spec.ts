import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freshTopics, staffKey } from '../../engines';
import { counter, Desk, type RunningNotifications, startNotifications } from './desk';

interface Entry {
  eventId: string;
  trackingNumber: string;
  kind: string;
  title: { zh: string; en: string };
  data: Record<string, unknown>;
  readAt: string | null;
  readBy: string | null;
}
interface Page {
  department: string;
  entries: Entry[];
  next: string | null;
}

describe('the inbox of a department', () => {
  let window: Desk;
  let service: RunningNotifications;
  const numbers: string[] = [];

  beforeAll(async () => {
    await freshTopics();
    window = await Desk.open();
    service = await startNotifications(window.url);
    for (let count = 1; count <= 5; count++) {
      numbers.push(await window.register());
      await window.publishCase(numbers.at(-1)!);
      await eventually(async () => expect(await window.inbox(numbers.at(-1)!)).toHaveLength(1));
    }
  });
  afterAll(async () => {
    await service.app.close();
    await window.close();
  });

  const ask = (as: string, path: string, method = 'GET'): Promise<Response> =>
    fetch(`${service.url}/v1${path}`, { method, headers: { authorization: `Bearer ${staffKey(as)}` } });
  const page = async (query: string, as = `${counter}-1`): Promise<Page> =>
    (await (await ask(as, `/inbox${query}`)).json()) as Page;

  it('shows what came, newest first, in pages without gaps', async () => {
    const first = await page('?limit=2');
    const second = await page(`?limit=2&cursor=${first.next!}`);
    const third = await page(`?limit=2&cursor=${second.next!}`);
    expect([first, second, third].map(({ entries }) => entries.length)).toEqual([2, 2, 1]);
    expect(third.next).toBeNull();
    const shown = [first, second, third].flatMap(({ entries }) =>
      entries.map((entry) => entry.trackingNumber),
    );
    expect(shown).toEqual([...numbers].reverse());
    expect(first.entries[0]).toMatchObject({
      kind: 'caseArrived',
      title: { zh: '案件分派到本部门', en: 'A case has come to your department' },
      data: { type: 'CaseRegistered', status: 'assigned', data: { assignedTo: counter } },
      readAt: null,
    });
  });

  it('is read by its own department only', async () => {
    expect((await page('', 'window-1')).entries).toEqual([]);
    await window.record.query('delete from refused_attempts');
    for (const path of [`/inbox?department=${counter}`, '/inbox?department=operations']) {
      const refused = await ask('window-1', path);
      expect(refused.status).toBe(403);
      expect(refused.headers.get('content-type')).toMatch(/problem\+json/);
      expect(await refused.json()).toMatchObject({ code: 'notAllowed' });
    }
    expect((await ask('hotline-system', '/inbox')).status).toBe(403);
    const permission = 'inbox.read';
    const of = (principal: string) => ({ principal, permission, code: 'notAllowed', route: 'GET /v1/inbox' });
    expect(
      await window.record.query(
        'select principal, permission, code, route from refused_attempts order by id',
      ),
    ).toEqual([of('officer:window-1'), of('officer:window-1'), of('agency:hotline-system')]);
    expect((await fetch(`${service.url}/v1/inbox`)).status).toBe(401);
  });

  it('notes the first reader of an entry, and lists what nobody has read', async () => {
    const { entries } = await page('');
    const read = `/inbox/${entries[0]!.eventId}/read`;
    const first = (await (await ask(`${counter}-1`, read, 'POST')).json()) as Entry;
    expect(first).toMatchObject({ eventId: entries[0]!.eventId, readBy: `${counter}-1` });
    const again = (await (await ask(`${counter}-2`, read, 'POST')).json()) as Entry;
    expect(again).toEqual(first);
    expect((await page('?unread=true')).entries).toHaveLength(4);
    expect((await page('?unread=false')).entries).toHaveLength(5);
    expect((await ask(`${counter}-1`, '/inbox/CT-none.1.1/read', 'POST')).status).toBe(404);
    expect((await ask('window-1', read, 'POST')).status).toBe(404);
  });

  it('names what is wrong with a question', async () => {
    const refused = await ask(`${counter}-1`, '/inbox?limit=0&sort=up&cursor=x');
    expect(refused.status).toBe(400);
    const { errors } = (await refused.json()) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(['limit', 'sort']);
    expect(await (await ask(`${counter}-1`, '/inbox?cursor=x')).json()).toMatchObject({
      errors: [{ path: 'cursor' }],
    });
  });

  it('tells those who keep the system in order of a misconfiguration', async () => {
    await window.record.query(`update staff set active = false where department = $1`, [counter]);
    await window.record.query(`update rules_version set version = version + 1`);
    const number = await window.register();
    await window.publishCase(number);
    await window.record.query(`update staff set active = true where department = $1`, [counter]);
    await eventually(async () => {
      const { department, entries } = await page('?department=operations', 'operations-1');
      expect(department).toBe('operations');
      expect(entries).toMatchObject([{ trackingNumber: number, kind: 'misconfigurationFound' }]);
    });
  });

  it('lets only operations see letters and replay them', async () => {
    expect((await ask(`${counter}-1`, '/notifications')).status).toBe(403);
    expect((await ask(`${counter}-1`, '/notifications/replay', 'POST')).status).toBe(403);
    expect((await ask('operations-1', '/notifications')).status).toBe(200);
  });
});
