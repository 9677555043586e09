import { languages } from '@casetrace/contracts';
import { z } from 'zod';
import { departmentTableNames } from './department-tables';
import { failingTableNames } from './failing-tables';
import { asked, ofAPeriod } from './statistics-query';

const language = z.enum(languages).default('zh').describe('of the headings');
const tableOf = <Names extends readonly [string, ...string[]]>(names: Names) =>
  z.enum(names).default(names[0]).describe('which of the tables: a CSV holds one');

export const fileQuery = ofAPeriod({ ...asked.statistics, language });
export const departmentsXlsxQuery = ofAPeriod({ ...asked.departments, language });
export const departmentsCsvQuery = ofAPeriod({
  ...asked.departments,
  language,
  table: tableOf(departmentTableNames),
});
export const failingXlsxQuery = ofAPeriod({ ...asked.failing, language });
export const failingCsvQuery = ofAPeriod({ ...asked.failing, language, table: tableOf(failingTableNames) });
export const caseListQuery = ofAPeriod(asked.cases);
