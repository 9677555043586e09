import {
  CaseReader,
  CommandHandler,
  type CommandRequest,
  createDataSource,
  DatabaseClock,
  DirectoryReader,
  OpenCases,
  OutboxReader,
  Recalculation,
  RecordDatabase,
  type RecordOptions,
  RelayQueue,
  RulesPublisher,
  RulesSource,
  withDefaults,
} from '@casetrace/case-record';
import { type Actor, type CommandBody, commandBodies, type PersonCommand } from '@casetrace/contracts';
import { accessCodeSecret } from '../../harness/record-programs';

/** All parts of the record on one database, with a clock that a test may set. */
export class RecordUnderTest {
  private constructor(
    readonly database: RecordDatabase,
    readonly commands: CommandHandler,
    readonly cases: CaseReader,
    readonly directory: DirectoryReader,
    readonly publisher: RulesPublisher,
    readonly recalculation: Recalculation,
    readonly relay: RelayQueue,
    readonly outbox: OutboxReader,
    readonly openCases: OpenCases,
    readonly rules: RulesSource,
    readonly databaseClock: DatabaseClock,
    private readonly clock: { now: number | null },
  ) {}

  static async open(databaseUrl: string, options: Partial<RecordOptions> = {}): Promise<RecordUnderTest> {
    const clock: { now: number | null } = { now: null };
    const shiftClock = (databaseNow: number): number => clock.now ?? databaseNow;
    const given = { databaseUrl, applicationName: 'record-specs', accessCodeSecret, shiftClock, ...options };
    const complete = withDefaults(given);
    const database = new RecordDatabase(await createDataSource(given));
    const rules = new RulesSource(database);
    const commands = new CommandHandler(database, rules, complete);
    return new RecordUnderTest(
      database,
      commands,
      new CaseReader(database, rules, complete),
      new DirectoryReader(database, rules),
      new RulesPublisher(database, new DatabaseClock(shiftClock)),
      new Recalculation(database, commands),
      new RelayQueue(database, complete),
      new OutboxReader(database, complete),
      new OpenCases(database),
      rules,
      new DatabaseClock(shiftClock),
      clock,
    );
  }

  /** From now on it is this time (ISO 8601), until it is set again. */
  itIs(time: string): void {
    this.clock.now = Date.parse(time);
  }

  /** The database's own clock again. */
  itIsNow(): void {
    this.clock.now = null;
  }

  /** Registers a case; answers its number, department and access code. */
  async registerCase(body: Partial<CommandBody<'register'>> = {}, key = newKey()) {
    return this.commands.register({ ...registration(body), key });
  }

  sql<Row extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.dataSource.query(text, values);
  }

  async close(): Promise<void> {
    await this.database.dataSource.destroy();
  }
}

let keys = 0;
export const newKey = (): string => `key-${(keys += 1)}`;

export const windowOfficer: Actor = {
  kind: 'officer',
  department: 'service-hall-windows',
  officer: 'window-1',
};
export const counterOfficer: Actor = {
  kind: 'officer',
  department: 'social-insurance-counter',
  officer: 'social-insurance-counter-1',
};

/** A registration at the window: a pension matter, unless said otherwise. */
export function registration(body: Partial<CommandBody<'register'>> = {}): CommandRequest {
  const whole = commandBodies.register.parse({
    category: 'social-insurance-pensions',
    subject: '养老金少发一个月',
    details: 'The pension of last month did not arrive.',
    place: { address: 'Room 1, 9 Demo Road', district: 'east' },
    channel: 'counter',
    filer: { name: 'Filer One', mail: 'filer@example.org' },
    ...body,
  });
  return {
    command: { type: 'register', body: whole },
    actor: windowOfficer,
    caller: 'officer:window-1',
    key: newKey(),
  };
}

/** A command of an officer on a case. */
export function command(
  trackingNumber: string,
  said: PersonCommand,
  { actor = counterOfficer, key = newKey() }: { actor?: Actor; key?: string } = {},
): CommandRequest {
  return { command: said, actor, caller: `officer:${actor.officer ?? actor.kind}`, key, trackingNumber };
}

export const progress = (text = 'Asked the bank.'): PersonCommand => ({
  type: 'recordProgress',
  body: { text, sharedWith: 'everyone', asAccount: false, citations: [] },
});
