import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { eventSchemaVersion } from '@casetrace/contracts';

const root = join(__dirname, '..', '..', '..');

/**
 * Makes in `folder` a copy of the built programs that knows one more version of events, as the next release would; answers the
 * path of a service's main script in it, relative to the repository.
 */
export function newerVersion(folder: string): (service: string) => string {
  for (const room of ['apps', 'libs'])
    for (const project of readdirSync(join(root, room)))
      for (const part of ['dist', 'package.json', 'seed'])
        if (existsSync(join(root, room, project, part)))
          cpSync(join(root, room, project, part), join(folder, room, project, part), { recursive: true });
  linkModules(folder);
  raiseSchemaVersion(join(folder, 'libs', 'contracts', 'dist', 'events.js'));
  return (service) => relative(root, join(folder, 'apps', service, 'dist', 'main.js'));
}

/** Packages of others are those of the repository; our own are those of the copy. */
function linkModules(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@casetrace'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@casetrace' && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const room of ['apps', 'libs'])
    for (const project of readdirSync(join(folder, room)))
      symlinkSync(join(folder, room, project), join(modules, '@casetrace', project));
}

function raiseSchemaVersion(file: string): void {
  const text = readFileSync(file, 'utf8');
  const raised = text.replace(
    `exports.eventSchemaVersion = ${eventSchemaVersion};`,
    `exports.eventSchemaVersion = ${eventSchemaVersion + 1};`,
  );
  if (raised === text) throw new Error(`${file} does not hold the version of events as it was looked for`);
  writeFileSync(file, raised);
}
