import { randomUUID } from 'node:crypto';
import type {
  CaseStatus,
  Closure,
  commandBodies,
  CommandType,
  NextDeadline,
  Problem,
} from '@casetrace/contracts';
import type { z } from 'zod';

type Body<Type extends CommandType> = z.input<(typeof commandBodies)[Type]>;

/** What a door answers to a command. */
export interface Committed {
  trackingNumber: string;
  version: number;
  status: CaseStatus;
  closure: Closure | null;
  responsibleDepartment: string;
  responsibleOfficer: string | null;
  level: number;
  nextDeadline: (NextDeadline & { why: { zh: string; en: string } }) | null;
  events: { sequence: number; type: string; effectiveAt: string; recordedAt: string }[];
  replayed: boolean;
}

export interface Registered extends Committed {
  /** Told for a day. */
  accessCode?: string;
}

/** An answer of a door, whatever it was. */
export interface DoorAnswer<Value = unknown> {
  status: number;
  headers: Headers;
  body: Value;
}

/** An answer that was not the wanted one: the problem that the door told. */
export class DoorRefusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    request: string,
  ) {
    super(
      `${request}: ${status} ${problem.code ?? ''} ${problem.detail ?? ''} ${JSON.stringify(problem.errors ?? '')}`,
    );
  }
}

interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
  /** Milliseconds. */
  timeout?: number;
}

/** Idempotency-Key of a command; a new one unless it is given. */
export interface CommandOptions {
  key?: string;
  /** The filer's way in, in place of an API key. */
  accessCode?: string;
}

/** The two doors as a program of an agency or a department would use them. */
export class DoorsClient {
  constructor(
    private readonly addresses: { intake: string; query: string },
    private readonly apiKey?: string,
  ) {}

  /** @throws DoorRefusal unless the case was registered. */
  async register(body: Body<'register'>, { key = randomUUID() }: CommandOptions = {}): Promise<Registered> {
    return this.wanted(
      await this.intake<Registered>('POST', '/v1/cases', { body, headers: { 'Idempotency-Key': key } }),
      'register',
    );
  }

  /** A command of the staff. @throws DoorRefusal unless it was accepted. */
  async act<Type extends CommandType>(
    trackingNumber: string,
    type: Type,
    body: Body<Type>,
    { key = randomUUID() }: CommandOptions = {},
  ): Promise<Committed> {
    const path = `/v1/cases/${trackingNumber}/actions/${kebab(type)}`;
    return this.wanted(
      await this.query<Committed>('POST', path, { body, headers: { 'Idempotency-Key': key } }),
      type,
    );
  }

  /** What a filer sees with the access code, an officer with the key. @throws DoorRefusal */
  async track<Tracked = Record<string, unknown>>(
    trackingNumber: string,
    accessCode?: string,
  ): Promise<Tracked> {
    const headers: Record<string, string> = accessCode === undefined ? {} : { 'X-Access-Code': accessCode };
    return this.wanted(
      await this.intake<Tracked>('GET', `/v1/cases/${trackingNumber}`, { headers }),
      'track',
    );
  }

  /** Any request to the intake-service; the answer as it is. */
  intake<Value = unknown>(method: string, path: string, asked: Asked = {}): Promise<DoorAnswer<Value>> {
    return this.request<Value>(method, `${this.addresses.intake}${path}`, asked);
  }

  /** Any request to the query-service; the answer as it is. */
  query<Value = unknown>(method: string, path: string, asked: Asked = {}): Promise<DoorAnswer<Value>> {
    return this.request<Value>(method, `${this.addresses.query}${path}`, asked);
  }

  private async request<Value>(method: string, url: string, asked: Asked): Promise<DoorAnswer<Value>> {
    const answer = await fetch(url, {
      method,
      headers: {
        ...(asked.body !== undefined && { 'Content-Type': 'application/json' }),
        ...(this.apiKey !== undefined && { Authorization: `Bearer ${this.apiKey}` }),
        ...asked.headers,
      },
      ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
      signal: AbortSignal.timeout(asked.timeout ?? 30_000),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: answer.status,
      headers: answer.headers,
      body: (json ? JSON.parse(text) : text) as Value,
    };
  }

  private wanted<Value>(answer: DoorAnswer<Value>, request: string): Value {
    if (answer.status < 300) return answer.body;
    throw new DoorRefusal(answer.status, answer.body as Partial<Problem>, request);
  }
}

const kebab = (type: string): string => type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
