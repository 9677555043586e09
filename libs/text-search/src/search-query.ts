import { type Token, tokensOf } from './tokens';

/** A question of more terms than this is cut off: what comes after seldom helps and always costs. */
const mostTerms = 16;

/**
 * The `tsquery` of what somebody typed: every term (parted by spaces) must be there, each as a whole phrase; a single Chinese
 * character and an unfinished English word are found by their beginning. Null where nothing can be searched for.
 */
export function searchQuery(typed: string): string | null {
  const terms = typed
    .split(/\s+/u)
    .map(phraseOf)
    .filter((phrase) => phrase !== null)
    .slice(0, mostTerms);
  return terms.length === 0 ? null : terms.join(' & ');
}

/** Pairs overlap, so the single character that ends a run is asked for only where it stands alone. */
export function askedTokens(term: string): Token[] {
  const tokens = tokensOf(term);
  return tokens.filter((token, index) => token.kind !== 'single' || tokens[index - 1]?.kind !== 'pair');
}

function phraseOf(term: string): string | null {
  const tokens = askedTokens(term);
  if (tokens.length === 0) return null;
  return phrase(tokens);
}

/** A pair is followed by the next one a place further; what follows a run of Chinese begins a place later. */
function phrase(tokens: Token[]): string {
  return tokens
    .map((token, index) => {
      const before = tokens[index - 1];
      if (!before) return lexeme(token);
      const gap = before.kind === 'pair' && token.from >= before.to ? 2 : 1;
      return `<${gap}> ${lexeme(token)}`;
    })
    .join(' ');
}

function lexeme({ kind, text, stem }: Token): string {
  if (kind === 'pair') return `'${text}'`;
  return stem === undefined ? `'${text}':*` : `('${text}':* | '${stem}')`;
}
