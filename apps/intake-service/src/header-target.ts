/** What the headers of an answer are set on. */
export interface HeaderTarget {
  setHeader(name: string, value: string): unknown;
}
