import type { ReviewBody } from '@casetrace/contracts';
import {
  type Connection,
  type Publication,
  RecordError,
  type RulesSnapshot,
  upsertDepartments,
  writePolicy,
} from '@casetrace/case-record';
import { defaultPeriods, departmentOf, isWithin, type Policy, publishedPolicy } from '@casetrace/case-rules';
import type { ReviewState } from '../reviews/review-state';

type Adopted = ReviewBody<'adoptProcedure'>;

/** Whether an adoption changes the rules: who is proposed, or what a department is there for. */
export const changesRules = ({ route, duties }: Adopted): boolean =>
  route !== undefined || duties !== undefined;

/** @throws RecordError unknownDepartment, notInSubtree: a superior disposes of the departments below it. */
export function assertDisposable({ inCharge }: ReviewState, body: Adopted, { rules }: RulesSnapshot): void {
  for (const named of [body.route?.department, body.duties?.department]) {
    if (named === undefined) continue;
    if (!departmentOf(named, rules)) {
      throw new RecordError('unknownDepartment', `There is no department ${named}.`);
    }
    if (!isWithin(named, inCharge, rules)) {
      throw new RecordError('notInSubtree', `${named} does not stand below ${inCharge}.`);
    }
  }
}

/** Publishes the new route as a version of the policy, and the new duties of a department (M10, M11). */
export async function publishRules(
  connection: Connection,
  { category }: Pick<ReviewState, 'category'>,
  { route, duties }: Adopted,
  { snapshot, publication }: { snapshot: RulesSnapshot; publication: Publication },
): Promise<void> {
  if (route) {
    const policy = routed(category, route, publishedPolicy(category, snapshot.rules));
    if (!(await writePolicy(connection, policy, publication))) {
      throw new RecordError('unknownCategory', `There is no category ${category}.`);
    }
  }
  const entry = duties && snapshot.departments.get(duties.department);
  if (duties && entry) await upsertDepartments(connection, [{ ...entry, duties: duties.duties }]);
}

function routed(
  category: string,
  { department, district }: NonNullable<Adopted['route']>,
  policy: Policy | undefined,
): Omit<Policy, 'version'> {
  const standing: Omit<Policy, 'version'> = policy ?? { category, department, ...defaultPeriods };
  if (district === undefined) return { ...standing, department };
  return { ...standing, routes: { ...standing.routes, [district]: department } };
}

const insert = {
  name: 'insert-procedure-adoption',
  text: `
    INSERT INTO process_review_adoptions (review, number, guidance, edition, steps, content, route_department, route_district,
      disposition, by_department, by_officer, adopted_at)
    SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10,
      to_timestamp($11::float8 / 1000)
    FROM process_review_adoptions WHERE review = $1
    RETURNING number`,
};
/** Every case that waits now, without a cap. */
const nameCases = {
  name: 'name-waiting-cases',
  text: `
    INSERT INTO process_review_applications (review, number, tracking_number, outcome, at)
    SELECT $1, $2, tracking_number, 'waiting', to_timestamp($3::float8 / 1000) FROM cases
    WHERE category = $4 AND responsible_department = ANY ($5::text[]) AND status <> 'closed' AND status <> 'resolved'`,
};

export interface NewAdoption {
  state: ReviewState;
  body: Adopted;
  edition: { guidance: string; edition: number };
  departments: string[];
  by: { department: string | null; officer: string | null };
  /** epoch milliseconds */
  now: number;
}

/** Writes down what is to be done to which cases; answers its number within the review, and how many cases there are. */
export async function writeAdoption(
  connection: Connection,
  { state, body, edition, departments, by, now }: NewAdoption,
): Promise<{ number: number; cases: number }> {
  const { route, disposition, steps, text } = body;
  const [row] = await connection.rows<{ number: number }>(insert, [
    ...[state.id, edition.guidance, edition.edition, steps.length, text],
    ...[route?.department ?? null, route?.district ?? null],
    disposition ? JSON.stringify(disposition) : null,
    ...[by.department, by.officer, now],
  ]);
  if (!row) throw new Error('No adoption was written.');
  const named = [state.id, row.number, now, state.category, departments];
  return { number: row.number, cases: await connection.run(nameCases, named) };
}
