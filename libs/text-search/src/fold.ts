import { Converter } from 'opencc-js/t2cn';

/** One character of a text as it is compared, and where it stands in the text as it was written. */
export interface FoldedCharacter {
  folded: string;
  /** UTF-16 offsets in the original text, `to` exclusive */
  from: number;
  to: number;
}

const simplified = Converter({ from: 't', to: 'cn' });
const known = new Map<string, string>();

/** Full width and half width, traditional and simplified, upper and lower case are one. */
function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    folded = simplified(character.normalize('NFKC').toLowerCase());
    known.set(character, folded);
  }
  return folded;
}

/** The characters of a text as they are compared, one by one, so that what is found can be shown where it stands. */
export function foldedCharacters(text: string): FoldedCharacter[] {
  let at = 0;
  return Array.from(text, (character) => {
    const from = at;
    at += character.length;
    return { folded: foldCharacter(character), from, to: at };
  });
}

/** A text as it is compared: NFKC, lower case, simplified characters. */
export function fold(text: string): string {
  return Array.from(text, foldCharacter).join('');
}
