import { type Token, tokensOf } from './tokens';

/** PostgreSQL keeps no positions beyond this one, and no more than 255 of one lexeme. */
const lastPosition = 16_383;

/** Where a text stands in a document: its positions begin after `after`; `weight` is the letter of PostgreSQL, none for D. */
export interface PlaceInDocument {
  after?: number;
  weight?: 'A' | 'B' | 'C' | '';
}

/**
 * The `tsvector` of a text, as PostgreSQL reads it: `'低保':1 '保申':2 …`. Built here, not in the database, because folding
 * needs tables that stock PostgreSQL has not. Whoever has cut the text already gives its tokens.
 */
export function searchVector(
  text: string | readonly Token[],
  { after = 0, weight = '' }: PlaceInDocument = {},
): string {
  const positions = new Map<string, string>();
  const note = (lexeme: string, position: number): void => {
    const noted = positions.get(lexeme);
    positions.set(lexeme, noted === undefined ? `${position}${weight}` : `${noted},${position}${weight}`);
  };
  const tokens = typeof text === 'string' ? tokensOf(text) : text;
  tokens.forEach(({ text: lexeme, stem }, index) => {
    const position = Math.min(after + index + 1, lastPosition);
    note(lexeme, position);
    if (stem !== undefined) note(stem, position);
  });
  return Array.from(positions, ([lexeme, places]) => `'${lexeme}':${places}`).join(' ');
}
