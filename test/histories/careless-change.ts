import { sleep } from '@temporalio/workflow';
import {
  caseProcedure as original,
  type CaseProcedureInput,
} from '../../apps/case-workflow-worker/src/workflows/case-procedure';

/** A change of the procedure that forgets the runs under way: the replay spec shows that it is noticed. */
export async function caseProcedure(input: CaseProcedureInput): Promise<void> {
  await sleep(1);
  return original(input);
}
