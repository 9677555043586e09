import type { Language } from '@casetrace/contracts';
import type { Bar } from './bar-chart';
import type { Column } from './html';

/** What a report is made of, before it becomes a page or a text. Texts are as they were typed: whoever writes escapes. */
export type Block =
  | { kind: 'heading' | 'note'; text: string }
  | { kind: 'chart'; id: string; title: string; bars: readonly Bar[] }
  | { kind: 'table'; caption: string; columns: readonly Column[]; rows: readonly (readonly string[])[] }
  | { kind: 'definitions'; items: readonly { term: string; meaning: string }[] };

export interface Report {
  language: Language;
  title: string;
  blocks: readonly Block[];
}

/** What a report is written as. */
export const reportFormats = ['html', 'markdown'] as const;
export type ReportFormat = (typeof reportFormats)[number];
