import type { Bilingual, Channel } from '@casetrace/contracts';
import type { RulesSnapshot } from '@casetrace/case-record';
import type { StatisticsQuery } from './statistics-query';

const channelNames: Record<Channel, Bilingual> = {
  counter: { zh: '窗口', en: 'counter' },
  telephone: { zh: '电话', en: 'telephone' },
  web: { zh: '网上', en: 'web' },
  letter: { zh: '信函', en: 'letter' },
  agency: { zh: '登记机构', en: 'agency' },
};

/** What people call a key; null where it has no name, such as the code of a district. */
export function nameOf(
  by: StatisticsQuery['by'],
  key: string | null,
  rules: RulesSnapshot,
): Bilingual | null {
  if (key === null) return null;
  if (by === 'category') return rules.categories.get(key)?.name ?? null;
  if (by === 'department') return rules.departments.get(key)?.name ?? null;
  return by === 'channel' ? (channelNames[key as Channel] ?? null) : null;
}
