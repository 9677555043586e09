import {
  duplicateSettings,
  identitySettings,
  portSetting,
  recordSettings,
  serviceSettings,
} from '@casetrace/service-kit';
import { z } from 'zod';

/** Everything that intake-service takes from its environment. */
export const intakeConfiguration = z.object({
  ...serviceSettings,
  ...recordSettings,
  ...identitySettings,
  ...duplicateSettings,
  PORT: portSetting(7301),
});
export type IntakeConfiguration = z.output<typeof intakeConfiguration>;
