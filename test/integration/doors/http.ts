import { randomUUID } from 'node:crypto';
import { staffKey } from '../../harness/staff-keys';

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the service answered is what is looked at
  body: any;
}

export interface Call {
  /** staff code of the seed */
  as?: string;
  accessCode?: string;
  /** Idempotency-Key; a new one for each POST where left out, none where null */
  key?: string | null;
  headers?: Record<string, string>;
}

export const get = (url: string, call: Call = {}): Promise<Answer> => send('GET', url, undefined, call);
export const post = (url: string, body: unknown, call: Call = {}): Promise<Answer> =>
  send('POST', url, body, call);

/** One request as a client makes it; `body` is sent as JSON, a text as it is. */
export async function send(method: string, url: string, body: unknown, call: Call): Promise<Answer> {
  const { as, accessCode, key = method === 'GET' ? null : randomUUID() } = call;
  const headers = {
    ...(as !== undefined && { authorization: `Bearer ${staffKey(as)}` }),
    ...(accessCode !== undefined && { 'x-access-code': accessCode }),
    ...(key !== null && { 'idempotency-key': key }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...call.headers,
  };
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body: content }) });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}
