import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Documents that cases are found by (M8, P10; ADR 0010). Two ways into them: newest first, and by term. Filters are terms as
 * well (`@category:noise`), so that they need no index of their own. Many terms are counted by ANALYZE: the search decides its
 * way by them. Of contact data nothing is to stand in the statistics.
 */
export class CreateCaseSearch1764000000014 implements MigrationInterface {
  readonly name = 'CreateCaseSearch1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_documents (
        tracking_number text NOT NULL,
        status text NOT NULL,
        closure text,
        category text NOT NULL,
        district text,
        registering_department text NOT NULL,
        responsible_department text NOT NULL,
        registered_at timestamptz NOT NULL,
        closed_at timestamptz,
        shared tsvector NOT NULL,
        contact tsvector NOT NULL,
        CONSTRAINT case_documents_pkey PRIMARY KEY (tracking_number)
      ) WITH (fillfactor = 90, autovacuum_analyze_scale_factor = 0.05)`);
    await runner.query(`ALTER TABLE case_documents ALTER COLUMN shared SET STATISTICS 500`);
    await runner.query(`ALTER TABLE case_documents ALTER COLUMN contact SET STATISTICS 0`);
    await runner.query(`
      CREATE INDEX case_documents_newest ON case_documents (registered_at DESC, tracking_number DESC)`);
    await runner.query(`CREATE INDEX case_documents_shared ON case_documents USING gin (shared)`);
    await runner.query(`CREATE INDEX case_documents_contact ON case_documents USING gin (contact)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE case_documents`);
  }
}
