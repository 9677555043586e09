import type {
  Actor,
  Bilingual,
  CaseStatus,
  CauseKind,
  ReviewScope,
  ReviewStatus,
} from '@casetrace/contracts';
import {
  type BacklogFigures,
  cursorOf,
  type DatabaseClock,
  placeInTime,
  readCursor,
  type RecordDatabase,
  RecordError,
  type RulesSnapshot,
  type RulesSource,
} from '@casetrace/case-record';
import { type BacklogLimits, describeDeadline } from '@casetrace/case-rules';
import { figuresOf } from '../backlog/count-heaps';
import { departmentsUnder } from '../reviews/in-charge';
import { assertReviewId, type ReviewState } from '../reviews/review-state';
import {
  casesBefore,
  listReviews,
  outcomes,
  readEntries,
  readReview,
  treatedCases,
} from './review-statements';

export interface Named {
  code: string;
  name: Bilingual;
}

/** A review on a list. Times are ISO 8601 in UTC. */
export interface ReviewItem {
  id: string;
  version: number;
  status: ReviewStatus;
  category: Named;
  scope: ReviewScope;
  place: Named;
  inCharge: Named;
  level: number;
  passed: string[];
  causeKind: CauseKind | null;
  openedAt: string;
  /** null while the backlog stands */
  episodeEndedAt: string | null;
  closedAt: string | null;
  /** when it goes up if nobody gives an input, and why then */
  deadline: { dueAt: string; provisional: boolean; why: Bilingual } | null;
  figuresBefore: BacklogFigures;
}

export interface ReviewEntry {
  sequence: number;
  kind: string;
  at: string;
  actor: Actor;
  data: Record<string, unknown>;
  text: string | null;
}

/** What became of the cases that a procedure was adopted for. */
export interface ReviewAdoption {
  number: number;
  guidance: string;
  edition: number;
  adoptedAt: string;
  finishedAt: string | null;
  waiting: number;
  applied: number;
  /** by the code with which their rules refused */
  refused: Record<string, number>;
}

export interface ReviewPage extends ReviewItem {
  limits: BacklogLimits;
  /** now; of a closed review, at its closing */
  figuresAfter: BacklogFigures;
  entries: ReviewEntry[];
  adoptions: ReviewAdoption[];
}

/** A case of a review; `outcome` is `waiting`, `applied` or the code of a refusal. */
export interface ReviewCase {
  trackingNumber: string;
  status: CaseStatus;
  responsibleDepartment: string;
  registeredAt: string;
  outcome: string;
}

export interface ReviewFilter {
  status?: ReviewStatus;
  open?: boolean;
  category?: string;
  inCharge?: string;
  place?: string;
}

export interface PageRequest {
  cursor?: string;
  limit: number;
}

type Row = Omit<ReviewItem, 'category' | 'place' | 'inCharge' | 'deadline'> &
  Pick<ReviewState, 'category' | 'place' | 'inCharge' | 'nextDeadline' | 'limits' | 'figuresAfter'> & {
    exactly: string;
  };

/** Reads process reviews: what was committed shows at once. All methods throw RecordError recordUnavailable. */
export class ReviewReader {
  constructor(
    private readonly database: RecordDatabase,
    private readonly rules: RulesSource,
    private readonly clock: DatabaseClock,
  ) {}

  /** The newest first. @throws RecordError invalidRequest for a cursor that is none. */
  async list(
    filter: ReviewFilter,
    request: PageRequest,
  ): Promise<{ items: ReviewItem[]; next: string | null }> {
    const after = afterPlaceOf(request);
    const { status = null, open = null, category = null, inCharge = null, place = null } = filter;
    const values = [status, open, category, inCharge, place, ...after];
    const rows = await this.database.rows<Row>(listReviews, [...values, request.limit + 1]);
    const snapshot = await this.rules.current();
    const shown = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((row) => itemOf(row, snapshot)),
      next: last ? cursorOf([last.exactly, last.id]) : null,
    };
  }

  /** One review with its entries, its outcome and the figures before and after. @throws RecordError noSuchResource. */
  async read(id: string): Promise<ReviewPage> {
    const row = await this.row(id);
    const snapshot = await this.rules.current();
    const [entries, adoptions, figuresNow] = await Promise.all([
      this.database.rows<Omit<ReviewEntry, 'data'> & { data: string }>(readEntries, [id]),
      this.database.rows<ReviewAdoption>(outcomes, [id]),
      row.figuresAfter ?? this.figuresNow(row, snapshot),
    ]);
    return {
      ...itemOf(row, snapshot),
      limits: row.limits,
      figuresAfter: figuresNow,
      entries: entries.map((entry) => ({
        ...entry,
        data: JSON.parse(entry.data) as Record<string, unknown>,
      })),
      adoptions,
    };
  }

  /**
   * Cases of a review, the oldest first: those that wait now, or those that a procedure was applied to or that refused it.
   * @throws RecordError noSuchResource, invalidRequest.
   */
  async cases(
    id: string,
    which: 'waiting' | 'applied' | 'refused',
    request: PageRequest,
  ): Promise<{ items: ReviewCase[]; next: string | null }> {
    const row = await this.row(id);
    const after = afterPlaceOf(request);
    const { rules } = await this.rules.current();
    const paging = [...after, request.limit + 1];
    const rows = await (which === 'waiting'
      ? this.database.rows<ReviewCase & { exactly: string }>(casesBefore, [
          row.category,
          departmentsUnder(row, rules),
          ...paging,
        ])
      : this.database.rows<ReviewCase & { exactly: string }>(treatedCases, [
          id,
          which === 'applied',
          ...paging,
        ]));
    const shown = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ exactly: _, ...item }) => item),
      next: last ? cursorOf([last.exactly, last.trackingNumber]) : null,
    };
  }

  /** How many cases wait now. @throws RecordError noSuchResource. */
  async waitingCount(id: string): Promise<number> {
    const row = await this.row(id);
    const { open } = await this.figuresNow(row, await this.rules.current());
    return open;
  }

  private async row(id: string): Promise<Row> {
    assertReviewId(id);
    const [row] = await this.database.rows<Row>(readReview, [id]);
    if (!row) throw new RecordError('noSuchResource', 'There is no such process review.');
    return row;
  }

  private async figuresNow(row: Row, { rules }: RulesSnapshot): Promise<BacklogFigures> {
    const now = await this.clock.now(this.database);
    const departments = departmentsUnder(row, rules);
    return figuresOf(this.database, { ...row, departments }, { rules, now });
  }
}

const afterPlaceOf = ({ cursor }: PageRequest): [string | null, string | null] =>
  cursor === undefined ? [null, null] : readCursor(cursor, placeInTime);

function itemOf(row: Row, snapshot: RulesSnapshot): ReviewItem {
  const { exactly: _, nextDeadline, limits: __, figuresAfter: ___, ...item } = row;
  const nameOf = (entries: ReadonlyMap<string, { name: Bilingual }>, code: string): Named => ({
    code,
    name: entries.get(code)?.name ?? { zh: code, en: code },
  });
  return {
    ...item,
    category: nameOf(snapshot.categories, row.category),
    place: nameOf(snapshot.departments, row.place),
    inCharge: nameOf(snapshot.departments, row.inCharge),
    deadline: nextDeadline && {
      dueAt: nextDeadline.dueAt,
      provisional: nextDeadline.provisional,
      why: {
        zh: describeDeadline(nextDeadline.explanation, 'zh'),
        en: describeDeadline(nextDeadline.explanation, 'en'),
      },
    },
  };
}
