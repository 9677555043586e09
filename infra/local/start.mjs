// `npm start`: brings a fresh clone to a running system. Needs nothing but Node's built-ins: what it installs and builds
// (infra/local/src) does the rest.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dependenciesAreCurrent, installCommand, stampDependencies } from './launch/dependencies.mjs';
import { checkPrerequisites } from './launch/prerequisites.mjs';
import { endCurrentStep, runForeground, runStep } from './launch/steps.mjs';

const startedAt = Date.now();
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const environment = process.env;
const given = environment.CASETRACE_STATE || '.casetrace';
const state = isAbsolute(given) ? given : join(root, given);
const argv = process.argv.slice(2);

/** The process of another launcher that lives on this state folder; the launcher proper looks more closely. */
function otherLauncher() {
  try {
    const { pid } = JSON.parse(readFileSync(join(state, 'launcher.json'), 'utf8'));
    process.kill(pid, 0);
    const commandLine = `/proc/${pid}/cmdline`;
    return existsSync('/proc/self') && !readFileSync(commandLine, 'utf8').includes('main.js')
      ? undefined
      : pid;
  } catch {
    return undefined;
  }
}

async function start() {
  const asksOnly = argv.includes('--help');
  const missing = asksOnly ? [] : await checkPrerequisites({ environment, root, state });
  if (missing.length > 0) {
    throw new Error(
      ['Casetrace cannot start yet; what is missing:', ...missing.map((each) => `  - ${each}`)].join('\n'),
    );
  }
  if (argv.includes('--check')) return 0;
  const other = otherLauncher();
  if (other !== undefined && !asksOnly) {
    throw new Error(
      `Casetrace already runs on ${state} (process ${other}). Stop it by Ctrl-C in its terminal or "kill ${other}".`,
    );
  }
  mkdirSync(join(state, 'logs'), { recursive: true });
  const step = (title, command, args, extra = {}) =>
    runStep({
      title,
      command,
      args,
      cwd: root,
      environment: { ...environment, ...extra },
      logFile: join(state, 'logs', 'prepare.log'),
    });
  if (!dependenciesAreCurrent(root)) {
    await step('dependencies', ...installCommand(root));
    stampDependencies(root);
  }
  await step('build', 'npm', ['run', 'build'], {
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NX_INTERACTIVE: 'false',
  });
  return runForeground(process.execPath, [
    join(root, 'infra', 'local', 'dist', 'main.js'),
    ...argv,
    `--started-at=${startedAt}`,
  ]);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => endCurrentStep(signal));

// npm hands a SIGTERM to a shell between it and us, which dies of it without passing it on.
const parent = process.ppid;
const parentWatch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(parentWatch);
  endCurrentStep('SIGTERM');
}, 500);
if (!environment.npm_lifecycle_event) clearInterval(parentWatch);

start().then(
  (code) => process.exit(code),
  (error) => {
    console.error(`\n${error.message}`);
    process.exit(error.exitCode ?? 1);
  },
);
