import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The department that a category proposes for a place (M1): code of the district to code of the department. */
export class AddRoutes1764000000009 implements MigrationInterface {
  readonly name = 'AddRoutes1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE policies ADD COLUMN routes jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE policies DROP COLUMN routes`);
  }
}
