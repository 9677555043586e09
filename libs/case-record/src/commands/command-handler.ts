import type { Actor, CaseSituation, Command, EventType } from '@casetrace/contracts';
import { applyCommand, type CaseState, type Decision } from '@casetrace/case-rules';
import type { Connection, RecordDatabase } from '../database/record-database';
import { RecordError } from '../database/record-error';
import type { CompleteRecordOptions } from '../record-options';
import type { RulesSource } from '../rules/rules-source';
import { earlierAnswer, requestHashOf } from './accepted-command';
import { answerOf } from './answer-of';
import { acceptedParameters, type AnswerToKeep, caseParameters } from './case-parameters';
import type { CommandAnswer, CommandRequest, RegistrationAnswer } from './command-request';
import { assertOpen, lockConsultation } from './consultation-link';
import { assertKnownSchema, lockCase, type LockedCase } from './locked-case';
import { type Lane, Registration } from './registration';
import { withRetries } from './retries';
import { situationOf } from './situation';
import {
  appendToCase,
  beginCommand,
  keepAnswer,
  readEntry,
  readForRegistration,
  type ReadRow,
} from './statements';
import { rowsOf } from './written-rows';

/**
 * The one way to change a case: one transaction in two round trips (ADR 0003) that locks it, takes the time, applies what is
 * overdue, decides, and writes events, texts, projection, the engine's row, the outbox and the answer. Events that came before
 * a rejection are committed all the same.
 */
export class CommandHandler {
  private readonly registration: Registration;

  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly options: CompleteRecordOptions,
  ) {
    this.registration = new Registration(rules, options);
  }

  /**
   * M2, P6: begins a case. A repeat is given the same answer, for a day with the access code.
   * @throws RecordError invalidRequest, unknownCategory, unknownDepartment, unknownConsultation, consultationSettled,
   * consultationRegistered, idempotencyKeyReused, caseBusy, recordUnavailable.
   */
  async register(request: CommandRequest, lane: Lane = 0): Promise<RegistrationAnswer> {
    const requestHash = requestHashOf(request);
    return withRetries(() =>
      this.database.transaction(beginCommand, async (connection) => {
        const consultation = await lockConsultation(connection, request);
        const [read] = await connection.rows<ReadRow>(readForRegistration, [request.caller, request.key]);
        if (!read) throw new Error('The tables of the record are empty: run the migrations.');
        const known = earlierAnswer(read, requestHash);
        if (known) return this.registration.repeated(connection, known, read);
        if (consultation) assertOpen(consultation, request.actor);
        return this.registration.begin(connection, read, { request, requestHash, lane });
      }),
    );
  }

  /**
   * Every other command of a person.
   * @throws RecordError noSuchCase, invalidRequest, idempotencyKeyReused, caseBusy, newerRecord, recordUnavailable.
   */
  async execute(request: CommandRequest): Promise<CommandAnswer> {
    const requestHash = requestHashOf(request);
    const { trackingNumber, caller, key } = request;
    if (trackingNumber === undefined) throw new RecordError('noSuchCase', 'The command names no case.');
    return withRetries(() =>
      this.database.transaction(beginCommand, async (connection) => {
        const locked = await lockCase(connection, trackingNumber, { caller, key });
        const known = earlierAnswer(locked.read, requestHash);
        if (known) return known;
        const { command, actor, asSupervisor = false } = request;
        const entry = await entryMarkedBy(request, connection);
        const decided = await this.decide(connection, locked, {
          command,
          actor,
          asSupervisor,
          ...(entry && { entry }),
        });
        const answer = answerOf(decided.decision, locked.state.version + 1);
        await this.write(connection, decided, { request, requestHash, answer: JSON.stringify(answer) });
        return { ...answer, replayed: false };
      }),
    );
  }

  /**
   * The command of the clocks (P1): applies what is overdue by the database's clock, at most one step per clock. Given again
   * it changes nothing. Answers what is now known.
   * @throws RecordError noSuchCase, caseBusy, newerRecord, recordUnavailable.
   */
  async applyDeadlines(trackingNumber: string): Promise<CaseSituation> {
    return this.bySystem(trackingNumber, { type: 'applyDeadlines', body: {} });
  }

  /** Takes up the rules of now, for a case whose deadlines were computed with older ones (P2). */
  async recalculate(trackingNumber: string): Promise<CaseSituation> {
    return this.bySystem(trackingNumber, { type: 'recalculate', body: {} });
  }

  private async bySystem(trackingNumber: string, command: Command): Promise<CaseSituation> {
    return withRetries(() =>
      this.database.transaction(beginCommand, async (connection) => {
        const locked = await lockCase(connection, trackingNumber, null);
        const decided = await this.decide(connection, locked, { command, actor: theClock(locked.state) });
        await this.write(connection, decided, null);
        const { state } = decided.decision;
        const row = { ...state, latestEvent: latestEventOf(decided), state };
        const { epoch } = locked.read;
        return situationOf(row, {
          epoch,
          now: decided.now,
          jitterSeconds: this.options.deadlineJitterSeconds,
        });
      }),
    );
  }

  private async decide(
    connection: Connection,
    locked: LockedCase,
    input: {
      command: Command;
      actor: Actor;
      asSupervisor?: boolean;
      entry?: { type: EventType; actor: Actor };
    },
  ): Promise<DecidedCommand> {
    assertKnownSchema(locked);
    const { state, read } = locked;
    const { rules } = await this.rules.at(read.rulesVersion, connection);
    const now = Math.max(this.options.shiftClock(read.now), state.lastRecordedAt);
    return { locked, now, decision: applyCommand(state, { ...input, now, rules }) };
  }

  /** Writes and commits; nothing is written where nothing came of a command without a key. */
  private async write(
    connection: Connection,
    decided: DecidedCommand,
    kept: AnswerToKeep | null,
  ): Promise<void> {
    const { decision, locked, now } = decided;
    const at = new Date(now).toISOString();
    const { trackingNumber } = locked.state;
    if (decision.events.length === 0 && decision.state.rulesVersion === locked.state.rulesVersion) {
      if (!kept) return;
      const { request, requestHash, answer } = kept;
      const { version } = decision.state;
      await connection.runAndCommit(keepAnswer, [
        request.caller,
        request.key,
        requestHash,
        trackingNumber,
        version,
        answer,
        at,
      ]);
      return;
    }
    const { epoch } = locked.read;
    const { parameters, headHash } = rowsOf(decision, { ...locked, trackingNumber, epoch }, at);
    const latestEvent = latestEventOf(decided);
    await connection.runAndCommit(appendToCase, [
      ...parameters,
      ...acceptedParameters(kept),
      ...caseParameters(decision.state, {
        latestEvent,
        headHash,
        jitterSeconds: this.options.deadlineJitterSeconds,
      }),
    ]);
  }
}

/** A command decided, not yet written. */
interface DecidedCommand {
  locked: LockedCase;
  /** epoch milliseconds */
  now: number;
  decision: Decision;
}

const latestEventOf = ({ decision, locked }: DecidedCommand): EventType =>
  decision.events.at(-1)?.type ?? locked.latestEvent;

/** The entry that a command marks as entered in error, as it stands in the record. */
async function entryMarkedBy(
  { command, trackingNumber }: CommandRequest,
  connection: Connection,
): Promise<{ type: EventType; actor: Actor } | null> {
  if (command.type !== 'markEnteredInError') return null;
  const [row] = await connection.rows<Actor & { type: EventType }>(readEntry, [
    trackingNumber,
    command.body.entry,
  ]);
  if (!row) return null;
  const { type, ...actor } = row;
  return { type, actor };
}

/** The clocks act for whoever is responsible. */
function theClock({ responsibleDepartment, responsibleOfficer }: CaseState): Actor {
  return { kind: 'clock', department: responsibleDepartment, officer: responsibleOfficer };
}
