import { randomUUID } from 'node:crypto';
import { addresses, demoKeys } from './configuration';

/** What a door answers to a command: as much of it as the demo tells. */
export interface Answer {
  trackingNumber: string;
  accessCode?: string;
  version: number;
  status: string;
  responsibleDepartment: string;
  level: number;
  [member: string]: unknown;
}

/** A case page as far as the demo reads it. */
export interface CasePage {
  trackingNumber: string;
  version: number;
  lastStatement: number;
  status: string;
  closure: string | null;
  responsibleDepartment: { code: string; name: { zh: string; en: string } };
  level: number;
  timeline: TimelineEntry[];
  [member: string]: unknown;
}

export interface TimelineEntry {
  sequence: number;
  type: string;
  effectiveAt: string;
  recordedAt: string;
  actor: { kind: string; department: unknown; officer: unknown };
  data: Record<string, unknown>;
  texts: unknown;
}

export type Credentials = { officer: string } | { number: string; accessCode: string };

const keys = demoKeys();

/** Registers a case as the hotline's system does. */
export async function register(body: object): Promise<Answer> {
  return (await call('POST', `${addresses.intake}/v1/cases`, { officer: 'hotline-system' }, body)) as Answer;
}

/** A command of an officer through the query service. */
export async function act(
  officer: string,
  number: string,
  action: string,
  body: object = {},
): Promise<Answer> {
  const url = `${addresses.query}/v1/cases/${number}/actions/${action}`;
  return (await call('POST', url, { officer }, body)) as Answer;
}

/** What the filer does through the intake service, with number and access code. */
export async function asFiler(
  number: string,
  accessCode: string,
  action: string,
  body: object,
): Promise<Answer> {
  const url = `${addresses.intake}/v1/cases/${number}/${action}`;
  return (await call('POST', url, { number, accessCode }, body)) as Answer;
}

/** Reads the case as an officer. */
export async function read(number: string, officer = 'window-1'): Promise<CasePage> {
  return (await call('GET', `${addresses.query}/v1/cases/${number}`, { officer })) as CasePage;
}

/** What an officer names as seen: the case as it stands now. */
export async function seen(number: string): Promise<{ version: number; lastStatement: number }> {
  const { version, lastStatement } = await read(number);
  return { version, lastStatement };
}

async function call(method: string, url: string, who: Credentials, body?: object): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if ('officer' in who) headers['authorization'] = `Bearer ${keyOf(who.officer)}`;
  else headers['x-access-code'] = who.accessCode;
  if (body) {
    headers['content-type'] = 'application/json';
    headers['idempotency-key'] = randomUUID();
  }
  const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) }).catch(
    (error: unknown) => {
      throw new Error(`${url} does not answer. Is \`npm start\` running?`, { cause: error });
    },
  );
  const content: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(content)}`);
  return content;
}

function keyOf(officer: string): string {
  const key = keys.get(officer);
  if (!key) throw new Error(`There is no demo key for ${officer}.`);
  return key;
}
