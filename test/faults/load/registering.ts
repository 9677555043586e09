import type { Registered } from '../../harness/doors-client';
import type { OwnSystem } from '../ground/own-system';
import { atMost } from './at-most';

/** Registers so many cases of a category, some at a time, as the system of the hotline. */
export function registerMany(own: OwnSystem, count: number, category: string): Promise<Registered[]> {
  const hotline = own.as('hotline-system');
  return atMost(8, Array.from({ length: count }), (_, index) => hotline.register(aMatter(category, index)));
}

export const aMatter = (category: string, index = 0) => ({
  category,
  subject: `第${index + 1}件`,
  details: '核定年限少计两年，请求复核。',
  channel: 'agency' as const,
});

export const aResolution = {
  process: '核对凭证。',
  result: '补计两年。',
  rule: 'none',
  cause: '漏报参保记录。',
};
