// Search over cases, similar cases and duplicates (M8, P10).
export { CaseDocuments } from './documents/case-documents';
export { collectionOf, type Collection, KnownCollection } from './documents/collection';
export { termsOfTexts, type Part, type PartText } from './documents/terms';
export * from './duplicates/duplicate-finder';
export * from './duplicates/score-duplicates';
export {
  CaseSearch,
  type SearchItem,
  type SearchOptions,
  type SearchPage,
  type Total,
} from './search/case-search';
export type * from './search/search-request';
export type { Excerpt } from './search/shown-texts';
export type * from './similar/past-handling';
export * from './similar/rank-similar';
export * from './similar/similar-cases';
