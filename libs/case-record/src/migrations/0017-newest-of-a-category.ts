import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In a large record similar cases are looked for among the newest of a category (M8; ADR 0010). */
export class IndexNewestOfACategory1764000000017 implements MigrationInterface {
  readonly name = 'IndexNewestOfACategory1764000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX case_documents_newest_of_category
      ON case_documents (category, registered_at DESC, tracking_number DESC)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX case_documents_newest_of_category`);
  }
}
