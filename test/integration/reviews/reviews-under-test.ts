import { type Actor, reviewBodies, type ReviewCommandType } from '@casetrace/contracts';
import { type BacklogLimits, defaultBacklog, defaultPeriods, type Period } from '@casetrace/case-rules';
import type { RecordOptions } from '@casetrace/case-record';
import { GuidancePublisher } from '@casetrace/guidance';
import {
  BacklogWatch,
  ProcedureApplication,
  ProcedurePublisher,
  type ReviewAnswer,
  ReviewClock,
  ReviewCommands,
  ReviewQueue,
  ReviewReader,
} from '@casetrace/process-reviews';
import { newKey, RecordUnderTest, registration } from '../record/record-under-test';

/** The pensions pile up at the counter, below the pensions department. */
export const pensions = 'social-insurance-pensions';
export const counter = 'social-insurance-counter';
export const inCharge: Actor = { kind: 'officer', department: pensions, officer: `${pensions}-1` };

const seconds = (amount: number): Period => ({ amount, unit: 'seconds' });

/** Three old cases are too many; the closings of a week do not matter, unless said otherwise. */
export const smallLimits: BacklogLimits = {
  ...defaultBacklog,
  age: seconds(60),
  count: 3,
  minimum: 1_000,
  subtree: { count: 5, minimum: 1_000 },
};

/** Process reviews on one record, without any engine. */
export class ReviewsUnderTest {
  readonly watch: BacklogWatch;
  readonly clock: ReviewClock;
  readonly commands: ReviewCommands;
  readonly application: ProcedureApplication;
  readonly reader: ReviewReader;
  readonly queue: ReviewQueue;

  constructor(readonly record: RecordUnderTest) {
    const { database, rules, databaseClock, publisher } = record;
    this.watch = new BacklogWatch(database, rules, databaseClock);
    this.clock = new ReviewClock(database, rules, databaseClock);
    this.commands = new ReviewCommands(
      database,
      rules,
      databaseClock,
      publisher,
      new ProcedurePublisher(new GuidancePublisher(database, databaseClock)),
    );
    this.application = new ProcedureApplication(database, record.commands, databaseClock);
    this.reader = new ReviewReader(database, rules, databaseClock);
    this.queue = new ReviewQueue(database, databaseClock);
  }

  static async open(databaseUrl: string, options: Partial<RecordOptions> = {}): Promise<ReviewsUnderTest> {
    return new ReviewsUnderTest(await RecordUnderTest.open(databaseUrl, options));
  }

  async limits(category: string, backlog: Partial<BacklogLimits> = {}, idle?: Period): Promise<void> {
    const { policy } = (await this.record.directory.categories()).find(({ code }) => code === category)!;
    const limits = { ...policy!, ...defaultPeriods, ...(idle && { idle }) };
    await this.record.publisher.publishPolicy(
      { ...limits, backlog: { ...smallLimits, ...backlog } },
      { by: 'administrator-1', reason: 'specs of process reviews' },
    );
  }

  /** Registers cases; answers their numbers. */
  async pile(count: number, category = pensions, department?: string): Promise<string[]> {
    const numbers: string[] = [];
    for (let left = count; left > 0; left--) {
      const body = { category, ...(department !== undefined && { department }) };
      numbers.push(
        (await this.record.commands.register({ ...registration(body), key: newKey() })).trackingNumber,
      );
    }
    return numbers;
  }

  /** A command of the superior in charge. */
  say<T extends ReviewCommandType>(
    type: T,
    review: string,
    body: object,
    { actor = inCharge, key = newKey() }: { actor?: Actor; key?: string } = {},
  ): Promise<ReviewAnswer> {
    const request = {
      review,
      body: reviewBodies[type].parse(body),
      actor,
      caller: `officer:${actor.officer}`,
      key,
    };
    return this.commands[type](request as never);
  }

  /** Works a procedure off. */
  async applyAll(review: string, number = 1) {
    for (;;) {
      const progress = await this.application.applyBatch({ review, number }, 20);
      if (progress.left === 0) return progress;
    }
  }
}

export const findings = { text: 'Nobody checks the bank data before.', causeKind: 'process' };
export const procedure = {
  title: { zh: '养老金补发流程', en: 'Paying pensions that did not arrive' },
  steps: [{ zh: '核对银行账户', en: 'Check the bank data' }],
  text: 'The bank data is checked first.',
};
export const disposition = {
  process: 'Checked with the bank.',
  result: 'Paid with the next run.',
  rule: 'none',
  cause: 'Bank data was not checked.',
  causeKind: 'process',
};
