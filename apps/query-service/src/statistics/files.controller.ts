import { Controller, Get, Inject, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RecordDatabase } from '@casetrace/case-record';
import { listCases, StatisticsReader } from '@casetrace/figures';
import { CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import { z } from 'zod';
import { caseRows, csvFile, definitionRows, statisticsRows, xlsxFile } from './files';
import { caseListQuery, fileQuery, said } from './statistics-query';

type FileRequest = z.output<typeof fileQuery>;
const file = z.string().describe('a file');

/** The same figures as files for spreadsheets, and lists of cases; streamed (M13). */
@ApiTags('statistics')
@Controller('v1')
export class FilesController {
  constructor(
    @Inject(StatisticsReader) private readonly statistics: StatisticsReader,
    @Inject(RecordDatabase) private readonly database: RecordDatabase,
  ) {}

  @Get('statistics.csv')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'The statistics of a period as CSV, UTF-8 with a byte order mark',
    query: fileQuery,
    answer: file,
    mediaType: 'text/csv',
    by: 'staff',
  })
  async csv(@CheckedQuery(fileQuery) { language, ...request }: FileRequest): Promise<StreamableFile> {
    const statistics = await this.statistics.read(said(request));
    return csvFile(nameOf(request, 'csv'), statisticsRows(statistics, language));
  }

  @Get('statistics.xlsx')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'The statistics of a period as a workbook, with the definitions beside them',
    query: fileQuery,
    answer: file,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    by: 'staff',
  })
  async xlsx(@CheckedQuery(fileQuery) { language, ...request }: FileRequest): Promise<StreamableFile> {
    const statistics = await this.statistics.read(said(request));
    const titles = language === 'zh' ? ['统计', '定义'] : ['statistics', 'definitions'];
    return xlsxFile(nameOf(request, 'xlsx'), [
      { name: titles[0]!, rows: statisticsRows(statistics, language) },
      { name: titles[1]!, rows: definitionRows(language) },
    ]);
  }

  /** Whatever it lists is open to all departments: of the texts only the subject, where it is for everyone. */
  @Get('cases.csv')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'The cases registered in a period as CSV, however many, in the order of days and numbers',
    query: caseListQuery,
    answer: file,
    mediaType: 'text/csv',
    by: 'staff',
  })
  async cases(@CheckedQuery(caseListQuery) request: z.output<typeof caseListQuery>): Promise<StreamableFile> {
    const pages = listCases(this.database, said(request));
    const first = await pages.next();
    return csvFile(`cases-${request.from}-${request.to}.csv`, caseRows(resumed(first, pages)));
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

const nameOf = ({ from, to }: { from: string; to: string }, extension: string): string =>
  `statistics-${from}-${to}.${extension}`;
