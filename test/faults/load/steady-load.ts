import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Committed, DoorAnswer, DoorsClient, Registered } from '../../harness/doors-client';
import type { OwnSystem } from '../ground/own-system';
import { atMost } from './at-most';
import { Chance } from './chance';
import { Latencies } from './latencies';
import { type FinalAnswer, untilAnswered } from './patience';
import { noPromises, type PromisedCase } from './promises';

export interface LoadOptions {
  /** Categories and how often each is registered, as shares of 1; only cases of the first are acted upon. */
  categories: readonly { code: string; share: number }[];
  seed?: number;
}

interface Action {
  type: string;
  share: number;
  ask: (trackingNumber: string, text: string, key: string) => Promise<DoorAnswer<Committed>>;
}

const shareOfMails = 0.15;
const attemptTimeoutMs = 10_000;

/**
 * Agencies and officers at work: registrations and actions at a steady rate, whatever becomes of the system. Each caller asks
 * again with the same key until it is answered; what was answered is kept as a promise.
 */
export class SteadyLoad {
  readonly latencies = new Latencies();
  readonly promises = noPromises();
  readonly chance: Chance;
  phase = 'warming up';
  private open: PromisedCase[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly arriving: Promise<void>[] = [];
  private readonly hotline: DoorsClient;
  private readonly actions: readonly Action[];

  constructor(
    own: OwnSystem,
    private readonly options: LoadOptions,
  ) {
    this.chance = new Chance(options.seed);
    this.hotline = own.as('hotline-system');
    this.actions = actionsOf(own);
  }

  /** From now on so many registrations arrive a second, and as many actions. */
  start(perSecond: number): void {
    this.arriving.push(this.arrive(perSecond, () => this.register()));
    this.arriving.push(this.arrive(perSecond, () => this.act()));
  }

  /** So many registrations, some at a time, before the arrivals. */
  async registerMany(count: number): Promise<void> {
    await atMost(8, Array.from({ length: count }), () => this.register());
  }

  /** Nobody new arrives; resolves when everybody was answered. @throws Error when somebody was not */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.arriving);
    await Promise.all(this.underWay);
  }

  /** Names what the system goes through from now on, and lets `seconds` of it pass. */
  async during(phase: string, seconds: number): Promise<void> {
    this.phase = phase;
    await pause(seconds * 1000);
  }

  /** Arrivals at their times, however slow the answers are. */
  private async arrive(perSecond: number, work: () => Promise<void>): Promise<void> {
    const begun = performance.now();
    for (let count = 1; !this.stopping.signal.aborted; count++) {
      const done = work();
      this.underWay.add(done);
      done.then(
        () => this.underWay.delete(done),
        () => undefined,
      );
      const wait = begun + (count * 1000) / perSecond - performance.now();
      if (wait > 0) await pause(wait, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async register(): Promise<void> {
    const token = randomUUID();
    const category = this.category();
    const mail = this.chance.next() < shareOfMails ? `${token}@example.org` : undefined;
    const body = {
      category,
      subject: '负载下的登记',
      details: `登记 ${token}`,
      channel: 'agency',
      externalReference: token,
      ...(mail && { filer: { mail } }),
    };
    const answer = await this.timed(() =>
      this.hotline.intake<Registered>('POST', '/v1/cases', asked(body, token)),
    );
    if (answer.status !== 201) return this.surprised('register', answer);
    const { trackingNumber } = answer.body;
    const registered = { token, trackingNumber, category, ...(mail && { mail }) };
    this.promises.registrations.push(registered);
    if (category === this.options.categories[0]?.code) this.open = [...this.open.slice(-400), registered];
  }

  private async act(): Promise<void> {
    if (this.open.length === 0) return;
    const token = randomUUID();
    const { type, ask } = this.action();
    const { trackingNumber } = this.chance.oneOf(this.open);
    if (type === 'withdraw') this.open = this.open.filter((each) => each.trackingNumber !== trackingNumber);
    const answer = await this.timed(() => ask(trackingNumber, `记录 ${token}`, token));
    const { body, status } = answer;
    if (status === 200) {
      const sequence = body.events.at(-1)?.sequence ?? 0;
      this.promises.actions.push({ token, trackingNumber, sequence, type });
    } else if (status === 409 || status === 412) {
      this.promises.refusals.push({
        token,
        trackingNumber,
        code: (body as unknown as { code: string }).code,
      });
    } else this.surprised(type, answer);
  }

  /** Measured from the arrival to the answer, in the phase of the arrival. */
  private async timed<Value>(ask: () => Promise<DoorAnswer<Value>>): Promise<FinalAnswer<Value>> {
    const { phase } = this;
    const begun = performance.now();
    const answer = await untilAnswered(ask);
    this.latencies.note(phase, performance.now() - begun);
    return answer;
  }

  private surprised(what: string, { status, body }: DoorAnswer): void {
    this.promises.surprises.push(`${what}: ${status} ${JSON.stringify(body)}`);
  }

  private category(): string {
    return this.byShare(this.options.categories).code;
  }

  private action(): Action {
    return this.byShare(this.actions);
  }

  private byShare<Value extends { share: number }>(values: readonly Value[]): Value {
    let left = this.chance.next();
    return values.find(({ share }) => (left -= share) < 0) ?? values[0]!;
  }
}

const asked = (body: object, key: string) => ({
  body,
  headers: { 'Idempotency-Key': key },
  timeout: attemptTimeoutMs,
});

/** What is done with cases that are with the counter of the social insurance. */
function actionsOf(own: OwnSystem): Action[] {
  const officers = ['social-insurance-counter-1', 'social-insurance-counter-2'].map((code) => own.as(code));
  const neighbour = own.as('market-consumers-1');
  const hotline = own.as('hotline-system');
  const acted = (who: DoorsClient, action: string, number: string, body: object, key: string) =>
    who.query<Committed>('POST', `/v1/cases/${number}/actions/${action}`, asked(body, key));
  return [
    {
      type: 'recordProgress',
      share: 0.5,
      ask: (number, text, key) => {
        const officer = officers[key.charCodeAt(0) % officers.length]!;
        return acted(officer, 'record-progress', number, { text }, key);
      },
    },
    {
      type: 'contribute',
      share: 0.2,
      ask: (number, text, key) => acted(neighbour, 'contribute', number, { text }, key),
    },
    {
      type: 'addStatement',
      share: 0.25,
      ask: (number, text, key) =>
        hotline.intake<Committed>(
          'POST',
          `/v1/cases/${number}/statements`,
          asked({ kind: 'fact', text }, key),
        ),
    },
    {
      type: 'withdraw',
      share: 0.05,
      ask: (number, reason, key) =>
        hotline.intake<Committed>('POST', `/v1/cases/${number}/withdrawal`, asked({ reason }, key)),
    },
  ];
}
