import type { CivilDate } from './civil-date';
import type { DeadlineExplanation, SkippedRun } from './explanation';
import { causeOfMove, localTimeOf, runsToName } from './wording';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const units = { workingDays: '个工作日', calendarDays: '日', seconds: '秒' } as const;
const reasons = { weekend: '双休日', holiday: '节假日', closure: '停止办公', paused: '中止计算' } as const;

/** Words a deadline in Chinese (P2). */
export function describeInChinese(explanation: DeadlineExplanation): string {
  const { period, firstDay } = explanation;
  const withSeconds = period.unit === 'seconds';
  const begin = localTimeOf(explanation.from, withSeconds);
  const start = `期限始于${fullDate(begin.date)}（星期${weekdays[begin.weekday] ?? ''}）${begin.time}`;
  const amount = `${period.amount}${units[period.unit]}`;
  const counted = withSeconds
    ? `期间为${amount}，不计节假日${pausedTime(explanation)}`
    : `自${fullDate(firstDay)}起计算${amount}${skippedDays(explanation)}`;
  return `${start}，${counted}，${end(explanation)}。${remarks(explanation).join('')}`;
}

function end({ dueAt, lastDay, period }: DeadlineExplanation): string {
  if (dueAt === null) return `自${fullDate(lastDay)}起中止计算，恢复计算后另行确定届满时间`;
  const due = localTimeOf(dueAt, period.unit === 'seconds');
  return `于${fullDate(due.date)}${due.time}（北京时间）届满`;
}

function remarks(explanation: DeadlineExplanation): string[] {
  const { movedFrom, makeUpDaysCounted, provisional, knownUntil } = explanation;
  const said: string[] = [];
  const cause = causeOfMove(explanation);
  if (movedFrom !== undefined && cause) {
    const why = cause.reason === 'paused' ? '当日下班时期限正中止计算' : `该日不上班（${nameOf(cause)}）`;
    said.push(`期限的最后一日原为${fullDate(movedFrom)}，因${why}，顺延至下一个工作日。`);
  }
  if (makeUpDaysCounted.length > 0) {
    said.push(`${makeUpDaysCounted.map(fullDate).join('、')}为调休上班日，计入期限。`);
  }
  if (provisional) {
    const lastKnown = fullDate(knownUntil);
    said.push(`本期限为暂定：${lastKnown}之后的放假安排尚未公布，其后仅扣除双休日，待公布后重新计算。`);
  }
  return said;
}

function skippedDays(explanation: DeadlineExplanation): string {
  const { named, others } = runsToName(explanation);
  if (named.length === 0) return '';
  const runs = named.map((run) => `${datesOf(run)}（${nameOf(run)}）`);
  return `，扣除${runs.join('、')}${others ? '等' : ''}`;
}

function pausedTime({ pausedMs }: DeadlineExplanation): string {
  return pausedMs === undefined ? '' : `，另加中止计算的${pausedMs / 1000}秒`;
}

function datesOf({ from, to }: SkippedRun): string {
  if (from === to) return fullDate(from);
  const [fromYear, fromMonth] = from.split('-');
  const [toYear, toMonth, toDay] = to.split('-').map(Number);
  if (Number(fromYear) !== toYear) return `${fullDate(from)}至${fullDate(to)}`;
  const month = Number(fromMonth) === toMonth ? '' : `${toMonth ?? ''}月`;
  return `${fullDate(from)}至${month}${toDay ?? ''}日`;
}

function fullDate(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year ?? ''}年${month ?? ''}月${day ?? ''}日`;
}

const nameOf = (run: SkippedRun): string => run.name?.zh ?? reasons[run.reason];
