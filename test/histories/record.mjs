// Keeps the history of a real run for replay: apps/case-workflow-worker/src/workflows/replay.spec.ts replays every file of
// this folder with the workflow code of now. Record one of each way a case can go before workflow code is changed, and
// never change a file afterwards: it stands for the runs that are under way in somebody's installation.
//
//   node test/histories/record.mjs <name of the file> <workflow id> [<run id>]
//
// Temporal is found by TEMPORAL_ADDRESS (default 127.0.0.1:7233) and TEMPORAL_NAMESPACE (default casetrace).
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';

const [name, workflowId, runId] = process.argv.slice(2);
if (!name || !workflowId) {
  console.error('usage: node test/histories/record.mjs <name of the file> <workflow id> [<run id>]');
  process.exit(64);
}
const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233' });
const client = new Client({ connection, namespace: process.env.TEMPORAL_NAMESPACE ?? 'casetrace' });
const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
const file = fileURLToPath(new URL(`./${name}.json`, import.meta.url));
writeFileSync(file, `${JSON.stringify(history, null, 1)}\n`);
console.log(`${file}: ${history.events?.length ?? 0} events`);
await connection.close();
