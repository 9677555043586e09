import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { bench } from './configuration';

export interface Committed {
  trackingNumber: string;
  accessCode: string;
  version: number;
}

/** Calls the doors over connections that stay open. */
export class Doors {
  private readonly intake = new Pool(bench.intake, { connections: 64, pipelining: 1 });
  private readonly query = new Pool(bench.query, { connections: 64, pipelining: 1 });

  constructor(private readonly keys: Map<string, string>) {}

  async register(category: string, channel = 'web'): Promise<Committed> {
    const body = {
      category,
      subject: '养老金核定年限有误',
      details: '核定年限少计两年，请求复核。'.repeat(4),
      place: { district: 'east', address: '示范市示范路1号' },
      channel,
      filer: { name: '示范立案人', telephone: '000-0000-0001' },
    };
    return (await this.send(this.intake, '/v1/cases', body, this.bearer('hotline-system'))) as Committed;
  }

  /** An officer's command. */
  async act(officer: string, number: string, action: string, body: object): Promise<Committed> {
    const path = `/v1/cases/${number}/actions/${action}`;
    return (await this.send(this.query, path, body, this.bearer(officer))) as Committed;
  }

  async answer({ trackingNumber, accessCode }: Committed, seenVersion: number): Promise<Committed> {
    const body = { answer: 'satisfied', seen: { version: seenVersion, lastStatement: 0 } };
    const path = `/v1/cases/${trackingNumber}/answer`;
    return (await this.send(this.intake, path, body, { 'x-access-code': accessCode })) as Committed;
  }

  /** Publishes limits of a category, as an administrator does. */
  async publishPolicy(category: string, policy: object): Promise<void> {
    const path = `/v1/policies/${category}`;
    await this.send(this.query, path, policy, this.bearer('administrator-1'), 'PUT');
  }

  async close(): Promise<void> {
    await Promise.all([this.intake.close(), this.query.close()]);
  }

  private bearer(officer: string): Record<string, string> {
    return { authorization: `Bearer ${this.keys.get(officer) ?? ''}` };
  }

  private async send(
    pool: Pool,
    path: string,
    body: object,
    who: Record<string, string>,
    method: 'POST' | 'PUT' = 'POST',
  ): Promise<unknown> {
    const answer = await pool.request({
      method,
      path,
      headers: { ...who, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    const content = await answer.body.json();
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${JSON.stringify(content)}`);
    return content;
  }
}

/** A whole life: registered, progress, transferred, resolved, answered, closed. `after` is awaited after each step but the last. */
export async function wholeLife(
  doors: Doors,
  after: (trackingNumber: string) => Promise<void> = () => Promise.resolve(),
): Promise<Committed> {
  const counter = 'social-insurance-counter-1';
  const pensions = 'social-insurance-pensions-1';
  const registered = await doors.register('social-insurance-pensions');
  const number = registered.trackingNumber;
  await after(number);
  let { version } = await doors.act(counter, number, 'record-progress', { text: '已调取参保记录。' });
  await after(number);
  const move = { to: 'social-insurance-pensions', process: '核对参保记录。', presentState: '须核定年限。' };
  ({ version } = await doors.act(counter, number, 'transfer', {
    ...move,
    seen: { version, lastStatement: 0 },
  }));
  await after(number);
  const resolution = { process: '核对凭证。', result: '补计两年。', rule: 'none', cause: '漏报参保记录。' };
  ({ version } = await doors.act(pensions, number, 'resolve', {
    ...resolution,
    seen: { version, lastStatement: 0 },
  }));
  await after(number);
  await doors.answer(registered, version);
  return registered;
}
