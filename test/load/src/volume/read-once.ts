import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads all files below a folder once, so that as much of them as fits into the machine's memory is there, as where a server has run
 * for a while: else the first to ask for a page would measure the disk, and how much that is depends on what ran before.
 */
export async function readOnce(folder: string): Promise<void> {
  const begun = performance.now();
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += await readFile(join(entry.parentPath, entry.name));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`  data files read once: ${(bytes / 1e9).toFixed(1)} GB in ${seconds} s`);
}

/** Answers its length in bytes; nothing where it was removed meanwhile, as the server does with files of its own. */
async function readFile(path: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      bytes += (chunk as Buffer).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return bytes;
}
