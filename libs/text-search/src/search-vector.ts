import { tokensOf } from './tokens';

/** PostgreSQL keeps no positions beyond this one, and no more than 255 of one lexeme. */
const lastPosition = 16_383;

/**
 * The `tsvector` of a text, as PostgreSQL reads it: `'低保':1 '保申':2 …`. Built here, not in the database, because folding
 * needs tables that stock PostgreSQL has not. Positions begin after `after`, so that several texts follow one another.
 */
export function searchVector(text: string, after = 0): string {
  const positions = new Map<string, number[]>();
  const note = (lexeme: string, position: number): void => {
    const noted = positions.get(lexeme);
    if (noted) noted.push(position);
    else positions.set(lexeme, [position]);
  };
  tokensOf(text).forEach(({ text: lexeme, stem }, index) => {
    const position = Math.min(after + index + 1, lastPosition);
    note(lexeme, position);
    if (stem !== undefined) note(stem, position);
  });
  return Array.from(positions, ([lexeme, places]) => `'${lexeme}':${places.join(',')}`).join(' ');
}
