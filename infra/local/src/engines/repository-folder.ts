import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the repository that this file lies in. */
export function repositoryFolder(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
  }
  throw new Error('This is not inside the Casetrace repository: there is no nx.json above it.');
}
