import type { Actor, PersonCommand } from '@casetrace/contracts';
import type { CaseState } from '@casetrace/case-rules';
import { command, type RecordUnderTest } from '../record/record-under-test';

const departments = [
  'social-insurance-counter',
  'labour-inspection-east',
  'service-office',
  'city',
  'service-hall-windows',
];
const categories = ['social-insurance-pensions', 'unpaid-wages', 'noise'];
const districts = ['east', 'west', undefined];
const rules = ['none', '《示范条例》第三条', '示范条例 第三条', 'Rule 7'];
const filer: Actor = { kind: 'filer', department: 'service-hall-windows', officer: null };
const officer = (department: string): Actor => ({ kind: 'officer', department, officer: `${department}-1` });
const hour = 3_600_000;

/** The same numbers for the same seed. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Cases of a small town over some months, by the commands of the record: registered, handed about, resolved, contested, closed,
 * opened again, forgotten; whatever is refused is refused. Days end and begin in the middle of it.
 */
export class RandomTown {
  readonly numbers: string[] = [];
  private readonly roll: (below: number) => number;
  private now: number;

  constructor(
    private readonly record: RecordUnderTest,
    seed: number,
    begins: string,
  ) {
    this.roll = dice(seed);
    this.now = Date.parse(begins);
  }

  /** The time that it is in the town. */
  get time(): string {
    return new Date(this.now).toISOString();
  }

  async live(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      this.pass();
      if (this.numbers.length < 8 || this.roll(14) === 0) await this.register();
      else await this.act(this.numbers[this.roll(this.numbers.length)]!);
    }
  }

  private pass(): void {
    const midnight = Date.parse(`${this.time.slice(0, 10)}T16:00:00.000Z`);
    const atTheEdge = this.roll(8) === 0 && midnight > this.now;
    this.now = atTheEdge ? midnight - this.roll(2) : this.now + this.roll(7) * hour + this.roll(60) * 60_000;
    this.record.itIs(this.time);
  }

  private async register(): Promise<void> {
    const { trackingNumber } = await this.record.registerCase({
      category: categories[this.roll(categories.length)]!,
      place: { district: districts[this.roll(3)] },
      channel: this.roll(2) === 0 ? 'counter' : 'web',
    });
    this.numbers.push(trackingNumber);
  }

  private async act(trackingNumber: string): Promise<void> {
    const [row] = await this.record.sql<{ state: CaseState }>(
      'SELECT state FROM cases WHERE tracking_number = $1',
      [trackingNumber],
    );
    const [said, actor] = this.wish(row!.state);
    await this.record.commands
      .execute(command(trackingNumber, said, { actor }))
      .catch((error: unknown) => refused(error));
  }

  private wish(state: CaseState): [PersonCommand, Actor] {
    const seen = { version: state.version, lastStatement: state.lastStatement };
    const responsible = officer(state.responsibleDepartment);
    const text = 'told';
    const to = departments[this.roll(departments.length)]!;
    const resolve = {
      process: text,
      result: text,
      rule: rules[this.roll(rules.length)]!,
      cause: text,
      causeKind: (['rule', 'process', 'filer'] as const)[this.roll(3)]!,
      citations: [],
      stepsDone: [],
      seen,
    };
    const answer = (['satisfied', 'agreeThoughDissatisfied', 'keepOpen'] as const)[this.roll(3)]!;
    const answering: [PersonCommand, Actor] = [
      { type: 'answer', body: { answer, seen } },
      this.roll(2) === 0 ? filer : officer('service-hall-windows'),
    ];
    switch (state.status) {
      case 'resolved':
        return answering;
      case 'closed':
        return this.roll(2) === 0
          ? [{ type: 'reopen', body: { reason: text } }, filer]
          : [{ type: 'answer', body: { answer, seen } }, filer];
      case 'contested':
        if (this.roll(2) === 0) return [{ type: 'resolve', body: resolve }, responsible];
        return [
          {
            type: 'referContested',
            body: { ...resolve, suggestion: text, filerOpinion: text },
          },
          responsible,
        ];
      default:
    }
    switch (this.roll(6)) {
      case 0:
        return [{ type: 'transfer', body: { to, process: text, presentState: text, seen } }, responsible];
      case 1:
        return [{ type: 'contribute', body: { text, sharedWith: 'everyone' } }, officer(to)];
      case 2:
        return [
          { type: 'recordProgress', body: { text, sharedWith: 'everyone', asAccount: false, citations: [] } },
          responsible,
        ];
      case 3:
        return this.roll(4) === 0
          ? [{ type: 'withdraw', body: {} }, filer]
          : [
              { type: 'referUp', body: { to: 'city', difficulties: text, situation: text, seen } },
              responsible,
            ];
      default:
        return [{ type: 'resolve', body: resolve }, responsible];
    }
  }
}

/** A refusal of the rules is part of life; anything else is not. */
function refused(error: unknown): void {
  const { code } = error as { code?: string };
  if (code === undefined || ['internalError', 'recordUnavailable', 'invalidRequest'].includes(code))
    throw error;
}
