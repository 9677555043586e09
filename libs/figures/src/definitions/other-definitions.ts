import { type FailingPart, failingParts, failingWeights, shrinkBy } from '../failing/failing-index';
import type { Definition, Unit } from './definition';
import { figureDefinitions } from './statistics-definitions';

type Group = 'statistics' | 'departments' | 'failing';
type Line = readonly [
  id: string,
  unit: Unit,
  zhName: string,
  zhMeaning: string,
  enName: string,
  enMeaning: string,
];

const departments: Line[] = [
  [
    'stays',
    'times',
    '经办次数',
    '期间结束的在部门停留：自到达至转出或结案',
    'stays',
    'stays in the department that ended in the period: from arrival until the case moved on or was closed',
  ],
  [
    'timeIn',
    'workingSeconds',
    '部门用时',
    '停留的工作时间，不含等待立案人答复的时间；中位数、九成值、合计',
    'time in the department',
    'working time of a stay, without the time in which the filer’s answer was awaited; median, 90 %, total',
  ],
  [
    'moves',
    'times',
    '移交矩阵',
    '自一部门至另一部门的次数，分移交、上交、责任调整、异议上报、搁置升级',
    'handovers',
    'how often cases went from one department to another: transfer, referral, adjustment, path (d), idle escalation',
  ],
  [
    'returned',
    'times',
    '直接退回',
    '到达后未经第三部门又回到来处',
    'straight back',
    'went back to where it had come from without a third department between',
  ],
  [
    'pairs',
    'times',
    '往返',
    '两部门之间直接退回的次数与涉及案件',
    'pairs',
    'how often cases went straight back between two departments, and how many cases',
  ],
  [
    'solved',
    'cases',
    '解决（功劳）',
    '期间最后一次结案、未撤回且现已结案的案件，归作出最后一次解决的部门，不论是否分内之事',
    'solved',
    'cases whose last closing lies in the period and that are closed, not withdrawn; credited to who resolved them last, whether or not it was their duty',
  ],
  [
    'beyondItsDuty',
    'cases',
    '分外之事',
    '其中最初分派给其他部门的',
    'beyond its duty',
    'of those, first assigned to another department',
  ],
  [
    'contributed',
    'cases',
    '协助',
    '同样案件中，不经手而提供协助的部门；误录的不计',
    'contributed',
    'the same cases, by departments that helped without having them; entries made in error are not counted',
  ],
];

const parts: Record<FailingPart, Omit<Definition, 'id' | 'unit'>> = {
  fault: {
    zh: { name: '原因在政府一方', meaning: '原因为规定、职责、流程、办理或信息的解决 ÷ 全部解决' },
    en: {
      name: 'fault',
      meaning:
        'resolutions that name rule, duties, process, handling or information as the cause / all resolutions',
    },
  },
  contested: {
    zh: { name: '有异议', meaning: '异议 ÷ 解决' },
    en: { name: 'contested', meaning: 'contested / resolutions' },
  },
  escalated: {
    zh: { name: '搁置升级', meaning: '搁置升级 ÷ 期间在办案件（期初、新立、恢复）' },
    en: {
      name: 'escalated',
      meaning: 'idle escalations / cases at work in the period (opening, registered, reopened)',
    },
  },
  unresolved: {
    zh: { name: '未解决报告', meaning: '报告上级或监督机关 ÷ 期间在办案件' },
    en: {
      name: 'unresolved',
      meaning: 'reports to a superior or supervisory body / cases at work in the period',
    },
  },
  reopened: {
    zh: { name: '恢复办理', meaning: '两种恢复办理 ÷ 结案' },
    en: { name: 'reopened', meaning: 'both kinds of reopening / closings' },
  },
  dissatisfied: {
    zh: { name: '不满意', meaning: '不满意的答复 ÷ 全部答复（本人与代记）' },
    en: { name: 'dissatisfied', meaning: 'dissatisfied answers / all answers, own and recorded' },
  },
  overLimit: {
    zh: { name: '超过期限的时间', meaning: '未解决期限届满之后的时间 ÷ 自登记至首次解决的时间' },
    en: {
      name: 'over the limit',
      meaning: 'time after the unresolved limit had run out / time from registration to first resolution',
    },
  },
};

const index: Line = [
  'failingIndex',
  'points',
  '问题指数',
  `各项比率（先加入 ${shrinkBy} 件平均水平的案件，以免个别案件居首）乘以权重之和，0 至 100；规定以期间最后解决所依据者计，按涉及的案件计算`,
  'index of failing',
  `the sum of each rate times its weight, 0 to 100; ${shrinkBy} average cases are added to each rate first, so that one of one does not lead. Rules rank by the cases that were last resolved on them in the period, each case counted once a part`,
];

const defined = (group: Group, [id, unit, zhName, zhMeaning, enName, enMeaning]: Line) => ({
  group,
  id,
  unit,
  zh: { name: zhName, meaning: zhMeaning },
  en: { name: enName, meaning: enMeaning },
});

/** Every figure that any answer holds, with what exactly it counts. */
export const allDefinitions: readonly (Definition & { group: Group })[] = [
  ...figureDefinitions.map(({ id, unit, zh, en }) => ({ group: 'statistics' as const, id, unit, zh, en })),
  ...departments.map((line) => defined('departments', line)),
  defined('failing', index),
  ...failingParts.map((part) => {
    const weight = failingWeights[part];
    const { zh, en } = parts[part];
    return {
      group: 'failing' as const,
      id: part,
      unit: 'share' as const,
      zh: { name: zh.name, meaning: `${zh.meaning}；权重 ${weight}` },
      en: { name: en.name, meaning: `${en.meaning}; weight ${weight}` },
    };
  }),
];
