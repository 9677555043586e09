import { createHash } from 'node:crypto';

/**
 * The Message-ID of a letter: the same for every copy of the same event, recipient and channel (P8), so that a second copy is
 * told as one by mail programs. A digest, since numbers do not belong into headers.
 */
export function messageIdOf(
  { eventId, recipient, channel }: { eventId: string; recipient: string; channel: string },
  domain: string,
): string {
  const digest = createHash('sha256').update([eventId, recipient, channel].join('\n')).digest('hex');
  return `<${digest.slice(0, 40)}@${domain}>`;
}
