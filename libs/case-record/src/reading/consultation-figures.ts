import type { Channel } from '@casetrace/contracts';
import type { RecordDatabase } from '../database/record-database';

/**
 * How many consultations there were (M1). The on-the-spot rate is `settled / asked`; of those that were not settled,
 * `registered` became cases so far, whenever that was.
 */
export interface ConsultationFigures {
  category: string | null;
  /** the desk that was asked */
  desk: string;
  district: string | null;
  channel: Channel;
  asked: number;
  settled: number;
  registered: number;
}

/** $1 from, $2 before */
const count = {
  name: 'consultation-figures',
  text: `
    SELECT category, department AS desk, district, channel, count(*)::int AS asked,
      (count(*) FILTER (WHERE settled))::int AS settled,
      (count(tracking_number))::int AS registered
    FROM consultations WHERE recorded_at >= $1::timestamptz AND recorded_at < $2::timestamptz
    GROUP BY category, department, district, channel
    ORDER BY category NULLS LAST, department, district NULLS LAST, channel`,
};

/**
 * Counts the consultations recorded from `from` until before `to` (ISO 8601), by category, desk, district and channel. Each
 * is counted once, by the time at which it was asked. @throws RecordError recordUnavailable.
 */
export function consultationFigures(
  database: RecordDatabase,
  from: string,
  to: string,
): Promise<ConsultationFigures[]> {
  return database.rows<ConsultationFigures>(count, [from, to]);
}
