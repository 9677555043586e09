import type { PersonCommand } from '@casetrace/contracts';
import { type Decision, register, type Rejection } from '@casetrace/case-rules';
import type { Connection } from '../database/record-database';
import { RecordError } from '../database/record-error';
import type { CompleteRecordOptions } from '../record-options';
import type { RulesSource } from '../rules/rules-source';
import { beginningOfChain } from '../serialization/chain';
import { deriveAccessCode, hashAccessCode } from './access-code';
import { answerOf } from './answer-of';
import { acceptedParameters, caseParameters } from './case-parameters';
import type { CommandAnswer, CommandRequest, RegistrationAnswer } from './command-request';
import { linkConsultation } from './consultation-link';
import { beginCase, readGeneration, type ReadRow } from './statements';
import { newTrackingNumber } from './tracking-numbers';
import { rowsOf } from './written-rows';

/** 0: what happens now; 1: an import, which must not delay deadlines. */
export type Lane = 0 | 1;

/** A registration with the hash that it is known again by. */
export interface NewCase {
  request: CommandRequest & { command: PersonCommand };
  requestHash: Buffer;
  lane: Lane;
}

const firstGeneration = 1;
const anHourMs = 3_600_000;

/** What sets a registration apart from other commands: a number, an access code, the first row of a case (M2, P6). */
export class Registration {
  constructor(
    private readonly rules: RulesSource,
    private readonly options: CompleteRecordOptions,
  ) {}

  /** Decides, writes and commits. @throws RecordError with the code of a rejection: then there is no case. */
  async begin(connection: Connection, read: ReadRow, newCase: NewCase): Promise<RegistrationAnswer> {
    const { request, requestHash, lane } = newCase;
    const trackingNumber = newTrackingNumber();
    const now = this.options.shiftClock(read.now);
    const { rules } = await this.rules.at(read.rulesVersion, connection);
    const { command, actor } = request;
    const decision = accepted(register(trackingNumber, { command, actor, now, rules }));
    const { state, events } = decision;
    const at = new Date(now).toISOString();
    const beginning = { trackingNumber, epoch: read.epoch, state: null, headHash: beginningOfChain };
    const { parameters, headHash } = rowsOf(decision, beginning, at);
    const answer = answerOf(decision, 1);
    const latestEvent = events[events.length - 1]!.type;
    const of = { trackingNumber, generation: firstGeneration };
    const accessCode = deriveAccessCode(this.secret(), of);
    const consultation = command.type === 'register' ? command.body.consultation : undefined;
    if (consultation !== undefined) await linkConsultation(connection, consultation, trackingNumber);
    await connection.runAndCommit(beginCase, [
      ...parameters,
      ...acceptedParameters({ request, requestHash, answer: JSON.stringify(answer) }),
      ...caseParameters(state, { latestEvent, headHash, jitterSeconds: this.options.deadlineJitterSeconds }),
      ...[state.category, state.district, state.registeringDepartment, at],
      ...[hashAccessCode(accessCode, of), lane],
    ]);
    return { ...answer, replayed: false, accessCode };
  }

  /** A repeat within a day is told the code again; there it is derived, never read. */
  async repeated(
    connection: Connection,
    answer: CommandAnswer,
    { acceptedAt, now }: ReadRow,
  ): Promise<RegistrationAnswer> {
    const age = this.options.shiftClock(now) - (acceptedAt ?? 0);
    if (age > this.options.accessCodeRepeatHours * anHourMs) return answer;
    const { trackingNumber } = answer;
    const [row] = await connection.rows<{ generation: number }>(readGeneration, [trackingNumber]);
    const generation = row?.generation ?? firstGeneration;
    return { ...answer, accessCode: deriveAccessCode(this.secret(), { trackingNumber, generation }) };
  }

  private secret(): string {
    const { accessCodeSecret } = this.options;
    if (accessCodeSecret) return accessCodeSecret;
    throw new Error('Registering needs the secret that access codes are derived from.');
  }
}

function accepted(decided: Decision | { rejection: Rejection }): Decision {
  if ('state' in decided) return decided;
  const { code, detail, facts } = decided.rejection;
  throw new RecordError(code, detail, facts);
}
