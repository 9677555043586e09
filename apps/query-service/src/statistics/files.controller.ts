import { Controller, Get, Inject, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RecordDatabase, RulesSource } from '@casetrace/case-record';
import { DepartmentStatisticsReader, FailingReader, listCases, StatisticsReader } from '@casetrace/figures';
import { CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import { z } from 'zod';
import { type DepartmentTables, departmentTables } from './department-tables';
import { type FailingTables, failingTables } from './failing-tables';
import {
  caseListQuery,
  departmentsCsvQuery,
  departmentsXlsxQuery,
  failingCsvQuery,
  failingXlsxQuery,
  fileQuery,
} from './file-queries';
import { csvFile, xlsxFile } from './files';
import { said } from './statistics-query';
import { caseRows, statisticsTables } from './statistics-tables';

const csv = { answer: z.string().describe('a file'), mediaType: 'text/csv', by: 'staff' } as const;
const xlsx = {
  ...csv,
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The same figures as files for spreadsheets, and lists of cases; streamed (M13). CSV is UTF-8 with a byte order mark. */
@ApiTags('statistics')
@Controller('v1')
export class FilesController {
  constructor(
    @Inject(StatisticsReader) private readonly statistics: StatisticsReader,
    @Inject(DepartmentStatisticsReader) private readonly departments: DepartmentStatisticsReader,
    @Inject(FailingReader) private readonly failing: FailingReader,
    @Inject(RecordDatabase) private readonly database: RecordDatabase,
    @Inject(RulesSource) private readonly rules: RulesSource,
  ) {}

  @Get('statistics.csv')
  @Permission('statistics.read')
  @DescribeRoute({ summary: 'The statistics of a period as CSV', query: fileQuery, ...csv })
  async csv(
    @CheckedQuery(fileQuery) { language, ...request }: z.output<typeof fileQuery>,
  ): Promise<StreamableFile> {
    const [{ rows }] = statisticsTables(await this.statistics.read(said(request)), language);
    return csvFile(nameOf('statistics', request, 'csv'), rows);
  }

  @Get('statistics.xlsx')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'The statistics of a period as a workbook, with the definitions beside them',
    query: fileQuery,
    ...xlsx,
  })
  async xlsx(
    @CheckedQuery(fileQuery) { language, ...request }: z.output<typeof fileQuery>,
  ): Promise<StreamableFile> {
    const tables = statisticsTables(await this.statistics.read(said(request)), language);
    return xlsxFile(nameOf('statistics', request, 'xlsx'), tables);
  }

  @Get('statistics/departments.csv')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'Time in departments, handovers, pairs or solvers of a period as CSV, one table a file',
    query: departmentsCsvQuery,
    ...csv,
  })
  async departmentsCsv(
    @CheckedQuery(departmentsCsvQuery) { table, ...request }: z.output<typeof departmentsCsvQuery>,
  ): Promise<StreamableFile> {
    const { rows } = (await this.departmentTables(request))[table];
    return csvFile(nameOf(`departments-${table}`, request, 'csv'), rows);
  }

  @Get('statistics/departments.xlsx')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'Time in departments, handovers, pairs, solvers and their definitions as a workbook',
    query: departmentsXlsxQuery,
    ...xlsx,
  })
  async departmentsXlsx(
    @CheckedQuery(departmentsXlsxQuery) request: z.output<typeof departmentsXlsxQuery>,
  ): Promise<StreamableFile> {
    const tables = await this.departmentTables(request);
    return xlsxFile(nameOf('departments', request, 'xlsx'), Object.values(tables));
  }

  @Get('statistics/failing.csv')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'The ranking of services or of rules as CSV, with the parts of each index',
    query: failingCsvQuery,
    ...csv,
  })
  async failingCsv(
    @CheckedQuery(failingCsvQuery) { table, ...request }: z.output<typeof failingCsvQuery>,
  ): Promise<StreamableFile> {
    const { rows } = (await this.failingTables(request))[table];
    return csvFile(nameOf(`failing-${table}`, request, 'csv'), rows);
  }

  @Get('statistics/failing.xlsx')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'The ranking of services and of rules as a workbook, with the definitions beside them',
    query: failingXlsxQuery,
    ...xlsx,
  })
  async failingXlsx(
    @CheckedQuery(failingXlsxQuery) request: z.output<typeof failingXlsxQuery>,
  ): Promise<StreamableFile> {
    const tables = await this.failingTables(request);
    return xlsxFile(nameOf('failing', request, 'xlsx'), Object.values(tables));
  }

  /** Whatever it lists is open to all departments: of the texts only the subject, where it is for everyone. */
  @Get('cases.csv')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'The cases registered in a period as CSV, however many, in the order of days and numbers',
    query: caseListQuery,
    ...csv,
  })
  async cases(@CheckedQuery(caseListQuery) request: z.output<typeof caseListQuery>): Promise<StreamableFile> {
    const pages = listCases(this.database, said(request));
    const first = await pages.next();
    return csvFile(nameOf('cases', request, 'csv'), caseRows(resumed(first, pages)));
  }

  private async departmentTables({
    language,
    ...request
  }: z.output<typeof departmentsXlsxQuery>): Promise<DepartmentTables> {
    const { departments } = await this.rules.current();
    const figures = await this.departments.read(said(request));
    return departmentTables(figures, (code) => departments.get(code)?.name ?? null, language);
  }

  private async failingTables({
    language,
    ...request
  }: z.output<typeof failingXlsxQuery>): Promise<FailingTables> {
    return failingTables(await this.failing.read(said(request)), language);
  }
}

/** The first page is read before the answer begins, so that a fault can still be told. */
async function* resumed<Page>(
  first: IteratorResult<Page, void>,
  rest: AsyncGenerator<Page, void>,
): AsyncGenerator<Page, void> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

const nameOf = (what: string, { from, to }: { from: string; to: string }, extension: string): string =>
  `${what}-${from}-${to}.${extension}`;
