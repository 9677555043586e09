import { tokensOf } from '@casetrace/text-search';

/** A text that others are compared with, by the units that it is searched by. */
export interface IndexedText<Key> {
  key: Key;
  /** each unit with where it stands: which of the texts, and from where to where */
  units: ReadonlyMap<string, Place>;
  texts: readonly string[];
}

interface Place {
  text: number;
  from: number;
  to: number;
}

/** How near a text is, and the words that both have. */
export interface Match<Key> {
  key: Key;
  score: number;
  words: string[];
}

/** A unit that more than this part of the texts has tells nothing about any of them. */
const commonPart = 1 / 3;
/** What is not at least this part as near as the nearest is left out. */
const nearEnough = 1 / 3;
const fewTexts = 6;
const mostWords = 5;
const shortestWord = 3;

/** Small words of English; Chinese has none of two characters that a list of duties would hold. */
const smallWords = new Set(
  `about after all and any are because been before but can cannot could did does for from get had has have her his how into
   its may more most not now one other our out over own said she should since some than that the their them then there they
   this those too under until was were what when where which who will with would you your`.split(/\s+/),
);

/** Makes texts ready to be compared with: each in both languages, under a key. */
export function indexTexts<Key>(entries: readonly { key: Key; texts: readonly string[] }[]): WordIndex<Key> {
  return new WordIndex(entries.map(({ key, texts }) => ({ key, texts, units: unitsOf(texts) })));
}

/** A small list of texts in memory, compared by the distinct units that they share, weighted by rarity. */
export class WordIndex<Key> {
  private readonly carriers = new Map<string, number>();

  constructor(private readonly entries: readonly IndexedText<Key>[]) {
    for (const { units } of entries) {
      for (const unit of units.keys()) this.carriers.set(unit, (this.carriers.get(unit) ?? 0) + 1);
    }
  }

  /**
   * The texts that share something with `text`, the nearest first. `weigh` adjusts the score of a key; 0 leaves it out. The
   * order of equals is that of the entries.
   */
  nearest(text: string, weigh: (key: Key) => number = () => 1): Match<Key>[] {
    const asked = [...unitsOf([text]).keys()].filter((unit) => this.rarityOf(unit) > 0);
    const matches = this.entries.flatMap((entry) => {
      const shared = asked.filter((unit) => entry.units.has(unit));
      const weight = shared.length === 0 ? 0 : weigh(entry.key);
      const score = weight * shared.reduce((sum, unit) => sum + this.rarityOf(unit), 0);
      return score > 0 ? [{ key: entry.key, score, words: wordsOf(entry, shared) }] : [];
    });
    const best = Math.max(0, ...matches.map(({ score }) => score));
    return matches
      .filter(({ score }) => score >= best * nearEnough)
      .sort((one, other) => other.score - one.score);
  }

  /** Of a unit that few texts have: much; that all have, or none: nothing. */
  private rarityOf(unit: string): number {
    const all = this.entries.length;
    const carriers = this.carriers.get(unit) ?? 0;
    if (carriers === 0 || (all >= fewTexts && carriers > all * commonPart)) return 0;
    return Math.log(1 + all / carriers);
  }
}

/** Pairs of characters, and words by their stem; the first place of each. */
function unitsOf(texts: readonly string[]): Map<string, Place> {
  const units = new Map<string, Place>();
  texts.forEach((text, at) => {
    for (const { kind, text: folded, stem, from, to } of tokensOf(text)) {
      if (kind === 'single') continue;
      if (kind === 'word' && (folded.length < shortestWord || smallWords.has(folded))) continue;
      const unit = stem ?? folded;
      if (!units.has(unit)) units.set(unit, { text: at, from, to });
    }
  });
  return units;
}

/** What is shared, as it is written in the entry; pairs that overlap or touch are one word. */
function wordsOf<Key>({ units, texts }: IndexedText<Key>, shared: readonly string[]): string[] {
  const places = shared.flatMap((unit) => units.get(unit) ?? []);
  places.sort((one, other) => one.text - other.text || one.from - other.from);
  const merged: Place[] = [];
  for (const place of places) {
    const last = merged.at(-1);
    if (last && last.text === place.text && place.from <= last.to) last.to = Math.max(last.to, place.to);
    else merged.push({ ...place });
  }
  const words = merged.map(({ text, from, to }) => texts[text]?.slice(from, to) ?? '');
  return [...new Set(words)].slice(0, mostWords);
}
