import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

let endChild = () => undefined;
let interrupted = false;

/** Hands a signal to what runs now; nothing further is begun. */
export function endCurrentStep(signal) {
  interrupted = true;
  endChild(signal);
}

function refuseWhenInterrupted() {
  if (interrupted) throw Object.assign(new Error('interrupted'), { exitCode: 130 });
}

/** Runs one step; says how long it takes, and with what it failed. Everything it prints goes to the log. */
export async function runStep({ title, command, args, cwd, environment, logFile }) {
  refuseWhenInterrupted();
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  const notice = () => {
    console.log(`  … ${title} (${seconds()})`);
    timer = setTimeout(notice, 5_000);
  };
  let timer = setTimeout(notice, 1_000);
  const log = openSync(logFile, 'w', 0o600);
  try {
    await finished(command, args, { cwd, env: environment, stdio: ['ignore', log, log] });
    console.log(`  ✓ ${title} (${seconds()})`);
  } catch (error) {
    refuseWhenInterrupted();
    const lastLines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
    throw new Error(`${lastLines}\n\n"${title}" failed: ${error.message}. Log: ${logFile}`);
  } finally {
    clearTimeout(timer);
    closeSync(log);
  }
}

/** A group of its own, so that a signal ends the command with all that it started. */
function finished(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, detached: true });
    endChild = (signal) => process.kill(-child.pid, signal);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      endChild = () => undefined;
      if (code === 0) resolve();
      else reject(new Error(signal ? `signal ${signal}` : `exit code ${code}`));
    });
  });
}

/** Runs a program in the foreground until it ends; answers its exit code. It learns of our end by its channel to us. */
export function runForeground(command, args) {
  refuseWhenInterrupted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    endChild = (signal) => child.kill(signal);
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}
