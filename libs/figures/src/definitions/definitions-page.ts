import { unitNames } from './definition';
import { allDefinitions } from './other-definitions';

const begin = '<!-- begin: definitions, written by docs/generate-figures.mjs -->';
const end = '<!-- end: definitions -->';
const titles = {
  statistics: 'Statistics of a period (`GET /v1/statistics`) · 统计',
  departments: 'Between departments (`GET /v1/statistics/departments`) · 部门之间',
  failing: 'What fails (`GET /v1/statistics/failing`) · 哪项服务有问题',
};

/** The document with the tables of all definitions between its marks. @throws Error where it has no marks. */
export function withDefinitions(document: string): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document has no ${begin} … ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${tables()}\n\n${document.slice(to)}`;
}

function tables(): string {
  const groups = Object.entries(titles).map(([group, title]) => {
    const rows = allDefinitions
      .filter((definition) => definition.group === group)
      .map(({ id, unit, zh, en }) => {
        const { zh: zhUnit, en: enUnit } = unitNames[unit];
        return `| \`${id}\` | ${en.name} | ${zh.name} | ${enUnit} · ${zhUnit} | ${en.meaning} | ${zh.meaning} |`;
      });
    return [
      `## ${title}`,
      '',
      '| id | name | 名称 | unit · 单位 | what it counts | 含义 |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  return groups.join('\n\n');
}
