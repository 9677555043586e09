import { migrate } from '../database/migrate';
import { runProgram } from './run-program';

/** `node dist/cli/migrate.js [up|down]`: brings the tables of DATABASE_URL up to date, or takes the last step back. */
void runProgram('migrate', async (dataSource) => {
  const direction = process.argv[2] ?? 'up';
  if (direction !== 'up' && direction !== 'down') throw new Error(`${direction}: say up or down`);
  const steps = await migrate(dataSource, direction);
  for (const step of steps) console.log(`${direction} ${step}`);
  if (steps.length === 0) console.log('nothing to do');
});
