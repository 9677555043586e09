import { LineCounter, parseDocument } from 'yaml';
import type { FileProblem } from './problem';

type Place = Omit<FileProblem, 'file'>;

/** The front matter of a file, its text after it, and where each field stands. */
export interface FrontMatter {
  fields: Record<string, unknown>;
  body: string;
  /** the line of the file on which the body begins, from 1 */
  bodyLine: number;
  /** the line of a field; of the front matter itself where the field is missing */
  lineOf: (path: readonly PropertyKey[]) => number;
}

const fence = '---\n';

/** Parts a file into front matter and body. Line ends are `\n` already. */
export function readFrontMatter(text: string): FrontMatter | { problems: Place[] } {
  const end = text.indexOf(`\n${fence}`, fence.length - 1);
  if (!text.startsWith(fence) || end < 0) {
    return { problems: [{ line: 1, message: 'does not begin with front matter between two lines "---"' }] };
  }
  const written = text.slice(fence.length, end + 1);
  const lineCounter = new LineCounter();
  const document = parseDocument(written, { lineCounter, prettyErrors: false });
  // The first line of the file is the fence.
  const lineAt = (offset: number): number => Math.max(1, lineCounter.linePos(offset).line) + 1;
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), message })) };
  }
  const fields: unknown = document.toJS();
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return { problems: [{ line: 1, message: 'the front matter names no fields' }] };
  }
  return {
    fields: fields as Record<string, unknown>,
    body: text.slice(end + 1 + fence.length),
    bodyLine: written.split('\n').length + 2,
    lineOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        const { range } = (node ?? {}) as { range?: [number, number, number] | null };
        if (range) return lineAt(range[0]);
      }
      return 1;
    },
  };
}
