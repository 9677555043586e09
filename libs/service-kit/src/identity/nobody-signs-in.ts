import type { Provider } from '@nestjs/common';
import { caseFactsSource } from './case-facts-source';
import { principalSources } from './principal-source';
import { refusalLog } from './refusal-log';

/** The ports of a process whose routes are open to all: health and figures. */
export const nobodySignsIn: readonly Provider[] = [
  { provide: principalSources, useValue: [] },
  { provide: refusalLog, useValue: { record: () => Promise.resolve() } },
  { provide: caseFactsSource, useValue: { factsOf: () => Promise.resolve(null) } },
];
