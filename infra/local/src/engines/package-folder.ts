import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of an installed npm package, also of one that may not be resolved from CommonJS.
 * @throws Error naming the remedy when it is not installed.
 */
export function packageFolder(name: string): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === dirname(folder)) break;
  }
  throw new Error(`The npm package ${name} is not installed. Run "npm ci" (without --omit=optional).`);
}
