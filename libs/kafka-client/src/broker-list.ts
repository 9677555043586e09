import { z } from 'zod';

/** Brokers as a setting names them: `host:port`, several with commas between. */
export const brokerList = z
  .string()
  .regex(/^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/, 'is not a list of host:port')
  .transform((text) => text.split(','));
