/** What is wrong with a file of a collection, and where. */
export interface FileProblem {
  file: string;
  /** from 1 */
  line: number;
  /** dotted, where it is about a field of the front matter */
  field?: string;
  message: string;
}

/** In one line, as compilers write it. */
export function problemInWords({ file, line, field, message }: FileProblem): string {
  return `${file}:${line}: ${field === undefined ? '' : `${field}: `}${message}`;
}

/** A collection that was refused as a whole; nothing of it was taken. */
export class CollectionRefused extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(`nothing was imported:\n${problems.map(problemInWords).join('\n')}`);
    this.name = 'CollectionRefused';
  }
}
