import type { FileProblem, TableRow } from './csv-table';

const code = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;
const mail = /^[^\s@]{1,64}@[^\s@]{1,189}$/;
const telephone = /^\+?[0-9][0-9 ()/-]{2,39}$/;
const yes = ['true', 'yes', '1', '是'];
const no = ['false', 'no', '0', '否'];
// eslint-disable-next-line no-control-regex -- what a table of the record cannot hold, or a screen not show
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/**
 * Reads the cells of a row by their form. A column that the file does not have leaves what is there (`before`); a wrong
 * cell is noted as a problem and leaves it too, so that all problems of a file are found at once.
 */
export class RowReader {
  constructor(
    private readonly file: string,
    private readonly row: TableRow,
    private readonly problems: FileProblem[],
  ) {}

  get number(): number {
    return this.row.number;
  }

  wrong(column: string, message: string): void {
    this.problems.push({ file: this.file, row: this.row.number, column, message });
  }

  text(column: string, before: string, { most, required = false }: { most: number; required?: boolean }) {
    return this.read(column, before, (cell) => {
      if (required && cell === '') return 'There must be something here.';
      if (cell.length > most) return `No more than ${most} characters.`;
      return control.test(cell) ? 'There is a control character.' : { is: cell };
    });
  }

  code(column: string): string {
    return this.read(column, '', (cell) => (code.test(cell) ? { is: cell } : notACode));
  }

  codeOrNone(column: string, before: string | null): string | null {
    return this.read<string | null>(column, before, (cell) => {
      if (cell === '') return { is: null };
      return code.test(cell) ? { is: cell } : notACode;
    });
  }

  /** Several, parted by semicolons. */
  several<Word extends string>(
    column: string,
    before: Word[],
    isWord: (word: string) => word is Word,
    expected: string,
  ): Word[] {
    return this.read(column, before, (cell) => {
      const words = [...new Set(cell.split(/[;；]/).map((word) => word.trim()))].filter(Boolean);
      if (words.length > 50) return 'No more than 50.';
      const wrong = words.find((word) => !isWord(word));
      return wrong === undefined ? { is: words.filter(isWord) } : `"${wrong.slice(0, 64)}": ${expected}`;
    });
  }

  codes(column: string, before: string[]): string[] {
    return this.several(column, before, (word): word is string => code.test(word), notACode);
  }

  oneOf<Word extends string>(column: string, before: Word, words: readonly Word[]): Word {
    return this.read(column, before, (cell) => {
      const word = words.find((each) => each === cell);
      if (cell === '') return { is: before };
      return word === undefined ? `One of: ${words.join(', ')}.` : { is: word };
    });
  }

  flag(column: string, before: boolean): boolean {
    return this.read(column, before, (cell) => {
      if (cell === '') return { is: before };
      if (yes.includes(cell.toLowerCase())) return { is: true };
      return no.includes(cell.toLowerCase()) ? { is: false } : `One of: ${[...yes, ...no].join(', ')}.`;
    });
  }

  mail(column: string, before: string): string {
    return this.read(column, before, (cell) => {
      return cell === '' || mail.test(cell) ? { is: cell } : 'This is no mail address.';
    });
  }

  telephone(column: string, before: string): string {
    return this.read(column, before, (cell) => {
      return cell === '' || telephone.test(cell) ? { is: cell } : 'This is no telephone number.';
    });
  }

  private read<Value>(column: string, before: Value, judge: (cell: string) => string | { is: Value }): Value {
    const cell = this.row.cells.get(column);
    if (cell === undefined) return before;
    const judged = judge(cell);
    if (typeof judged !== 'string') return judged.is;
    this.wrong(column, judged);
    return before;
  }
}

const notACode = 'A code of up to 64 letters, digits, dots, dashes or underscores.';
