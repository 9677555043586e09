import type { Language } from '@casetrace/contracts';

const timeZone = 'Asia/Shanghai';
const formats = {
  zh: new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
};

/** A moment (ISO 8601) as letters write it: date, day of the week and minute on the clock of Asia/Shanghai. */
export function letterTime(iso: string, language: Language): string {
  const parts = new Map(
    formats[language].formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const clock = `${part('hour')}:${part('minute')}`;
  return language === 'zh'
    ? `${part('year')}年${part('month').replace('月', '')}月${part('day')}日（${part('weekday')}）${clock}`
    : `${part('weekday')}, ${part('day')} ${part('month')} ${part('year')}, ${clock} (Beijing time)`;
}
