import { Controller, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RulesPublisher, RulesSource } from '@casetrace/case-record';
import type { WorkingCalendar } from '@casetrace/case-rules';
import { Asking, Checked, checked, DescribeRoute, Permission, type Principal } from '@casetrace/service-kit';
import { z } from 'zod';
import {
  bilingual,
  civilDate,
  publicationAnswer,
  type PublicationAnswer,
  reason,
} from './publication-answer';
import { publicationBy } from './publishing';

const line = z.string().trim().min(1).max(500);
const mostDays = 366;

const yearBody = z.strictObject({
  source: z
    .strictObject({ title: line, issuer: line, number: line, date: civilDate, url: z.url().optional() })
    .describe('the official notice that the year rests on'),
  holidays: z.array(z.strictObject({ name: bilingual, from: civilDate, to: civilDate })).max(mostDays),
  makeUpDays: z.array(civilDate).max(mostDays).describe('Saturdays and Sundays that are worked'),
  reason,
});
const yearNumber = z.strictObject({ year: z.coerce.number<string>().int().min(2000).max(2199) });
const calendarAnswer = z.strictObject({
  timeZone: z.string(),
  utcOffsetMinutes: z.int(),
  openOfBusiness: z.string().describe('HH:mm, local'),
  closeOfBusiness: z.string().describe('HH:mm, local'),
  knownUntil: civilDate.describe('deadlines after it are provisional'),
  days: z.record(
    z.string(),
    z.strictObject({
      kind: z.enum(['off', 'worked']),
      name: bilingual.optional(),
      closure: z.literal(true).optional(),
    }),
  ),
});
const closureBody = z.strictObject({ name: bilingual, from: civilDate, to: civilDate, reason });

/** The working calendar (P2): years as their notices announce them, and closures besides. */
@ApiTags('administration')
@Controller('v1/calendar')
export class CalendarController {
  constructor(
    @Inject(RulesPublisher) private readonly publisher: RulesPublisher,
    @Inject(RulesSource) private readonly rules: RulesSource,
  ) {}

  @Get()
  @Permission('calendar.read')
  @DescribeRoute({
    summary:
      'The working calendar as it holds now: days that are not what their weekday says, and how far it is known',
    answer: calendarAnswer,
    by: 'staff',
  })
  async read(): Promise<WorkingCalendar> {
    return (await this.rules.current()).rules.calendar;
  }

  @Put('years/:year')
  @Permission('calendar.publish')
  @DescribeRoute({
    summary:
      'Publish or correct the holidays and make-up days of a year; running deadlines are computed anew',
    params: { year: 'four digits' },
    body: yearBody,
    answer: publicationAnswer,
    by: 'staff',
  })
  async publishYear(
    @Asking() principal: Principal,
    @Param('year') typed: string,
    @Checked(yearBody) { reason: why, ...content }: z.output<typeof yearBody>,
  ): Promise<PublicationAnswer> {
    const { year } = checked(yearNumber, { year: typed });
    const { url, ...source } = content.source;
    const arranged = { ...content, year, source: { ...source, ...(url !== undefined && { url }) } };
    return {
      rulesVersion: await this.publisher.publishCalendarYear(arranged, publicationBy(principal, why)),
    };
  }

  @Post('closures')
  @Permission('calendar.publish')
  @DescribeRoute({
    summary: 'Close offices on days that are no official holidays, such as for a typhoon',
    body: closureBody,
    answer: publicationAnswer,
    status: 201,
    by: 'staff',
  })
  async addClosure(
    @Asking() principal: Principal,
    @Checked(closureBody) { reason: why, ...closure }: z.output<typeof closureBody>,
  ): Promise<PublicationAnswer> {
    return { rulesVersion: await this.publisher.addClosure(closure, publicationBy(principal, why)) };
  }
}
