const marks = /[\s\p{P}\p{S}]+/gu;

/**
 * A rule as it was typed, folded, so that 《示范条例》第三条 and 示范条例 第三条 are one: width and case are the same, spaces,
 * brackets and other marks are left out. Null for what holds no letter.
 */
export function ruleKey(text: string): string | null {
  const folded = text.normalize('NFKC').toLowerCase().replace(marks, '');
  return folded === '' ? null : folded;
}
