import type { Client, Connection, Submittable } from 'pg';

type Cell = string | number | Buffer | null;

const special = /[\\\n\r\t]/g;
const escaped: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One row in the text format of COPY, with its line end. */
export function copyLine(cells: readonly Cell[]): string {
  let line = '';
  for (const cell of cells) line += (line === '' ? '' : '\t') + written(cell);
  return `${line}\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return cell.replace(special, (character) => escaped[character]!);
  return `\\\\x${cell.toString('hex')}`;
}

/** Sends lines to a table by COPY, as one message. @throws DatabaseError. */
export async function copyInto(
  client: Client,
  table: string,
  columns: readonly string[],
  lines: string,
): Promise<void> {
  const statement = `COPY ${table} (${columns.join(', ')}) FROM STDIN`;
  await new Promise<void>((resolve, reject) => {
    client.query(new CopyIn(statement, lines, (error) => (error ? reject(error) : resolve())));
  });
}

/** What `pg` needs to be told to send data after a COPY: its own query refuses to. */
class CopyIn implements Submittable {
  private failure: Error | undefined;

  constructor(
    private readonly statement: string,
    private readonly lines: string,
    private readonly done: (error?: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(
    connection: Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void },
  ): void {
    connection.sendCopyFromChunk(Buffer.from(this.lines));
    connection.endCopyFrom();
  }

  handleError(error: Error): void {
    this.failure = error;
    this.done(error);
  }

  handleCommandComplete(): void {
    // told when the server is ready again
  }

  handleReadyForQuery(): void {
    if (!this.failure) this.done();
  }
}
