import { Client } from 'pg';
import { type Actor, type CaseEventMessage, eventId, toldData } from '@casetrace/contracts';
import { advisoryLocks } from '../database/advisory-locks';
import { asRecordError } from '../database/record-error';
import type { RecordDatabase } from '../database/record-database';
import type { CompleteRecordOptions } from '../record-options';

/** An event that the broker does not have yet. */
export interface OutboxMessage {
  /** to be handed to `remove` when the broker has it */
  outboxId: string;
  message: CaseEventMessage;
}

/** How far the broker is behind. */
export interface OutboxLag {
  count: number;
  /** of the oldest event that waits, in seconds; 0 when none does */
  ageSeconds: number;
}

interface Row {
  outboxId: string;
  trackingNumber: string;
  sequence: number;
  epoch: number;
  schemaVersion: number;
  type: string;
  kind: Actor['kind'];
  department: string | null;
  officer: string | null;
  effectiveAt: string;
  recordedAt: string;
  data: string;
  category: string;
  registeringDepartment: string;
  responsibleDepartment: string;
  status: string;
  hash: Buffer;
}

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Ids are taken before commit, so a lower one can appear later: rows are removed when they are sent, never passed by. */
const take = {
  name: 'outbox-take',
  text: `
    SELECT o.id::text AS "outboxId", o.tracking_number AS "trackingNumber", o.sequence, e.epoch,
      e.schema_version AS "schemaVersion", e.type, e.actor_kind AS kind, e.actor_department AS department,
      e.actor_officer AS officer, ${iso('e.effective_at')} AS "effectiveAt", ${iso('e.recorded_at')} AS "recordedAt",
      e.data, c.category, c.registering_department AS "registeringDepartment",
      o.responsible_department AS "responsibleDepartment", o.status, e.hash
    FROM (SELECT * FROM outbox ORDER BY id LIMIT $1) o
    JOIN case_events e USING (tracking_number, sequence) JOIN cases c USING (tracking_number)
    ORDER BY o.id`,
};
const remove = { name: 'outbox-remove', text: 'DELETE FROM outbox WHERE id = ANY ($1::bigint[])' };
const lag = {
  name: 'outbox-lag',
  text: `
    SELECT (SELECT count(*)::int FROM outbox) AS count,
      coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - e.recorded_at))::float8
        FROM (SELECT * FROM outbox ORDER BY id LIMIT 1) o JOIN case_events e USING (tracking_number, sequence)), 0)
      AS "ageSeconds"`,
};

/** The right to publish: as long as it is held, no other process has it. */
export interface Leadership {
  /** false once its connection is lost: stop publishing */
  readonly held: boolean;
  /** Gives it up. */
  release(): Promise<void>;
}

/** News on its way to the broker: in order within a case, removed when it has arrived. */
export class OutboxReader {
  constructor(
    private readonly database: RecordDatabase,
    private readonly options: CompleteRecordOptions,
  ) {}

  /** The oldest events, in the order of their ids. Only the process that leads may take and remove. */
  async take(limit: number): Promise<OutboxMessage[]> {
    const rows = await this.database.rows<Row>(take, [limit]);
    return rows.map((row) => ({ outboxId: row.outboxId, message: messageOf(row) }));
  }

  /** The broker has these. */
  async remove(outboxIds: readonly string[]): Promise<void> {
    if (outboxIds.length > 0) await this.database.run(remove, [outboxIds]);
  }

  async lag(): Promise<OutboxLag> {
    const [row] = await this.database.rows<OutboxLag>(lag);
    return row ?? { count: 0, ageSeconds: 0 };
  }

  /**
   * Tries to become the one process that publishes, on a connection of its own; null while another one is. A lock that was
   * lost with its connection cannot stop a publisher that does not notice: the broker fences it off by its transactional id.
   * @throws RecordError recordUnavailable.
   */
  async tryLead(): Promise<Leadership | null> {
    const { databaseUrl, applicationName, connectTimeoutMs } = this.options;
    const client = new Client({
      connectionString: databaseUrl,
      application_name: `${applicationName}-publisher`,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    const leadership = { held: true, release: () => end(client) };
    const lost = (): void => {
      leadership.held = false;
    };
    client.on('error', lost).on('end', lost);
    try {
      await client.connect();
      const { rows } = await client.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1) AS leads', [
        advisoryLocks.outboxPublisher,
      ]);
      if (rows[0]?.leads) return leadership;
      await end(client);
      return null;
    } catch (error) {
      await end(client);
      throw asRecordError(error);
    }
  }
}

async function end(client: Client): Promise<void> {
  await client.end().catch(() => undefined);
}

function messageOf(row: Row): CaseEventMessage {
  const { trackingNumber, sequence, epoch, schemaVersion, type, kind, department, officer } = row;
  return {
    id: eventId({ trackingNumber, epoch, sequence }),
    ...{ trackingNumber, sequence, epoch, schemaVersion, type },
    actor: { kind, department, officer },
    effectiveAt: row.effectiveAt,
    recordedAt: row.recordedAt,
    data: toldData(JSON.parse(row.data) as Record<string, unknown>),
    category: row.category,
    responsibleDepartment: row.responsibleDepartment,
    registeringDepartment: row.registeringDepartment,
    status: row.status,
    hash: row.hash.toString('hex'),
  };
}
