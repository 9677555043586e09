import { type Language, languages } from '@casetrace/contracts';
import { type RecordDatabase, RecordError, type RulesSource } from '@casetrace/case-record';
import { addDays, isWorkingDay } from '@casetrace/case-rules';
import { FailingReader } from '../failing/failing';
import { countedConsultations } from '../ports/consultation-counts';
import { readFigures } from '../reading/as-of';
import { DepartmentStatisticsReader } from '../reading/departments';
import { daysOfMonth, monthStart } from '../reading/period';
import { StatisticsReader } from '../reading/statistics';
import { asHtml } from './as-html';
import { asMarkdown } from './as-markdown';
import type { Report, ReportFormat } from './report';
import { Sections } from './sections';

const keep = {
  name: 'keep-monthly-report',
  text: `INSERT INTO monthly_reports (month, language, html, markdown) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING`,
};
const readKept: Record<ReportFormat, { name: string; text: string }> = {
  html: {
    name: 'read-monthly-report',
    text: 'SELECT html AS written FROM monthly_reports WHERE month = $1 AND language = $2',
  },
  markdown: {
    name: 'read-monthly-report-as-markdown',
    text: 'SELECT markdown AS written FROM monthly_reports WHERE month = $1 AND language = $2',
  },
};
const countKept = {
  name: 'count-monthly-reports',
  text: 'SELECT count(*)::int AS count FROM monthly_reports WHERE month = $1',
};

/** The figures are a moment behind the record at any time; with more than this they have not caught up. */
const mostWaiting = 100;

/** Month by month what the figures say (M13), for people: by the same functions as the statistics. */
export class MonthlyReports {
  private readonly statistics: StatisticsReader;
  private readonly departments: DepartmentStatisticsReader;
  private readonly failing: FailingReader;

  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
  ) {
    this.statistics = new StatisticsReader(database, rules, countedConsultations);
    this.departments = new DepartmentStatisticsReader(database, rules);
    this.failing = new FailingReader(database, rules);
  }

  /** A month (YYYY-MM) in each format, of the same figures. @throws RecordError recordUnavailable. */
  async render(month: string, language: Language): Promise<Record<ReportFormat, string>> {
    const report = await this.compose(month, language);
    return { html: asHtml(report), markdown: asMarkdown(report) };
  }

  private async compose(month: string, language: Language): Promise<Report> {
    const period = daysOfMonth(month);
    const { departments } = await this.rules.current();
    const statistics = await this.statistics.read({ ...period, by: 'category' });
    const sections = new Sections(language, (code) => departments.get(code)?.name[language] ?? code);
    const { say } = sections;
    const { at, waiting } = statistics.asOf;
    const days = `${say('period')}: ${period.from} – ${period.to}; ${say('zone')}.`;
    const counted = `${say('asOf')}: ${at}; ${say('waiting')}: ${waiting}.`;
    const blocks = [
      { kind: 'note' as const, text: `${days} ${counted}` },
      ...sections.overview(statistics),
      ...sections.categories(statistics),
      ...sections.ages(statistics),
      ...sections.departments(await this.departments.read(period)),
      ...sections.failing(await this.failing.read(period)),
      ...sections.definitions(),
    ];
    return { language, title: `${say('title')} ${month}`, blocks };
  }

  /**
   * Writes the report of the last month, once, from the first working day of the month on. Answers the month that was
   * written, or null: not yet, or written already. Doing it again changes nothing. @throws RecordError recordUnavailable,
   * also while the figures are plainly behind the record.
   */
  async writeDue(): Promise<string | null> {
    const { day, waiting } = await readFigures(this.database, (_, asOf) => Promise.resolve(asOf));
    const month = addDays(monthStart(day), -1).slice(0, 7);
    if (!(await this.isWorkingTime(day)) || (await this.isKept(month))) return null;
    if (waiting > mostWaiting)
      throw new RecordError('recordUnavailable', `${waiting} cases are still to be counted.`);
    for (const language of languages) {
      const { html, markdown } = await this.render(month, language);
      await this.database.run(keep, [month, language, html, markdown]);
    }
    return month;
  }

  /** @throws RecordError noSuchResource where none was written, or not in this format; recordUnavailable. */
  async read(month: string, language: Language, format: ReportFormat): Promise<string> {
    const [row] = await this.database.rows<{ written: string | null }>(readKept[format], [month, language]);
    if (!row?.written)
      throw new RecordError('noSuchResource', `There is no report of ${month} as ${format}.`);
    return row.written;
  }

  /** Whether the first working day of the month has come. */
  private async isWorkingTime(day: string): Promise<boolean> {
    const { calendar } = (await this.rules.current()).rules;
    for (let each = monthStart(day); each <= day; each = addDays(each, 1)) {
      if (isWorkingDay(calendar, each)) return true;
    }
    return false;
  }

  private async isKept(month: string): Promise<boolean> {
    const [row] = await this.database.rows<{ count: number }>(countKept, [month]);
    return row?.count === languages.length;
  }
}
