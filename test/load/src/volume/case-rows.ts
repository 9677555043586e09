import { eventSchemaVersion } from '@casetrace/contracts';
import {
  beginningOfChain,
  caseParameters,
  chained,
  changedColumns,
  deriveAccessCode,
  hashAccessCode,
} from '@casetrace/case-record';
import type { CaseState } from '@casetrace/case-rules';
import { copyLine } from './copy';
import type { Life } from './life';
import { Random } from './random';

/** The tables of the record that a load fills, in the order in which it does, with their columns. */
export const loadedTables = {
  case_events: [
    ...[
      'tracking_number',
      'sequence',
      'epoch',
      'schema_version',
      'type',
      'actor_kind',
      'actor_department',
      'actor_officer',
    ],
    ...['effective_at', 'recorded_at', 'data', 'texts', 'previous_hash', 'hash'],
  ],
  case_texts: ['tracking_number', 'sequence', 'field', 'visibility', 'salt', 'content'],
  cases: [
    ...['tracking_number', ...changedColumns],
    ...['category', 'district', 'registering_department', 'registered_at', 'access_code_hash'],
  ],
  workflow_sync: ['tracking_number', 'wanted_version', 'delivered_version', 'next_try', 'due_at', 'lane'],
} as const satisfies Record<string, readonly string[]>;
export type LoadedTable = keyof typeof loadedTables;
export const tableNames = Object.keys(loadedTables) as LoadedTable[];

export interface RowOptions {
  seed: number;
  epoch: number;
  accessCodeSecret: string;
  deadlineJitterSeconds: number;
}

/** The rows of a case as the commands of its life would have left them, everything delivered to the engine and to Kafka. */
export class CaseLines {
  readonly lines: Record<LoadedTable, string> = {
    case_events: '',
    case_texts: '',
    cases: '',
    workflow_sync: '',
  };
  events = 0;

  constructor(private readonly options: RowOptions) {}

  add(life: Life, index: number): void {
    const { trackingNumber, steps, state } = life;
    const { seed, epoch, deadlineJitterSeconds: jitterSeconds } = this.options;
    const salts = new Random(seed, index, 3);
    let before: CaseState | null = null;
    let headHash: Buffer = beginningOfChain;
    for (const { decision } of steps) {
      const rows = chained(decision, { trackingNumber, epoch, state: before, headHash }, (count) =>
        salts.bytes(count),
      );
      this.addEvents(trackingNumber, rows);
      before = decision.state;
      headHash = rows.headHash;
    }
    const latestEvent = steps.at(-1)!.decision.events.at(-1)!.type;
    const changed = caseParameters(state, { latestEvent, headHash, jitterSeconds }) as (
      string | number | Buffer | null
    )[];
    const [version, ...columns] = changed.slice(0, -1);
    const registeredAt = new Date(state.registeredAt).toISOString();
    const { category, district, registeringDepartment } = state;
    this.lines.cases += copyLine([
      ...[trackingNumber, version!, eventSchemaVersion, ...columns],
      ...[category, district, registeringDepartment, registeredAt, this.accessCodeHash(trackingNumber)],
    ]);
    const recordedAt = new Date(state.lastRecordedAt).toISOString();
    this.lines.workflow_sync += copyLine([
      trackingNumber,
      version!,
      version!,
      recordedAt,
      changed.at(-1)!,
      0,
    ]);
  }

  private addEvents(trackingNumber: string, { events, texts }: ReturnType<typeof chained>): void {
    for (const event of events) {
      const { kind, department, officer } = event.actor;
      this.lines.case_events += copyLine([
        ...[
          trackingNumber,
          event.sequence,
          event.epoch,
          event.schemaVersion,
          event.type,
          kind,
          department,
          officer,
        ],
        ...[event.effectiveAt, event.recordedAt, event.data, event.texts, event.previousHash, event.hash],
      ]);
      this.events += 1;
    }
    for (const { sequence, field, visibility, salt, content } of texts) {
      this.lines.case_texts += copyLine([trackingNumber, sequence, field, visibility, salt, content]);
    }
  }

  private accessCodeHash(trackingNumber: string): Buffer {
    const of = { trackingNumber, generation: 1 };
    return hashAccessCode(deriveAccessCode(this.options.accessCodeSecret, of), of);
  }
}
