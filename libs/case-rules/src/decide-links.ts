import type { CommandBody } from '@casetrace/contracts';
import type { Rejection } from './decision';
import { texts, type Unfolding } from './unfolding';

/** P10: an officer links a case with another one, as a duplicate or as related. Neither moves; both numbers keep working. */
export function linkCase(unfolding: Unfolding, body: CommandBody<'linkCase'>): Rejection | undefined {
  const { trackingNumber, links = [] } = unfolding.state;
  const { other, relation, text, sharedWith } = body;
  if (other === trackingNumber || links.some((link) => link.other === other)) {
    const detail =
      other === trackingNumber ? 'A case is not linked with itself.' : `Linked with ${other} already.`;
    return { code: 'alreadyLinked', detail };
  }
  unfolding.happen('CaseLinked', { other, relation }, { texts: texts({ text }, sharedWith) });
  return undefined;
}
