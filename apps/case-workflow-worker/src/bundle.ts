import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** Where the build leaves the workflow code for workers, replay and tests. */
export const workflowBundlePath = join(__dirname, 'workflow-bundle.js');

const contractsOfTheEngine = join(dirname(require.resolve('@casetrace/contracts')), 'engine');

/** Bundles the workflow code beside this file (`.js` after a build, `.ts` in tests) and answers it. */
export async function bundleWorkflows(workflowsPath = require.resolve('./workflows')): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => {
      const known = config.resolve?.alias as Record<string, string> | undefined;
      const alias = { ...known, '@casetrace/contracts$': contractsOfTheEngine };
      return { ...config, resolve: { ...config.resolve, alias } };
    },
  });
  return code;
}

if (require.main === module) {
  void bundleWorkflows().then((code) => writeFile(workflowBundlePath, code));
}
