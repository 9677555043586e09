import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The folder of something downloaded, named after the files that pin it: a changed pin is another folder, so what
 * exists is complete and current.
 */
export function pinnedFolder(downloads: string, name: string, pinFiles: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of pinFiles) digest.update(readFileSync(file));
  return join(downloads, `${name}-${digest.digest('hex').slice(0, 12)}`);
}

/** Fills a folder all or nothing: `fill` writes into one beside it that then takes its name. */
export async function fillOnce(folder: string, fill: (fresh: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  mkdirSync(join(folder, '..'), { recursive: true });
  const fresh = mkdtempSync(join(folder, '..', `.${basename(folder)}-`));
  try {
    await fill(fresh);
    chmodSync(fresh, 0o755);
    if (!existsSync(folder)) renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
