import { type ReviewSituation, searchAttributes } from '@casetrace/contracts';
import type {
  SearchAttributePair,
  SearchAttributeUpdatePair,
  TypedSearchAttributes,
} from '@temporalio/common';
import { shanghaiTime } from './steps';

/** One line that stays with the workflow from its start (P7: codes only). */
export const reviewSummaryOf = ({ category, scope, place, review }: ReviewSituation): string =>
  `${category} · process review ${review} of ${scope} ${place}`;

/** Such as `review PR-… goes up from city, due 2026-11-27 18:00:00`; the time is Asia/Shanghai. */
export function describeReviewStep({ review, inCharge, dueAt, provisional }: ReviewSituation): string {
  if (dueAt === null) return `review ${review} waits for ${inCharge}: no clock runs`;
  const due = `${shanghaiTime(dueAt)}${provisional ? ' (provisional)' : ''}`;
  return `review ${review} goes up from ${inCharge}, due ${due}`;
}

/** What an operator filters and sorts by, as with cases. `null` stands for "not now". */
function attributesOf(situation: ReviewSituation): SearchAttributeUpdatePair[] {
  const { status, category, inCharge, level, dueAt } = situation;
  return [
    { key: searchAttributes.caseStatus, value: status },
    { key: searchAttributes.caseCategory, value: category },
    { key: searchAttributes.responsibleDepartment, value: inCharge },
    { key: searchAttributes.escalationLevel, value: level },
    { key: searchAttributes.nextDeadline, value: dueAt === null ? null : new Date(dueAt) },
    { key: searchAttributes.nextStep, value: dueAt === null ? null : 'escalateReview' },
  ];
}

/** Given at the start, so that the first task of a run need not upsert them. */
export function firstReviewAttributes(situation: ReviewSituation): SearchAttributePair[] {
  return attributesOf(situation).filter((pair): pair is SearchAttributePair => pair.value !== null);
}

/** Only those that differ from what stands: each upsert is an event in the history. */
export function changedReviewAttributes(
  situation: ReviewSituation,
  standing: TypedSearchAttributes,
): SearchAttributeUpdatePair[] {
  const comparable = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
  return attributesOf(situation).filter(
    ({ key, value }) => comparable(standing.get(key) ?? null) !== comparable(value),
  );
}

/** Who owes the review, what happens next, when and why, as Markdown for the Temporal UI. */
export function reviewDetailsOf(situation: ReviewSituation): string {
  const { status, level, version, inCharge, dueAt, why } = situation;
  return [
    `**Status:** ${status}, level ${level} (version ${version})`,
    `**In charge:** ${inCharge}`,
    `**Next:** ${describeReviewStep(situation)}`,
    `**When:** ${dueAt === null ? '–' : `${shanghaiTime(dueAt)} (Asia/Shanghai)`}`,
    `**Why:** ${why}`,
  ].join('\n\n');
}
