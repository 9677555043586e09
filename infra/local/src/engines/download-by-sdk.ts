import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';

/** Has Temporal's SDK download the CLI into a folder, by starting a server once, and leaves it there as `temporal`. */
async function downloadBySdk(folder: string): Promise<void> {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: folder }, ui: false },
  });
  await environment.teardown();
  const downloaded = readdirSync(folder).find(
    (name) => name.startsWith('temporal') && !name.endsWith('.whl'),
  );
  if (downloaded === undefined) throw new Error('the SDK left no program in its download folder');
  if (downloaded !== 'temporal') {
    rmSync(join(folder, 'temporal'), { force: true });
    renameSync(join(folder, downloaded), join(folder, 'temporal'));
  }
  chmodSync(join(folder, 'temporal'), 0o755);
}

downloadBySdk(process.argv[2] ?? '.').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
