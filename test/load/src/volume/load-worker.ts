import { parentPort, workerData } from 'node:worker_threads';
import { type LoadPlan, loadShare } from './load-share';

/** A thread of a load: takes piece after piece of the plan from a counter that all threads share. */
const { plan, pieces } = workerData as { plan: LoadPlan; pieces: SharedArrayBuffer };
const counter = new Int32Array(pieces);

void loadShare(plan, () => Atomics.add(counter, 0, 1)).then((loaded) => parentPort?.postMessage(loaded));
