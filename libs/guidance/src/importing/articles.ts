import type { Bilingual } from '@casetrace/contracts';
import type { FileProblem } from './problem';

type Place = Omit<FileProblem, 'file'>;

/** A part of a file under its heading, in both languages. */
export interface Article {
  code: string;
  heading: Bilingual;
  text: Bilingual;
}

/** What follows the front matter: the opening paragraph and the articles, with the lines on which they begin. */
export interface Body {
  opening: Bilingual;
  articles: Article[];
  openingLine: number;
  articleLines: number[];
  problems: Place[];
}

interface Part {
  line: number;
  /** null for the opening */
  heading: string | null;
  lines: string[];
}

const headingMark = '## ';
const languageMark = '---en---';
const longestCode = 64;

/** Reads a body that begins on `firstLine` of its file. Every problem is noted, none stops the reading. */
export function readBody(body: string, firstLine: number): Body {
  const problems: Place[] = [];
  const [opening, ...parts] = partsOf(body, firstLine);
  const articles = parts.map((part) => {
    const heading = headingOf(part, problems);
    return { code: articleCode(heading.en), heading, text: bothLanguages(part, problems) };
  });
  for (const [index, { code }] of articles.entries()) {
    const twice = code !== '' && articles.findIndex((other) => other.code === code) < index;
    if (twice) problems.push({ line: parts[index]!.line, message: `the article ${code} is there twice` });
  }
  return {
    opening: bothLanguages(opening, problems),
    articles,
    openingLine: firstLine,
    articleLines: parts.map(({ line }) => line),
    problems,
  };
}

/** What an article is cited by: its English heading as a code, such as `article-20`. */
export function articleCode(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestCode)
    .replace(/^-|-$/g, '');
}

function partsOf(body: string, firstLine: number): [Part, ...Part[]] {
  const parts: [Part, ...Part[]] = [{ line: firstLine, heading: null, lines: [] }];
  for (const [index, line] of body.split('\n').entries()) {
    if (line.startsWith(headingMark)) {
      parts.push({ line: firstLine + index, heading: line.slice(headingMark.length), lines: [] });
    } else parts.at(-1)?.lines.push(line);
  }
  return parts;
}

function headingOf({ heading, line }: Part, problems: Place[]): Bilingual {
  const [zh = '', en = '', ...more] = (heading ?? '').split('|').map((part) => part.trim());
  if (zh === '' || en === '' || more.length > 0) {
    problems.push({ line, message: 'a heading is Chinese, " | " and English' });
  } else if (articleCode(en) === '') {
    problems.push({ line, message: 'the English heading needs a letter or digit, to be cited by' });
  }
  return { zh, en };
}

function bothLanguages({ line, lines }: Part, problems: Place[]): Bilingual {
  const marks = lines.flatMap((each, index) => (each.trim() === languageMark ? [index] : []));
  const [mark = lines.length] = marks;
  const zh = lines.slice(0, mark).join('\n').trim();
  const en = lines
    .slice(mark + 1)
    .join('\n')
    .trim();
  if (marks.length !== 1) {
    problems.push({
      line,
      message: `the languages are parted by one line "${languageMark}", here ${marks.length}`,
    });
  } else {
    if (zh === '') problems.push({ line, message: 'the Chinese text is missing' });
    if (en === '') problems.push({ line, message: 'the English text is missing' });
  }
  return { zh, en };
}
