import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '@casetrace/contracts';
import { createDataSource, RecordDatabase, RulesSource, withDefaults } from '@casetrace/case-record';
import { MonthlyReports, type ReportFormat, reportFormats } from '@casetrace/figures';
import { loadConfiguration } from '@casetrace/service-kit';
import { monthlyReportConfiguration } from './configuration';

const usage = `Writes the report of a month as HTML and as Markdown, in Chinese and in English, from the figures as they are now.
  npm run monthly-report -- 2026-10 [folder]`;
const statementTimeoutMs = 60_000;

const extensions: Record<ReportFormat, string> = { html: 'html', markdown: 'md' };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run monthly-report -- YYYY-MM [folder]`: by the same functions as the statistics; keeps nothing in the database. */
async function write(month: string, folder: string, databaseUrl: string): Promise<void> {
  const options = withDefaults({
    databaseUrl,
    applicationName: 'monthly-report',
    poolSize: 1,
    statementTimeoutMs,
  });
  const dataSource = await createDataSource(options);
  try {
    const database = new RecordDatabase(dataSource);
    const reports = new MonthlyReports(database, new RulesSource(database));
    await mkdir(folder, { recursive: true });
    for (const language of languages) {
      const report = await reports.render(month, language);
      for (const format of reportFormats) {
        const file = join(folder, `casetrace-${month}.${language}.${extensions[format]}`);
        await writeFile(file, report[format]);
        say(file);
      }
    }
  } finally {
    await dataSource.destroy();
  }
}

const [month, folder = '.', ...others] = process.argv.slice(2);
if (month === undefined || !/^2[01]\d\d-(0[1-9]|1[0-2])$/.test(month) || others.length > 0) {
  say(usage);
  process.exitCode = month === '--help' ? 0 : 64;
} else {
  write(month, folder, loadConfiguration(monthlyReportConfiguration).DATABASE_URL).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
