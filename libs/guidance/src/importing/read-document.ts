import { guidanceDocument, type GuidanceDocument } from '../documents/guidance-content';
import { type Body, readBody } from './articles';
import { type FrontMatter, readFrontMatter } from './front-matter';
import type { FileProblem } from './problem';

export type ReadDocument = { document: GuidanceDocument } | { problems: FileProblem[] };

const ofTheBody = ['opening', 'articles'];

/**
 * Reads one file of a collection; its format is in libs/guidance/collection/README.md. Answers the document, or everything
 * that is wrong with the file. `file` is its name, `categories` are those that there are.
 */
export function readDocument(file: string, written: string, categories: ReadonlySet<string>): ReadDocument {
  const text = written.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const front = readFrontMatter(text);
  if ('problems' in front) return { problems: front.problems.map((problem) => ({ file, ...problem })) };
  const body = readBody(front.body, front.bodyLine);
  const misplaced = ofTheBody.filter((field) => Object.hasOwn(front.fields, field));
  const parsed = guidanceDocument.safeParse({
    ...front.fields,
    opening: body.opening,
    articles: body.articles,
  });
  const problems = [
    ...misplaced.map((field) => ({ line: front.lineOf([field]), field, message: 'There is no such field' })),
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => placed(issue, front, body))),
    ...contradictions(file, front, categories),
    ...body.problems,
  ];
  if (parsed.success && problems.length === 0) return { document: parsed.data };
  return {
    problems: problems.map((problem) => ({ file, ...problem })).sort((one, other) => one.line - other.line),
  };
}

type Place = Omit<FileProblem, 'file'>;
interface Issue {
  code?: string;
  path: readonly PropertyKey[];
  message: string;
  keys?: string[];
}

/** Where an issue of the schema stands in the file. What the body lacks is told by its reader already. */
function placed(issue: Issue, front: FrontMatter, body: Body): Place[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => {
      const whole = [...path, key];
      return { line: front.lineOf(whole), field: whole.join('.'), message: 'There is no such field' };
    });
  }
  if (ofTheBody.includes(String(path[0]))) {
    if (issue.code !== 'too_big') return [];
    const line = path[0] === 'articles' ? body.articleLines[Number(path[1])] : undefined;
    return [{ line: line ?? body.openingLine, message: `${path.join('.')}: ${message}` }];
  }
  const missing = valueAt(front.fields, path) === undefined;
  return [{ line: front.lineOf(path), field: path.join('.'), message: missing ? 'is missing' : message }];
}

function valueAt(fields: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    fields,
  );
}

/** What is well formed and yet cannot be. */
function contradictions(file: string, { fields, lineOf }: FrontMatter, known: ReadonlySet<string>): Place[] {
  const { code, categories } = fields;
  const named = typeof code !== 'string' || file === `${code}.md`;
  const unknown = (Array.isArray(categories) ? categories : []).filter(
    (category) => typeof category === 'string' && !known.has(category),
  );
  return [
    ...(named
      ? []
      : [{ line: lineOf(['code']), field: 'code', message: `the file is to be named ${code}.md` }]),
    ...unknown.map((category) => {
      const message = `there is no category ${String(category)}`;
      return { line: lineOf(['categories']), field: 'categories', message };
    }),
  ];
}
