import type { FieldProblem } from '@casetrace/contracts';
import type { DoorRequest, DoorResponse } from '../bootstrap/door-request';
import { ProblemError } from '../problems/problem-error';

/** U+0000, or half of a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/u;
const mostNamed = 20;
const longestPath = 200;
const message = 'Texts may hold neither U+0000 nor half of a surrogate pair.';

/**
 * Refuses what PostgreSQL keeps in no text, before any route: in the path (where half of a pair is not even UTF-8), and by its
 * name in every text of query and body.
 */
export function onlyStorableText(
  { url, query, body }: DoorRequest,
  _: DoorResponse,
  next: (error?: unknown) => void,
): void {
  const inPath = url?.split('?', 1)[0]?.includes('%00') ? [problemAt('url')] : [];
  const errors = [...inPath, ...unstorableTexts(query), ...unstorableTexts(body)];
  if (errors.length === 0) next();
  else next(new ProblemError('invalidRequest', undefined, { errors }));
}

/** Without recursion: how deep it is nested is the sender's choice. */
function unstorableTexts(said: unknown): FieldProblem[] {
  const found: FieldProblem[] = [];
  const waiting: [path: string, value: unknown][] = [['', said]];
  for (let next = waiting.pop(); next && found.length < mostNamed; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === 'string' && unstorable.test(value)) found.push(problemAt(path));
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (unstorable.test(key)) found.push(problemAt(at));
      waiting.push([at, member]);
    }
  }
  return found;
}

const problemAt = (path: string): FieldProblem => ({ path: path.slice(0, longestPath), message });
