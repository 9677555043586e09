export { fold } from './fold';
export { excerpts, type Segment } from './highlight';
export { searchQuery } from './search-query';
export { searchVector } from './search-vector';
export { type Token, tokensOf } from './tokens';
