import type { Language } from '@casetrace/contracts';
import { allDefinitions, type Failing, failingParts, type Ranked } from '@casetrace/figures';
import { type Column, definitionTable, keyColumns, rowsOf, type Table } from './tables';

export const failingTableNames = ['categories', 'rules'] as const;
export type FailingTables = Record<(typeof failingTableNames)[number] | 'definitions', Table>;

const definitions = allDefinitions.filter(({ group }) => group === 'failing');
const titles = {
  zh: { categories: '服务', rules: '规定', index: '指数 (分)', cases: '案件 (件)', points: '分', of: '基数' },
  en: {
    categories: 'services',
    rules: 'rules',
    index: 'index (points)',
    cases: 'cases',
    points: 'points',
    of: 'of',
  },
};

/** What `/v1/statistics/failing` answers, the worst first: the index, and each of its parts as counted and in points. */
export function failingTables({ categories, rules }: Failing, language: Language): FailingTables {
  const say = titles[language];
  const rank = [
    { title: say.index, cell: ({ index }: Ranked<string>) => index },
    { title: say.cases, cell: ({ cases }: Ranked<string>) => cases },
    ...failingParts.flatMap((part): Column<Ranked<string>>[] => {
      const title = definitions.find(({ id }) => id === part)?.[language].name ?? part;
      const why = (one: Ranked<string>) => one.why.find((each) => each.part === part);
      return [
        { title, cell: (one) => why(one)?.count ?? null },
        { title: `${title}: ${say.of}`, cell: (one) => why(one)?.of ?? null },
        { title: `${title}: ${say.points}`, cell: (one) => why(one)?.points ?? null },
      ];
    }),
  ];
  const services = keyColumns<Failing['categories'][number]>(
    language,
    ({ key }) => key,
    ({ name }) => name,
  );
  const written = keyColumns<Failing['rules'][number]>(
    language,
    ({ key }) => key,
    (rule) => ({ zh: rule.written, en: rule.written }),
  );
  return {
    categories: { name: say.categories, rows: rowsOf([...services, ...rank], categories) },
    rules: { name: say.rules, rows: rowsOf([...written, ...rank], rules) },
    definitions: definitionTable(definitions, language),
  };
}
