import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MonthlyReports } from '@casetrace/figures';
import { checked, CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import { z } from 'zod';
import { month, reportQuery } from './statistics-query';

/** The monthly reports as they were written on the first working day after. */
@ApiTags('statistics')
@Controller('v1/reports')
export class ReportsController {
  constructor(@Inject(MonthlyReports) private readonly reports: MonthlyReports) {}

  @Get(':month.md')
  @Permission('statistics.read')
  @Header('Content-Type', 'text/markdown; charset=utf-8')
  @DescribeRoute({
    summary: 'The same report as Markdown; one that was written before there was Markdown has none',
    params: { month: 'YYYY-MM' },
    query: reportQuery,
    answer: z.string(),
    mediaType: 'text/markdown',
    by: 'staff',
  })
  readAsMarkdown(
    @Param('month') which: string,
    @CheckedQuery(reportQuery) { language }: z.output<typeof reportQuery>,
  ): Promise<string> {
    return this.reports.read(checked(month, which, 'month'), language, 'markdown');
  }

  @Get(':month')
  @Permission('statistics.read')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @DescribeRoute({
    summary: 'The report of a month as it was written, as a page with charts',
    params: { month: 'YYYY-MM' },
    query: reportQuery,
    answer: z.string(),
    mediaType: 'text/html',
    by: 'staff',
  })
  read(
    @Param('month') which: string,
    @CheckedQuery(reportQuery) { language }: z.output<typeof reportQuery>,
  ): Promise<string> {
    return this.reports.read(checked(month, which, 'month'), language, 'html');
  }
}
