import type { Citation, PersonCommand, Visibility } from '@casetrace/contracts';
import { visibleTo, type CaseFacts } from '../identity/may';
import { ProblemError } from '../problems/problem-error';
import { answerOf, type CommandAnswerBody, type Committed } from './command-answer';
import type { SaidCommand } from './said';

/** The port to the record's one way of changing a case. */
export interface CommandPort {
  register(command: SaidCommand): Promise<Committed & { accessCode?: string }>;
  execute(command: SaidCommand): Promise<Committed>;
}

/** The port to what a case says that an officer has not seen. */
export interface NewerEntriesPort {
  factsOf(trackingNumber: string): Promise<CaseFacts | null>;
  entriesSince(trackingNumber: string, version: number, visibilities: Visibility[]): Promise<unknown[]>;
}

/** The port to the guidance that commands cite. */
export interface CitationsPort {
  /** @throws an error with the code unknownGuidance, naming those of which there is no such edition or article */
  assertKnown(citations: readonly Citation[]): Promise<void>;
}

/** Hands commands to the record and words its answers: what was committed, or a problem. */
export class CommandDesk {
  constructor(
    private readonly record: CommandPort,
    private readonly cases: NewerEntriesPort,
    private readonly guidance: CitationsPort,
  ) {}

  /** M2. @throws ProblemError where the rules reject it. */
  async register(said: SaidCommand): Promise<CommandAnswerBody & { accessCode?: string }> {
    const { accessCode, ...committed } = await this.record.register(said);
    if (committed.rejection) throw await this.problemOf(committed.rejection, said);
    return { ...answerOf(committed), ...(accessCode !== undefined && { accessCode }) };
  }

  /**
   * @throws ProblemError unknownGuidance where it cites what does not exist: nothing is done; or where the rules reject it:
   * entries that came before the rejection are in the record.
   */
  async take(said: SaidCommand): Promise<CommandAnswerBody> {
    await this.guidance.assertKnown(citationsOf(said.command));
    const committed = await this.record.execute(said);
    if (committed.rejection) throw await this.problemOf(committed.rejection, said);
    return answerOf(committed);
  }

  private async problemOf(
    { code, detail, facts }: NonNullable<Committed['rejection']>,
    said: SaidCommand,
  ): Promise<ProblemError> {
    const newer = code === 'newerEntries' ? await this.newerEntries(facts, said) : {};
    return new ProblemError(code, detail, { members: { ...facts, ...newer } });
  }

  /** What came since, so that naming it lets the officer go on. */
  private async newerEntries(
    facts: Record<string, unknown> | undefined,
    { trackingNumber, principal }: SaidCommand,
  ): Promise<{ entries?: unknown[] }> {
    const seenVersion = facts?.seenVersion;
    if (trackingNumber === undefined || typeof seenVersion !== 'number') return {};
    const caseFacts = await this.cases.factsOf(trackingNumber);
    if (!caseFacts) return {};
    const visibilities = visibleTo(principal, caseFacts);
    return { entries: await this.cases.entriesSince(trackingNumber, seenVersion, visibilities) };
  }
}

/** A procedure that is adopted is cited too (M11). */
function citationsOf({ type, body }: PersonCommand): Citation[] {
  if (type === 'adoptProcedure') return [{ guidance: body.guidance, edition: body.edition }];
  return 'citations' in body ? body.citations : [];
}
