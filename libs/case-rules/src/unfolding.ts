import type {
  Actor,
  Closure,
  EventData,
  EventType,
  NewEvent,
  NewText,
  TextField,
  Visibility,
} from '@casetrace/contracts';
import type { CaseState } from './case-state';
import type { DecisionInput } from './decision';
import type { RecordedEvent } from './evolve';
import { evolve } from './evolve';
import type { Rules } from './rules';

/** A case while a command works on it: each event that happens is folded in at once. */
export class Unfolding {
  readonly events: NewEvent[] = [];

  constructor(
    private current: CaseState,
    private readonly input: DecisionInput,
  ) {}

  /** Begins a case with its first event. */
  static begin(
    trackingNumber: string,
    data: EventData['CaseRegistered'],
    texts: NewText[],
    input: DecisionInput,
  ): Unfolding {
    const at = new Date(input.now).toISOString();
    const first = {
      type: 'CaseRegistered',
      actor: input.actor,
      effectiveAt: at,
      recordedAt: at,
      data,
    } as const;
    const unfolding = new Unfolding(evolve(null, { ...first, trackingNumber, sequence: 1 }), input);
    unfolding.events.push({ ...first, texts });
    return unfolding;
  }

  /** A copy to look ahead with: what happens there does not happen here. */
  ahead(): Unfolding {
    return new Unfolding(this.current, this.input);
  }

  get state(): CaseState {
    return this.current;
  }

  get rules(): Rules {
    return this.input.rules;
  }

  get now(): number {
    return this.input.now;
  }

  get actor(): Actor {
    return this.input.actor;
  }

  /** Ends the case, and says which statements it was closed over (M4). */
  close(closure: Closure, options: { actor?: Actor; effectiveAt?: number; texts?: NewText[] } = {}): void {
    this.happen('CaseClosed', { closure, unanswered: this.current.unansweredStatements }, options);
  }

  /**
   * Lets something happen. Without `effectiveAt` it happens now; with it (the due time of a deadline, epoch milliseconds) it
   * is dated back as far as the order of the case's events allows: time never runs backwards within a case.
   */
  happen<T extends EventType>(
    type: T,
    data: EventData[T],
    { actor = this.actor, effectiveAt = this.now, texts = [] as NewText[] } = {},
  ): void {
    const event = {
      type,
      actor,
      effectiveAt: new Date(Math.max(effectiveAt, this.current.lastEffectiveAt)).toISOString(),
      recordedAt: new Date(this.now).toISOString(),
      data,
    };
    const { trackingNumber, version } = this.current;
    this.current = evolve(this.current, { ...event, trackingNumber, sequence: version + 1 } as RecordedEvent);
    this.events.push({ ...event, texts } as NewEvent);
  }
}

/** Texts of an entry, by field; what was left out is not written. */
export function texts(
  fields: Partial<Record<TextField, string | undefined>>,
  visibility: Visibility = 'everyone',
): NewText[] {
  return Object.entries(fields).flatMap(([field, content]) =>
    content === undefined ? [] : [{ field: field as TextField, visibility, content }],
  );
}
