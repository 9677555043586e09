/** Numbers that look random and are the same for the same seed (sfc32), whoever asks and in whatever process. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** `stream` sets apart what is drawn for one case, or for one purpose. */
  constructor(seed: number, ...stream: number[]) {
    let mixed = seed >>> 0;
    for (const part of stream) mixed = scramble(mixed ^ scramble(part + 0x9e3779b9));
    this.a = scramble(mixed + 1);
    this.b = scramble(mixed + 2);
    this.c = scramble(mixed + 3);
    for (let round = 0; round < 12; round++) this.word();
  }

  /** 32 bits, as a whole number from 0. */
  word(): number {
    const sum = (this.a + this.b + this.counter++) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }

  /** From 0 up to, and without, 1. */
  share(): number {
    return this.word() / 2 ** 32;
  }

  /** From 0 up to, and without, `end`. */
  below(end: number): number {
    return Math.floor(this.share() * end);
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  /** Waiting times: short ones often, long ones seldom. */
  exponential(mean: number): number {
    return -Math.log(1 - this.share()) * mean;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  bytes(count: number): Buffer {
    const bytes = Buffer.allocUnsafe(count);
    let at = 0;
    for (; at + 4 <= count; at += 4) bytes.writeUInt32LE(this.word(), at);
    for (; at < count; at++) bytes[at] = this.word() & 255;
    return bytes;
  }
}

/** Draws from a list whose items are the rarer the further down they stand: the n-th is drawn 1/n^`exponent` as often as the first. */
export class Skewed<Item> {
  private readonly upTo: Float64Array;

  constructor(
    readonly items: readonly Item[],
    exponent = 1,
  ) {
    this.upTo = new Float64Array(items.length);
    let sum = 0;
    for (let rank = 0; rank < items.length; rank++) this.upTo[rank] = sum += (rank + 1) ** -exponent;
  }

  draw(random: Random): Item {
    return this.items[indexIn(this.upTo, random.share())]!;
  }
}

/** The first place in a row of rising sums that reaches a share of the last. */
export function indexIn(upTo: Float64Array, share: number): number {
  const wanted = share * upTo[upTo.length - 1]!;
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upTo[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function scramble(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
