import { type CaseSituation, searchAttributes } from '@casetrace/contracts';
import type {
  SearchAttributePair,
  SearchAttributeUpdatePair,
  TypedSearchAttributes,
} from '@temporalio/common';
import { describeStep, nextStep, shanghaiTime } from './steps';

/** One line that stays with the workflow from its start (P7: codes only). */
export function summaryOf(situation: CaseSituation): string {
  return `${situation.category} · registered case ${situation.trackingNumber}`;
}

/** What an operator filters and sorts by. `null` stands for "not now". */
function attributesOf(situation: CaseSituation): SearchAttributeUpdatePair[] {
  const due = situation.nextDeadline?.dueAt;
  return [
    { key: searchAttributes.caseStatus, value: situation.status },
    { key: searchAttributes.caseCategory, value: situation.category },
    { key: searchAttributes.responsibleDepartment, value: situation.responsibleDepartment },
    { key: searchAttributes.escalationLevel, value: situation.level },
    { key: searchAttributes.nextDeadline, value: due === undefined ? null : new Date(due) },
    { key: searchAttributes.nextStep, value: nextStep(situation) },
  ];
}

/** Given at the start, so that the first task of a run need not upsert them. */
export function firstAttributes(situation: CaseSituation): SearchAttributePair[] {
  return attributesOf(situation).filter((pair): pair is SearchAttributePair => pair.value !== null);
}

/** Only those that differ from what stands: each upsert is an event in the history. */
export function changedAttributes(
  situation: CaseSituation,
  standing: TypedSearchAttributes,
): SearchAttributeUpdatePair[] {
  return attributesOf(situation).filter(({ key, value }) => {
    const before = standing.get(key) ?? null;
    return comparable(before) !== comparable(value);
  });
}

const comparable = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);

/** Who is responsible, what happens next, when and why, as Markdown for the Temporal UI. Times are Asia/Shanghai. */
export function detailsOf(situation: CaseSituation, failures: number): string {
  const { nextDeadline } = situation;
  const officer = situation.responsibleOfficer ? `, officer ${situation.responsibleOfficer}` : '';
  const lines = [
    `**Status:** ${situation.status}, level ${situation.level} (version ${situation.version}, ${situation.latestEvent})`,
    `**Responsible:** ${situation.responsibleDepartment}${officer}`,
    `**Next:** ${describeStep(situation)}`,
    `**When:** ${nextDeadline ? `${shanghaiTime(nextDeadline.dueAt)} (Asia/Shanghai)` : '–'}`,
    `**Why:** ${situation.why}`,
  ];
  if (failures > 0)
    lines.push(`**The record cannot be reached:** ${failures} attempts failed; tries again by itself`);
  return lines.join('\n\n');
}
