import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether node_modules is what package-lock.json (or, without one, package.json) asks for. */
export function dependenciesAreCurrent(root) {
  if (!existsSync(join(root, 'node_modules'))) return false;
  const stamp = stampFile(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted(root)) return true;
  if (!installedByHand(root)) return false;
  stampDependencies(root);
  return true;
}

/** Notes what node_modules was installed from. */
export function stampDependencies(root) {
  writeFileSync(stampFile(root), wanted(root));
}

/** The command that installs, and its arguments; the tools that build are always wanted. */
export function installCommand(root) {
  return [
    'npm',
    [existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install', '--include=dev', '--include=optional'],
  ];
}

function stampFile(root) {
  return join(root, 'node_modules', '.casetrace-installed');
}

function wanted(root) {
  const lock = join(root, 'package-lock.json');
  return createHash('sha256')
    .update(readFileSync(existsSync(lock) ? lock : join(root, 'package.json')))
    .digest('hex');
}

/** npm keeps a list of what it installed: true when it holds every version that the lock file asks for. */
function installedByHand(root) {
  try {
    const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
    const installed = packages(join(root, 'node_modules', '.package-lock.json'));
    return Object.entries(packages(join(root, 'package-lock.json')))
      .filter(([path, { optional, link }]) => path.startsWith('node_modules/') && !optional && !link)
      .every(([path, { version }]) => installed[path]?.version === version);
  } catch {
    return false;
  }
}
