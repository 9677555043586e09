import type { Bilingual, Language } from '@casetrace/contracts';
import {
  allDefinitions,
  type DepartmentStatistics,
  type Handover,
  type Pair,
  type Solver,
  type TimeIn,
} from '@casetrace/figures';
import { type Cell, type Column, definitionTable, keyColumns, rowsOf, type Table } from './tables';

export const departmentTableNames = ['timeIn', 'handovers', 'pairs', 'solvers'] as const;
export type DepartmentTables = Record<(typeof departmentTableNames)[number] | 'definitions', Table>;

type Written<Item> = readonly [title: Bilingual, cell: (item: Item) => Cell];

const times: Written<TimeIn>[] = [
  [{ zh: '经办次数 (次)', en: 'stays (times)' }, ({ stays }) => stays],
  [{ zh: '中位数 (秒，工作时间)', en: 'median (seconds of working time)' }, ({ median }) => median],
  [{ zh: '九成值 (秒，工作时间)', en: '90 % (seconds of working time)' }, ({ p90 }) => p90],
  [{ zh: '合计 (秒，工作时间)', en: 'total (seconds of working time)' }, ({ total }) => total],
];
const ways: Written<Handover>[] = [
  [{ zh: '合计 (次)', en: 'all (times)' }, ({ moves }) => moves],
  [{ zh: '移交 (次)', en: 'transfers (times)' }, ({ transferred }) => transferred],
  [{ zh: '上交 (次)', en: 'referrals up (times)' }, ({ referredUp }) => referredUp],
  [{ zh: '责任调整 (次)', en: 'adjustments (times)' }, ({ adjusted }) => adjusted],
  [{ zh: '异议上报 (次)', en: 'path (d) (times)' }, ({ contestedReferred }) => contestedReferred],
  [{ zh: '搁置升级 (次)', en: 'idle escalations (times)' }, ({ idleEscalated }) => idleEscalated],
  [{ zh: '其中直接退回 (次)', en: 'straight back (times)' }, ({ returned }) => returned],
];
const balls: Written<Pair>[] = [
  [{ zh: '直接退回 (次)', en: 'straight back (times)' }, ({ returns }) => returns],
  [{ zh: '涉及案件 (件)', en: 'cases' }, ({ cases }) => cases],
];
const credits: Written<Solver>[] = [
  [{ zh: '解决 (件)', en: 'solved (cases)' }, ({ solved }) => solved],
  [{ zh: '其中满意 (件)', en: 'satisfied (cases)' }, ({ satisfied }) => satisfied],
  [{ zh: '分外之事 (件)', en: 'beyond its duty (cases)' }, ({ beyondItsDuty }) => beyondItsDuty],
  [{ zh: '协助 (件)', en: 'contributed (cases)' }, ({ contributed }) => contributed],
];

const from = { zh: '移出部门', en: 'from' };
const to = { zh: '移入部门', en: 'to' };
const one = { zh: '部门甲', en: 'one department' };
const other = { zh: '部门乙', en: 'other department' };

/** What `/v1/statistics/departments` answers, a table a member; the matrix of handovers has a row a pair that moved cases. */
export function departmentTables(
  statistics: DepartmentStatistics,
  nameOf: (code: string) => Bilingual | null,
  language: Language,
): DepartmentTables {
  const columns = <Item>(written: readonly Written<Item>[]): Column<Item>[] =>
    written.map(([title, cell]) => ({ title: title[language], cell }));
  const named = <Item extends TimeIn | Solver>(): Column<Item>[] =>
    keyColumns(
      language,
      ({ department }) => department,
      ({ name }) => name,
    );
  const department = <Item>(title: Bilingual, code: (item: Item) => string): Written<Item>[] => [
    [{ zh: `${title.zh}代码`, en: `${title.en}, code` }, code],
    [title, (item) => nameOf(code(item))?.[language] ?? ''],
  ];
  const moved = [
    ...department(from, (move: Handover) => move.from),
    ...department(to, (move: Handover) => move.to),
  ];
  const between = [
    ...department(one, (pair: Pair) => pair.departments[0]),
    ...department(other, (pair: Pair) => pair.departments[1]),
  ];
  const table = <Item>(name: Bilingual, of: Column<Item>[], items: Item[]): Table => {
    return { name: name[language], rows: rowsOf(of, items) };
  };
  const { timeIn, handovers, pairs, solvers } = statistics;
  return {
    timeIn: table(
      { zh: '各部门用时', en: 'time in departments' },
      [...named<TimeIn>(), ...columns(times)],
      timeIn,
    ),
    handovers: table({ zh: '移交矩阵', en: 'handovers' }, columns([...moved, ...ways]), handovers),
    pairs: table({ zh: '往返', en: 'pairs' }, columns([...between, ...balls]), pairs),
    solvers: table({ zh: '谁解决了问题', en: 'solvers' }, [...named<Solver>(), ...columns(credits)], solvers),
    definitions: definitionTable(
      allDefinitions.filter(({ group }) => group === 'departments'),
      language,
    ),
  };
}
