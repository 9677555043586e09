import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether each read model is whole (ADR 0009): one form for all, in the place of the one that only the figures had. Both are
 * emptied in one transaction, so that both are what the figures were.
 */
export class CreateReadModelState1764000000018 implements MigrationInterface {
  readonly name = 'CreateReadModelState1764000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE read_model_state (
        model text NOT NULL,
        complete boolean NOT NULL,
        CONSTRAINT read_model_state_pkey PRIMARY KEY (model)
      )`);
    await runner.query(`
      INSERT INTO read_model_state (model, complete)
      SELECT model, complete FROM figure_state CROSS JOIN (VALUES ('case-documents'), ('figures')) AS m (model)`);
    await runner.query(`DROP TABLE figure_state`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE figure_state (
        only_row boolean NOT NULL DEFAULT true,
        complete boolean NOT NULL,
        CONSTRAINT figure_state_pkey PRIMARY KEY (only_row),
        CONSTRAINT figure_state_only_row_check CHECK (only_row)
      )`);
    await runner.query(`INSERT INTO figure_state (complete) SELECT bool_and(complete) FROM read_model_state`);
    await runner.query(`DROP TABLE read_model_state`);
  }
}
