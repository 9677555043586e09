import type { CaseStatus, Channel, Closure } from '@casetrace/contracts';
import { readWhole, type RecordDatabase } from '@casetrace/case-record';
import type { CivilDate } from '@casetrace/case-rules';
import { wholeFigures } from './as-of';
import type { DayRange } from './period';
import { Asked, columnsWith, type StatisticsFilter } from './statistics-query';

export type CaseListQuery = DayRange & StatisticsFilter;

/** A case of a list: codes, days and the subject, where every department and the filer may read it. */
export interface ListedCase {
  trackingNumber: string;
  subject: string | null;
  category: string;
  district: string;
  channel: Channel;
  desk: string;
  department: string;
  status: CaseStatus;
  closure: Closure | null;
  level: number;
  registeredDay: CivilDate;
  firstHandledDay: CivilDate | null;
  firstResolvedDay: CivilDate | null;
  closedDay: CivilDate | null;
  solvedBy: string | null;
  transfers: number;
  idleEscalations: number;
  unresolvedReports: number;
  contested: number;
  reopened: number;
}

const pageSize = 1_000;
const columns = columnsWith('f.department');
const qualified = { ...columns, category: 'f.category', district: 'f.district', channel: 'f.channel' };

/**
 * The cases that were registered in a period, in the order of days and numbers, page by page as they are taken: nothing is held
 * between two pages, however slow the reader is. @throws RecordError recordUnavailable.
 */
export async function* listCases(
  database: RecordDatabase,
  query: CaseListQuery,
): AsyncGenerator<ListedCase[], void> {
  let last: ListedCase | undefined;
  do {
    const page = await readPage(database, query, last);
    yield page;
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
}

function readPage(
  database: RecordDatabase,
  { from, to, ...filter }: CaseListQuery,
  last: ListedCase | undefined,
): Promise<ListedCase[]> {
  const asked = new Asked();
  const after = last
    ? `(f.registered_day, f.tracking_number) > (${asked.add(last.registeredDay)}::date, ${asked.add(last.trackingNumber)})`
    : `f.registered_day >= ${asked.add(from)}::date`;
  const day = (column: string): string => `to_char(f.${column}, 'YYYY-MM-DD')`;
  const text = `
    SELECT f.tracking_number AS "trackingNumber", t.content AS subject, f.category, f.district, f.channel, f.desk,
      f.department, c.status, c.closure, c.level, ${day('registered_day')} AS "registeredDay",
      ${day('first_handled_day')} AS "firstHandledDay", ${day('first_resolved_day')} AS "firstResolvedDay",
      ${day('closed_day')} AS "closedDay", f.solved_by AS "solvedBy", f.transfers,
      f.idle_escalations AS "idleEscalations", f.unresolved_reports AS "unresolvedReports", f.contested, f.reopened
    FROM figure_cases f JOIN cases c USING (tracking_number)
    LEFT JOIN case_texts t ON t.tracking_number = f.tracking_number AND t.sequence = 1 AND t.field = 'subject'
      AND t.visibility = 'everyone'
    WHERE ${after} AND f.registered_day <= ${asked.add(to)}::date${asked.filters(filter, qualified)}
    ORDER BY f.registered_day, f.tracking_number LIMIT ${pageSize}`;
  return readWhole(database, wholeFigures, (connection) =>
    connection.rows<ListedCase>(asked.statement(text), asked.values),
  );
}
