import type { z } from 'zod';
import { notesOf } from './setting';

/** One wrong or missing environment variable. */
export interface ConfigurationProblem {
  variable: string;
  problem: string;
  meaning: string;
  example: string;
}

/** Every wrong variable at once; the message has a paragraph for each, and no values (they may be secrets). */
export class ConfigurationError extends Error {
  constructor(readonly problems: ConfigurationProblem[]) {
    super(['The configuration cannot be used:', ...problems.map(inWords)].join('\n'));
    this.name = 'ConfigurationError';
  }
}

/** What a process ends with when its configuration is unusable (EX_CONFIG of sysexits). */
export const configurationExitCode = 78;

type Environment = Record<string, string | undefined>;

/**
 * Reads the settings that a schema names from an environment; an empty variable counts as absent.
 * @throws ConfigurationError with all problems.
 */
export function readConfiguration<T extends z.ZodObject>(schema: T, environment: Environment): z.output<T> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const variable = String(issue.path[0] ?? '');
    const { description, example } = notesOf(schema.shape[variable] as z.ZodType);
    const problem = given[variable] === undefined ? 'is missing' : issue.message;
    return { variable, problem, meaning: description, example };
  });
  throw new ConfigurationError(problems);
}

/** Reads the configuration of this process; reports every problem on stderr and ends with exit code 78 if there is any. */
export function loadConfiguration<T extends z.ZodObject>(schema: T): z.output<T> {
  try {
    return readConfiguration(schema, process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(configurationExitCode);
  }
}

function inWords({ variable, problem, meaning, example }: ConfigurationProblem): string {
  return `  ${variable}: ${problem}\n    what it is: ${meaning}\n    example:    ${variable}=${example}`;
}
