import type { Connection, RecordDatabase } from '../database/record-database';
import { buildSnapshot, readRules, type RulesRows, type RulesSnapshot } from './rules-snapshot';

const readVersion = { name: 'read-rules-version', text: 'SELECT version::int AS version FROM rules_version' };

/**
 * The rules in force. A snapshot is kept in the process and read anew only when the version that a transaction sees is
 * another one: published rules hold from the next command on, in every process (P2).
 */
export class RulesSource {
  private snapshot: RulesSnapshot | undefined;
  private loading: { version: number; snapshot: Promise<RulesSnapshot> } | undefined;

  constructor(private readonly database: RecordDatabase) {}

  /** The rules of now. @throws RecordError recordUnavailable. */
  async current(): Promise<RulesSnapshot> {
    const [row] = await this.database.rows<{ version: number }>(readVersion);
    const version = row?.version ?? 0;
    if (this.snapshot?.version === version) return this.snapshot;
    return this.load(version, () => this.database.rows<RulesRows>(readRules));
  }

  /** The rules of a version that a transaction has just seen; it need not be asked for again while that is kept. */
  async at(version: number, connection: Connection): Promise<RulesSnapshot> {
    if (this.snapshot?.version === version) return this.snapshot;
    return this.load(version, () => connection.rows<RulesRows>(readRules));
  }

  private load(version: number, read: () => Promise<RulesRows[]>): Promise<RulesSnapshot> {
    if (this.loading?.version === version) return this.loading.snapshot;
    const loading = { version, snapshot: this.build(read) };
    this.loading = loading;
    const finished = (): void => {
      if (this.loading === loading) this.loading = undefined;
    };
    loading.snapshot.then(finished, finished);
    return loading.snapshot;
  }

  private async build(read: () => Promise<RulesRows[]>): Promise<RulesSnapshot> {
    const [rows] = await read();
    if (!rows) throw new Error('The tables of the rules are empty: run the migrations.');
    const snapshot = buildSnapshot(rows);
    if (this.snapshot === undefined || this.snapshot.version < snapshot.version) this.snapshot = snapshot;
    return snapshot;
  }
}
