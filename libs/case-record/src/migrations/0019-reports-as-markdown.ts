import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A month's report is kept as Markdown too (M13); those written before have none. */
export class KeepReportsAsMarkdown1764000000019 implements MigrationInterface {
  readonly name = 'KeepReportsAsMarkdown1764000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE monthly_reports ADD COLUMN markdown text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE monthly_reports DROP COLUMN markdown`);
  }
}
