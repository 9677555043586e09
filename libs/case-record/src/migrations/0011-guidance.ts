import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Laws, rules, duties and contacts with their articles (M1), searched by `tsvector`s that the library text-search writes. */
export class CreateGuidance1764000000011 implements MigrationInterface {
  readonly name = 'CreateGuidance1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guidance_editions (
        code text NOT NULL,
        edition integer NOT NULL,
        kind text NOT NULL,
        title_zh text NOT NULL,
        title_en text NOT NULL,
        issuer_zh text NOT NULL,
        issuer_en text NOT NULL,
        number text,
        valid_from date,
        valid_to date,
        source text NOT NULL,
        source_date date NOT NULL,
        fictional boolean NOT NULL,
        summary boolean NOT NULL,
        categories text[] NOT NULL,
        opening_zh text NOT NULL,
        opening_en text NOT NULL,
        content_hash bytea NOT NULL,
        published_at timestamptz NOT NULL,
        published_by text NOT NULL,
        reason text NOT NULL,
        retired_at timestamptz,
        retired_by text,
        retirement_reason text,
        search tsvector NOT NULL,
        CONSTRAINT guidance_editions_pkey PRIMARY KEY (code, edition),
        CONSTRAINT guidance_editions_validity_check CHECK (valid_from <= valid_to)
      )`);
    await runner.query(`CREATE INDEX guidance_editions_search ON guidance_editions USING gin (search)`);
    await runner.query(`
      CREATE TABLE guidance_articles (
        guidance text NOT NULL,
        edition integer NOT NULL,
        position integer NOT NULL,
        code text NOT NULL,
        heading_zh text NOT NULL,
        heading_en text NOT NULL,
        text_zh text NOT NULL,
        text_en text NOT NULL,
        search tsvector NOT NULL,
        CONSTRAINT guidance_articles_pkey PRIMARY KEY (guidance, edition, position),
        CONSTRAINT guidance_articles_edition_fkey FOREIGN KEY (guidance, edition)
          REFERENCES guidance_editions (code, edition)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX guidance_articles_code_key ON guidance_articles (guidance, edition, code)`);
    await runner.query(`CREATE INDEX guidance_articles_search ON guidance_articles USING gin (search)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE guidance_articles`);
    await runner.query(`DROP TABLE guidance_editions`);
  }
}
