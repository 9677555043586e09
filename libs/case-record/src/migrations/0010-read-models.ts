import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far the read models (search, figures) know a case. A column of the row that every command writes anyhow: the way of a
 * command gets one entry of a small partial index longer.
 */
export class CreateReadModels1764000000010 implements MigrationInterface {
  readonly name = 'CreateReadModels1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE workflow_sync ADD COLUMN read_version integer NOT NULL DEFAULT 0`);
    await runner.query(`
      CREATE INDEX workflow_sync_unread ON workflow_sync (tracking_number) WHERE read_version < wanted_version`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX workflow_sync_unread`);
    await runner.query(`ALTER TABLE workflow_sync DROP COLUMN read_version`);
  }
}
