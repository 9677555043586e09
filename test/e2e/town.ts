import { randomUUID } from 'node:crypto';
import {
  type Answer,
  type CaseStatus,
  caseWorkflowId,
  type Closure,
  type StatementKind,
  workflowTypes,
} from '@casetrace/contracts';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import {
  eventsOnKafka,
  type EventsOnKafka,
  freshDatabase,
  freshNamespace,
  freshTopics,
  staffKey,
} from '../engines';
import type { Committed, DoorsClient, Registered } from '../harness/doors-client';
import { engineAddresses } from '../harness/engine-addresses';
import { groundIn, System } from '../harness/system';

/** A case as an officer reads it. */
export interface CasePage {
  trackingNumber: string;
  version: number;
  lastStatement: number;
  status: CaseStatus;
  closure: Closure | null;
  responsibleDepartment: { code: string };
  level: number;
  timeline: TimelineEntry[];
}

export interface TimelineEntry {
  sequence: number;
  type: string;
  actor: { kind: string };
  effectiveAt: string;
  recordedAt: string;
  data: Record<string, unknown>;
}

export interface InboxEntry {
  eventId: string;
  trackingNumber: string;
  kind: string;
  title: { zh: string; en: string };
}

export interface Seconds {
  idle: number;
  unresolved: number;
  accountLead: number;
  confirmation: number;
}

/** Longer than any test takes, in seconds. */
export const never = 86_400;

/** The whole system, run as processes on the engines of the tests, with a record of its own. */
export class Town {
  private constructor(
    readonly system: System,
    readonly events: EventsOnKafka,
    private readonly connection: Connection,
    private readonly client: Client,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<Town> {
    const engines = engineAddresses();
    const [database, namespace] = await Promise.all([freshDatabase(), freshNamespace(), freshTopics()]);
    const system = await System.start(groundIn(engines, database.url, namespace), { environment });
    const connection = await Connection.connect({ address: engines.temporalAddress });
    return new Town(system, await eventsOnKafka(), connection, new Client({ connection, namespace }));
  }

  /** With CASETRACE_TEST_KEEP=1 the logs of the services stay. */
  async close(): Promise<void> {
    await Promise.all([this.events.stop(), this.connection.close()]);
    const keepFolder = process.env.CASETRACE_TEST_KEEP === '1';
    if (keepFolder) console.log(`Logs of the services: ${this.system.logs}`);
    await this.system.stop({ keepFolder });
  }

  /** A member of staff of the seed at the doors. */
  as(code: string): DoorsClient {
    return this.system.as(staffKey(code));
  }

  /** The filer of a case, who has its number and access code. */
  filerOf({ trackingNumber, accessCode = '' }: Registered): Filer {
    return new Filer(this.system.as(), trackingNumber, accessCode);
  }

  async read(trackingNumber: string): Promise<CasePage> {
    const answer = await this.as('window-1').query<CasePage>('GET', `/v1/cases/${trackingNumber}`);
    if (answer.status !== 200) throw new Error(`reading ${trackingNumber}: ${answer.status}`);
    return answer.body;
  }

  /** What an officer names who has the case as it is now before their eyes. */
  async seen(trackingNumber: string): Promise<{ version: number; lastStatement: number }> {
    const { version, lastStatement } = await this.read(trackingNumber);
    return { version, lastStatement };
  }

  /** The entries of the inbox of somebody's department about one case, newest first. */
  async inbox(code: string, trackingNumber: string): Promise<InboxEntry[]> {
    const url = `${this.system.address('notification-service')}/v1/inbox?limit=200`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${staffKey(code)}` } });
    if (answer.status !== 200) throw new Error(`inbox of ${code}: ${answer.status}`);
    const { entries } = (await answer.json()) as { entries: InboxEntry[] };
    return entries.filter((entry) => entry.trackingNumber === trackingNumber);
  }

  /** What the workflow of a case runs as. */
  workflowOf(trackingNumber: string): WorkflowHandle {
    return this.client.workflow.getHandle(caseWorkflowId(trackingNumber));
  }

  /** Tracking numbers of the cases whose workflow runs now. */
  async running(): Promise<string[]> {
    const numbers: string[] = [];
    const query = `WorkflowType = '${workflowTypes.caseProcedure}' AND ExecutionStatus = 'Running'`;
    for await (const { workflowId } of this.client.workflow.list({ query })) numbers.push(workflowId);
    return numbers;
  }

  /** Has the administrator publish limits in seconds for a category; the one of the seed stays its department. */
  async publishSeconds(category: string, department: string, seconds: Seconds): Promise<void> {
    const limits = Object.fromEntries(
      Object.entries(seconds).map(([clock, amount]) => [clock, { amount, unit: 'seconds' }]),
    );
    const answer = await this.as('administrator-1').query('PUT', `/v1/policies/${category}`, {
      body: { department, ...limits, reason: '为测试以秒计' },
    });
    if (answer.status !== 200)
      throw new Error(`publishing ${category}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

/** What a filer does through the intake-service. Each answers what was committed. @throws Error when refused */
export class Filer {
  constructor(
    private readonly door: DoorsClient,
    readonly trackingNumber: string,
    private readonly accessCode: string,
  ) {}

  track(): Promise<CasePage> {
    return this.door.track<CasePage>(this.trackingNumber, this.accessCode);
  }

  state(kind: StatementKind, text: string): Promise<Committed> {
    return this.say('statements', { kind, text });
  }

  async answer(answer: Answer, opinion?: string): Promise<Committed> {
    const { version, lastStatement } = await this.track();
    return this.say('answer', { answer, seen: { version, lastStatement }, ...(opinion && { opinion }) });
  }

  private async say(what: string, body: object): Promise<Committed> {
    const path = `/v1/cases/${this.trackingNumber}/${what}`;
    const headers = { 'X-Access-Code': this.accessCode, 'Idempotency-Key': randomUUID() };
    const answer = await this.door.intake<Committed>('POST', path, { body, headers });
    if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
