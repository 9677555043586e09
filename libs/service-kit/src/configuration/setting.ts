import type { z } from 'zod';

/** What a setting means and what it may look like: shown when it is missing or wrong, and in the documentation. */
export interface SettingNotes {
  description: string;
  example: string;
}

/** Annotates the schema of one environment variable. */
export function setting<T extends z.ZodType>(schema: T, description: string, example: string): T {
  return schema.meta({ description, example });
}

/** The notes that `setting` left on a schema; empty where there are none. */
export function notesOf(schema: z.ZodType): SettingNotes {
  const { description = '', example } = schema.meta() ?? {};
  return { description, example: typeof example === 'string' ? example : '' };
}
