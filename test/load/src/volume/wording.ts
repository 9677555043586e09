import type { CauseKind } from '@casetrace/contracts';
import { Random, Skewed } from './random';
import {
  causes,
  districts,
  kindsOfPlace,
  type Matters,
  matters,
  openings,
  opinions,
  placeNames,
  progress,
  replies,
  requests,
  results,
  situations,
  statements,
} from './vocabulary';

const drawMatters = new Skewed(matters, 0.75);
const drawPlace = new Skewed(placeNames, 1);
const drawKind = new Skewed(kindsOfPlace, 0.9);
const drawDistrict = new Skewed(districts, 0.9);
const skewedLists = new Map<readonly unknown[], Skewed<unknown>>();

const nearDuplicates = 0.03;
/** A near-duplicate tells of one of this many cases before it. */
const lookBack = 40;
const englishShare = 0.05;

/** What one filer came with, and the words that fit it later on. */
export class Told {
  readonly category: string;
  readonly guidance: string;
  readonly language: 'zh' | 'en';
  readonly district: string;
  readonly address: string;
  readonly subject: string;
  readonly details: string;

  private constructor(
    private readonly random: Random,
    private readonly matters: Matters,
    { place, thing, opening }: { place: string; thing: string; opening: string },
  ) {
    this.category = matters.category;
    this.guidance = matters.guidance;
    this.thing = thing;
    this.language = random.chance(englishShare) ? 'en' : 'zh';
    this.district = drawDistrict.draw(random);
    const kind = drawKind.draw(random);
    const number = 1 + random.below(60);
    this.address = `示范市${place}${kind}${number}号`;
    if (this.language === 'en') {
      const story = draw(random, matters.english);
      this.subject = `${place}: ${story}`;
      this.details = `At No. ${number} ${story}, and nobody has answered so far. Please look into it and tell us what will be done.`;
      return;
    }
    const [subject, story, request] = [
      draw(random, matters.subjects),
      draw(random, matters.stories),
      draw(random, requests),
    ];
    this.subject = `${place}${kind}${subject}`;
    this.details = `${opening}${place}${kind}${number}号，${filled(story, thing)}。${request}`;
  }

  private readonly thing: string;

  /** What the filer of a case says, by the case's place in the order: some tell nearly the same as a case shortly before. */
  static of(seed: number, index: number): Told {
    const random = new Random(seed, index, 1);
    if (index > lookBack && random.chance(nearDuplicates)) {
      const again = index - 1 - random.below(lookBack);
      return Told.from(new Random(seed, again, 1), draw(random, openings));
    }
    return Told.from(new Random(seed, index, 1));
  }

  private static from(random: Random, otherOpening?: string): Told {
    random.share();
    const about = drawMatters.draw(random);
    const opening = draw(random, openings);
    const told = {
      place: drawPlace.draw(random),
      thing: draw(random, about.things),
      opening: otherOpening ?? opening,
    };
    return new Told(random, about, told);
  }

  progress = (): string => filled(draw(this.random, progress), this.thing);
  result = (): string => draw(this.random, results);
  cause = (): string => draw(this.random, causes);
  causeKind = (): CauseKind => draw(this.random, this.matters.causes);
  statement = (): string => draw(this.random, statements);
  reply = (): string => draw(this.random, replies);
  situation = (): string => draw(this.random, situations);
  opinion = (): string => draw(this.random, opinions);
}

const filled = (phrase: string, thing: string): string => phrase.replace('{thing}', thing);

/** One of a list whose first items are the commonest. */
function draw<Item>(random: Random, items: readonly Item[]): Item {
  let skewed = skewedLists.get(items) as Skewed<Item> | undefined;
  if (!skewed) skewedLists.set(items, (skewed = new Skewed(items, 0.8)));
  return skewed.draw(random);
}
