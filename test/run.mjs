// `npm test`, `npm run test:unit`, `npm run test:full`: builds, runs jest in stages, and ends with one line of
// counts over everything. Further arguments go to jest: `npm test -- escalation` runs the specs with that in their path.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(root, '.casetrace', 'test-results');

/**
 * What each mode runs. Specs that share engines run one after the other, because a fault of an engine is for everyone; each of the
 * `lanes` is a run of jest with engines of its own over its share of the specs: much of their time is waiting for deadlines.
 */
const modes = {
  unit: { build: false, stages: [{ projects: ['unit'], workers: 2 }] },
  default: {
    build: true,
    stages: [
      { projects: ['unit'], workers: 2 },
      { projects: ['integration', 'e2e'], workers: 1, lanes: 2 },
    ],
  },
  faults: { build: true, stages: [{ projects: ['faults'], workers: 1 }] },
};

let interrupted = false;
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    for (const child of running) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  });
}

/** Runs one Node script to its end; answers its exit code. Standard input is closed. */
function node(...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    });
    running.add(child);
    const ended = (code) => {
      running.delete(child);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(error.message);
      ended(1);
    });
    child.once('exit', (code, signal) => ended(signal ? 1 : (code ?? 1)));
  });
}

/** Runs jest over some projects, in all lanes at once, and answers the counts of each; a filter is done with one lane. */
function stage({ projects, workers, lanes = 1 }, jestArguments) {
  const shards = jestArguments.length > 0 ? 1 : lanes;
  return Promise.all(
    Array.from({ length: shards }, (_, lane) =>
      jest({ projects, workers, shard: `${lane + 1}/${shards}` }, jestArguments),
    ),
  );
}

/** Runs jest once; answers its counts. A spec file that cannot even be loaded counts as one failure. */
async function jest({ projects, workers, shard }, jestArguments) {
  const file = join(results, `${projects.join('-')}-${shard.replace('/', '-of-')}.json`);
  rmSync(file, { force: true });
  const code = await node(
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...jestArguments,
    '--ci',
    // kafkajs leaves timers behind on connections that broke: the outages that the specs make would keep jest for ever.
    ...(projects.includes('unit') ? [] : ['--forceExit']),
    `--maxWorkers=${workers}`,
    `--shard=${shard}`,
    // With a filter one of the stages may well have nothing to run; without one, that is a fault.
    ...(jestArguments.length > 0 ? ['--passWithNoTests'] : []),
    '--json',
    `--outputFile=${file}`,
    '--selectProjects',
    ...projects,
  );
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    counts.passed = result.numPassedTests;
    counts.failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    counts.skipped = result.numPendingTests + result.numTodoTests;
  } catch {
    console.error(`No result of ${projects.join(' and ')}: jest ended with code ${code}.`);
  }
  // A failing set-up or teardown (the chains are verified there) leaves no failed test behind.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function run(mode, jestArguments) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  mkdirSync(results, { recursive: true });
  if (modes[mode].build) {
    const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
    if ((await node(nx, 'run-many', '-t', 'build', '--outputStyle=static')) !== 0) {
      console.error('The build failed; no test was run.');
      total.failed = 1;
    }
  }
  for (const next of total.failed > 0 ? [] : modes[mode].stages) {
    if (interrupted) break;
    for (const counts of await stage(next, jestArguments))
      for (const key of Object.keys(total)) total[key] += counts[key];
  }
  writeFileSync(join(results, `counts-${mode}.json`), `${JSON.stringify(total)}\n`);
  console.log(summary(total));
  return total.failed === 0 && total.passed > 0 && !interrupted ? 0 : 1;
}

const [mode = 'default', ...jestArguments] = process.argv.slice(2);
if (!(mode in modes)) {
  console.error(`Usage: node test/run.mjs ${Object.keys(modes).join('|')} [arguments of jest]`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(mode, jestArguments);
}
