import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An edition of a law, a rule or a document of duties and contacts (M1). Editions are kept for ever: cases cite them. */
@Entity('guidance_editions')
@Check('guidance_editions_validity_check', `valid_from <= valid_to`)
@Index('guidance_editions_search', ['search'], { type: 'gin' })
export class GuidanceEditionRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'guidance_editions_pkey' })
  code!: string;

  /** 1, 2, 3 … of the document */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'guidance_editions_pkey' })
  edition!: number;

  @Column('text')
  kind!: string;

  @Column('text', { name: 'title_zh' })
  titleZh!: string;

  @Column('text', { name: 'title_en' })
  titleEn!: string;

  @Column('text', { name: 'issuer_zh' })
  issuerZh!: string;

  @Column('text', { name: 'issuer_en' })
  issuerEn!: string;

  @Column('text', { nullable: true })
  number!: string | null;

  /** the first day on which it holds, in Asia/Shanghai; null where that is not known */
  @Column('date', { name: 'valid_from', nullable: true })
  validFrom!: string | null;

  /** the last day on which it holds */
  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: string | null;

  /** where its text was seen */
  @Column('text')
  source!: string;

  @Column('date', { name: 'source_date' })
  sourceDate!: string;

  @Column('boolean')
  fictional!: boolean;

  /** a summary in our own words, not the text of the rule */
  @Column('boolean')
  summary!: boolean;

  /** codes; none means for all */
  @Column('text', { array: true })
  categories!: string[];

  @Column('text', { name: 'opening_zh' })
  openingZh!: string;

  @Column('text', { name: 'opening_en' })
  openingEn!: string;

  /** of the whole document: the same again makes no new edition */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt!: Date;

  @Column('text', { name: 'published_by' })
  publishedBy!: string;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt!: Date | null;

  @Column('text', { name: 'retired_by', nullable: true })
  retiredBy!: string | null;

  @Column('text', { name: 'retirement_reason', nullable: true })
  retirementReason!: string | null;

  /** written by libs/text-search */
  @Column('tsvector')
  search!: string;
}

/** An article of one edition. */
@Entity('guidance_articles')
@ForeignKey(() => GuidanceEditionRow, ['guidance', 'edition'], ['code', 'edition'], {
  name: 'guidance_articles_edition_fkey',
})
@Index('guidance_articles_code_key', ['guidance', 'edition', 'code'], { unique: true })
@Index('guidance_articles_search', ['search'], { type: 'gin' })
export class GuidanceArticleRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'guidance_articles_pkey' })
  guidance!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'guidance_articles_pkey' })
  edition!: number;

  /** 1, 2, 3 … in the order of the document */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'guidance_articles_pkey' })
  position!: number;

  /** what citations name it by, such as `article-20` */
  @Column('text')
  code!: string;

  @Column('text', { name: 'heading_zh' })
  headingZh!: string;

  @Column('text', { name: 'heading_en' })
  headingEn!: string;

  @Column('text', { name: 'text_zh' })
  textZh!: string;

  @Column('text', { name: 'text_en' })
  textEn!: string;

  /** of the article with the title of its document, so that a search may name both */
  @Column('tsvector')
  search!: string;
}
