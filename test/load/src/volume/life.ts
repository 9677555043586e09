import { formatTrackingNumber, trackingAlphabet, type Actor, type Command } from '@casetrace/contracts';
import {
  applyCommand,
  type CaseState,
  type Decision,
  register,
  type Rejection,
  type Rules,
} from '@casetrace/case-rules';
import { type Drawn, nextAtDepartment, nextOfFiler, registration } from './people';
import { Random } from './random';
import type { OfficeHours, RegistrationTimes } from './times';
import { Told } from './wording';

/** What all lives of a load share. Times are epoch milliseconds. */
export interface World {
  seed: number;
  rules: Rules;
  times: RegistrationTimes;
  hours: OfficeHours;
  /** nothing is recorded after it */
  until: number;
}

/** A command, when it came, and what the rules made of it. */
export interface Step {
  command: Command;
  actor: Actor;
  at: number;
  decision: Decision;
}

/** A case from its registration to its end, or to now. */
export interface Life {
  trackingNumber: string;
  steps: readonly Step[];
  state: CaseState;
}

/** A clock's step is recorded up to this long after it was due. */
const longestLagMs = 240_000;

/**
 * One life by the product's own rules: people act when they come to it, and whenever a due time passes before, the clock acts.
 * `index` is the place in the order of registrations, `share` how far through all of them that is.
 */
export function lifeOf(world: World, index: number, share: number): Life {
  return new Living(world, index, share).live();
}

class Living {
  private readonly random: Random;
  private readonly steps: Step[] = [];
  private readonly trackingNumber: string;
  private readonly told: Told;
  private state!: CaseState;

  constructor(
    private readonly world: World,
    index: number,
    private readonly share: number,
  ) {
    this.random = new Random(world.seed, index, 2);
    this.told = Told.of(world.seed, index);
    this.trackingNumber = formatTrackingNumber(
      Array.from({ length: 10 }, () => this.random.below(trackingAlphabet.length)),
    );
  }

  live(): Life {
    const { times, hours, until, rules } = this.world;
    const { at, dragging } = times.at(this.share, this.random);
    const begun = registration(this.told, this.random, hours.areOpenAt(at), rules);
    this.take(begun, at, accepted(register(this.trackingNumber, { ...begun, now: at, rules })));
    let next = this.whenSomebodyActs(at, dragging);
    for (let now = at; ;) {
      const due = this.state.nextDeadline ? Date.parse(this.state.nextDeadline.dueAt) : Infinity;
      const lag = this.random.below(longestLagMs);
      if (Math.min(due + lag, next) > until) break;
      if (due <= next) {
        now = Math.max(now, due + lag);
        const { status, responsibleDepartment } = this.state;
        this.act({ command: { type: 'applyDeadlines', body: {} }, actor: clockOf(this.state) }, now);
        const changed =
          status !== this.state.status || responsibleDepartment !== this.state.responsibleDepartment;
        next = changed ? this.whenSomebodyActs(now, dragging) : Math.max(next, now + 1_000);
      } else {
        now = next;
        this.act(this.whatSomebodyDoes(dragging), now);
        next = this.whenSomebodyActs(now, dragging);
      }
    }
    return { trackingNumber: this.trackingNumber, steps: this.steps, state: this.state };
  }

  private whenSomebodyActs(now: number, dragging: boolean): number {
    const { random, state } = this;
    const { hours } = this.world;
    if (state.status === 'closed')
      return mayReopen(random, state) ? hours.after(now, 510 * (1 + random.below(8))) : Infinity;
    if (state.status === 'resolved') {
      if (dragging || random.chance(0.12)) return Infinity;
      return now + 3_600_000 + random.exponential(0.9 * 86_400_000);
    }
    const minutes = state.status === 'assigned' ? 200 : 420;
    return hours.after(now, 10 + random.exponential(dragging ? minutes * 2.2 : minutes));
  }

  private whatSomebodyDoes(dragging: boolean): Drawn {
    const { random, state, told } = this;
    const asked = { state, told, random, rules: this.world.rules, dragging };
    if (state.status === 'resolved' || state.status === 'closed') return nextOfFiler(asked);
    return nextAtDepartment(asked);
  }

  private act(drawn: Drawn, now: number): void {
    const { rules } = this.world;
    this.take(drawn, now, accepted(applyCommand(this.state, { ...drawn, now, rules })));
  }

  private take({ command, actor }: Drawn, at: number, decision: Decision): void {
    this.state = decision.state;
    this.steps.push({ command, actor, at, decision });
  }
}

/** Of the cases that were closed by an answer, one in seventy comes again, once. */
function mayReopen(random: Random, { unresolved, closure }: CaseState): boolean {
  return closure !== 'withdrawn' && unresolved.stoodStill.length === 1 && random.chance(1 / 70);
}

const clockOf = ({ responsibleDepartment: department, responsibleOfficer: officer }: CaseState): Actor => {
  return { kind: 'clock', department, officer };
};

function accepted(decided: Decision | { rejection: Rejection }): Decision {
  if ('state' in decided && !decided.rejection) return decided;
  const { code, detail } = decided.rejection as Rejection;
  throw new Error(`A command of the generator was refused: ${code}: ${detail}`);
}
