import type { DataSource } from 'typeorm';
import { createDataSource } from '../database/data-source';
import { cliOptions } from './cli-configuration';

/** Runs a program of the record on a connection of its own; whatever it throws is told in one line and fails it. */
export async function runProgram(
  name: string,
  program: (dataSource: DataSource) => Promise<void>,
): Promise<void> {
  try {
    const dataSource = await createDataSource(cliOptions(name));
    try {
      await program(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message || String(error) : String(error)}`);
    process.exitCode = 1;
  }
}
