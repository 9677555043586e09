import {
  duplicateSettings,
  identitySettings,
  portSetting,
  recordSettings,
  serviceSettings,
} from '@casetrace/service-kit';
import { z } from 'zod';

/** Everything that query-service takes from its environment. */
export const queryConfiguration = z.object({
  ...serviceSettings,
  ...recordSettings,
  ...identitySettings,
  ...duplicateSettings,
  PORT: portSetting(7302),
});
export type QueryConfiguration = z.output<typeof queryConfiguration>;
