import { randomBytes } from 'node:crypto';
import { formatTrackingNumber, trackingAlphabet } from '@casetrace/contracts';

const symbols = 10;
/** bytes from here on would make some symbols likelier than others */
const fairBytes = 256 - (256 % trackingAlphabet.length);

/** A tracking number that nobody can guess from another: ten symbols, all equally likely, and the check character. */
export function newTrackingNumber(): string {
  const indexes: number[] = [];
  while (indexes.length < symbols) {
    for (const byte of randomBytes(2 * symbols)) {
      if (byte < fairBytes && indexes.length < symbols) indexes.push(byte % trackingAlphabet.length);
    }
  }
  return formatTrackingNumber(indexes);
}
