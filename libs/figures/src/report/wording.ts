import type { Bilingual, Language } from '@casetrace/contracts';
import type { FailingPart } from '../failing/failing-index';

/** What the report says besides figures and their definitions. */
const words = {
  title: { zh: '办理情况月报', en: 'Monthly report of cases' },
  period: { zh: '统计期间', en: 'Period' },
  zone: { zh: '各日按北京时间（Asia/Shanghai）计', en: 'days are those of Asia/Shanghai' },
  asOf: { zh: '统计时点', en: 'As of' },
  waiting: { zh: '尚待统计的案件', en: 'cases still to be counted' },
  overview: { zh: '总览', en: 'Overview' },
  figure: { zh: '指标', en: 'Figure' },
  value: { zh: '数值', en: 'Value' },
  byCategory: { zh: '各类案件', en: 'By category' },
  category: { zh: '类别', en: 'Category' },
  registeredByCategory: { zh: '各类新立案件数', en: 'Cases registered, by category' },
  openByAge: { zh: '期末在办案件的时长', en: 'Open at the end, by age' },
  departments: { zh: '各部门用时', en: 'Time in each department' },
  department: { zh: '部门', en: 'Department' },
  stays: { zh: '经办次数', en: 'stays' },
  median: { zh: '中位数（小时）', en: 'median, hours' },
  p90: { zh: '九成值（小时）', en: '90 %, hours' },
  total: { zh: '合计', en: 'Total' },
  timeChart: { zh: '在各部门的工作时间（合计，小时）', en: 'Working time in each department, hours in all' },
  totalHours: { zh: '合计（小时）', en: 'total, hours' },
  handovers: { zh: '部门之间的移交', en: 'From department to department' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至', en: 'To' },
  moves: { zh: '次数', en: 'moves' },
  returned: { zh: '其中直接退回', en: 'straight back' },
  pairs: { zh: '往返最多的部门', en: 'Which pairs play ball' },
  cases: { zh: '案件', en: 'cases' },
  solvers: { zh: '谁真正解决了问题', en: 'Who really solved it' },
  solved: { zh: '解决', en: 'solved' },
  beyond: { zh: '其中分外之事', en: 'beyond its duty' },
  contributed: { zh: '协助', en: 'helped' },
  failing: { zh: '哪项服务有问题', en: 'Which service fails' },
  failingRules: { zh: '哪条规定有问题', en: 'Which rule fails' },
  rule: { zh: '规定', en: 'Rule' },
  index: { zh: '指数', en: 'index' },
  why: { zh: '为什么', en: 'why' },
  definitions: { zh: '指标定义', en: 'Definitions' },
  nothing: { zh: '本期间没有。', en: 'Nothing in this period.' },
  none: { zh: '未注明', en: 'not said' },
} as const satisfies Record<string, Bilingual>;

export type Word = keyof typeof words;
export const word = (name: Word, language: Language): string => words[name][language];

/** What each part of the index of failing counts. */
export const partNames: Record<FailingPart, Bilingual> = {
  fault: { zh: '原因在政府一方', en: 'the cause lies with government' },
  contested: { zh: '有异议', en: 'contested' },
  escalated: { zh: '搁置升级', en: 'escalated as idle' },
  unresolved: { zh: '未解决报告', en: 'reported unresolved' },
  reopened: { zh: '恢复办理', en: 'opened again' },
  dissatisfied: { zh: '不满意', en: 'dissatisfied' },
  overLimit: { zh: '超过期限的时间', en: 'time beyond the limit' },
};
