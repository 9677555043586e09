import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  allDefinitions,
  DepartmentStatisticsReader,
  FailingReader,
  figureIds,
  StatisticsReader,
  unitNames,
} from '@casetrace/figures';
import { CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import type { z } from 'zod';
import {
  definitionsAnswer,
  departmentStatisticsAnswer,
  failingAnswer,
  indexOfFailing,
  statisticsAnswer,
} from './statistics-answers';
import {
  departmentsQuery,
  failingQuery,
  said,
  statisticsQuery,
  type StatisticsRequest,
} from './statistics-query';

const timeZone = 'Asia/Shanghai' as const;

/** What the figures say (M13): of any period, exactly. Days are of Asia/Shanghai, durations seconds of working time. */
@ApiTags('statistics')
@Controller('v1/statistics')
export class StatisticsController {
  constructor(
    @Inject(StatisticsReader) private readonly statistics: StatisticsReader,
    @Inject(DepartmentStatisticsReader) private readonly departments: DepartmentStatisticsReader,
    @Inject(FailingReader) private readonly failing: FailingReader,
  ) {}

  @Get()
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'Figures of a period, in all and by category, department, district or channel',
    query: statisticsQuery,
    answer: statisticsAnswer,
    by: 'staff',
  })
  async read(
    @CheckedQuery(statisticsQuery) request: StatisticsRequest,
  ): Promise<z.output<typeof statisticsAnswer>> {
    const { query, ...figures } = await this.statistics.read(said(request));
    const { from, to, by, ...filter } = query;
    return { from, to, timeZone, by, filter, ...figures, definitions: figureIds };
  }

  @Get('departments')
  @Permission('statistics.read')
  @DescribeRoute({
    summary:
      'Time in each department, what went from one to another and straight back, and who really solved it',
    query: departmentsQuery,
    answer: departmentStatisticsAnswer,
    by: 'staff',
  })
  async ofDepartments(
    @CheckedQuery(departmentsQuery) request: z.output<typeof departmentsQuery>,
  ): Promise<z.output<typeof departmentStatisticsAnswer>> {
    const { query, ...figures } = await this.departments.read(said(request));
    const { from, to, ...filter } = query;
    return { from, to, timeZone, filter, ...figures };
  }

  @Get('failing')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'Which service fails, and which rule: ranked by a documented index, each with its why',
    query: failingQuery,
    answer: failingAnswer,
    by: 'staff',
  })
  async ranked(
    @CheckedQuery(failingQuery) request: z.output<typeof failingQuery>,
  ): Promise<z.output<typeof failingAnswer>> {
    const { query, ...figures } = await this.failing.read(said(request));
    const { from, to, ...filter } = query;
    return { from, to, timeZone, filter, ...indexOfFailing, ...figures };
  }

  @Get('definitions')
  @Permission('statistics.read')
  @DescribeRoute({
    summary: 'What each figure counts, in which unit: the table that the figures are computed by',
    answer: definitionsAnswer,
    by: 'staff',
  })
  define(): z.output<typeof definitionsAnswer> {
    const items = allDefinitions.map(({ id, group, unit, zh, en }) => {
      return { id, group, unit, unitName: unitNames[unit], zh, en };
    });
    return { timeZone, items };
  }
}
