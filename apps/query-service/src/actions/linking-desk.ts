import { CaseReader } from '@casetrace/case-record';
import { inverseRelation } from '@casetrace/contracts';
import { CommandDesk, ProblemError, type SaidCommand } from '@casetrace/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';

/**
 * P10: linked cases show each other. The link is recorded on the case that was named in the path, then its inverse on the
 * other, with a key derived from the caller's: sending the command again with the same key heals a link that was recorded on
 * one side only.
 */
@Injectable()
export class LinkingDesk {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(CaseReader) private readonly cases: CaseReader,
  ) {}

  /** @throws ProblemError noSuchCase for another case that does not exist; whatever the rules reject. */
  async link(said: SaidCommand) {
    const { command, trackingNumber } = said;
    if (command.type !== 'linkCase' || trackingNumber === undefined)
      throw new Error('Not a command to link a case');
    const { other, relation } = command.body;
    if ((await this.cases.factsOf(other)) === null) {
      throw new ProblemError('noSuchCase', `There is no case ${other}.`);
    }
    const answer = await this.desk.take(said);
    const body = { ...command.body, other: trackingNumber, relation: inverseRelation[relation] };
    const inverse = {
      ...said,
      command: { ...command, body },
      key: keyOfInverse(said),
      trackingNumber: other,
    };
    await this.desk.take(inverse).catch(unlessLinkedAlready);
    return answer;
  }
}

/** The other case may have been linked by itself before. */
function unlessLinkedAlready(error: unknown): void {
  if (error instanceof ProblemError && error.code === 'alreadyLinked') return;
  throw error;
}

const keyOfInverse = ({ key }: SaidCommand): string =>
  `inverse-link:${createHash('sha256').update(key).digest('hex')}`;
