import type { Provider, Type } from '@nestjs/common';
import {
  type CitationsPort,
  CommandDesk,
  type CommandPort,
  type NewerEntriesPort,
} from '../commands/command-desk';
import type { IdentityConfiguration, RecordConfiguration } from '../configuration/service-configuration';
import { readiness } from '../health/readiness';
import { ApiKeyPrincipals, type KeyDirectory } from '../identity/api-key-principals';
import { caseFactsSource, type CaseFactsSource } from '../identity/case-facts-source';
import { type AccessCodes, FilerPrincipals } from '../identity/filer-principals';
import { type PrincipalSource, principalSources } from '../identity/principal-source';
import { refusalLog, type RefusalLog } from '../identity/refusal-log';
import { WrongCredentials } from '../identity/wrong-credentials';
import { type DueCasesPort, type ReadModelsPort, RecordReadiness, type RulesPort } from './record-readiness';

/** The record's classes behind a door's ports, as an app knows them and this library does not. */
export interface RecordClasses {
  directory: Type<KeyDirectory>;
  cases: Type<CaseFactsSource & AccessCodes & NewerEntriesPort & DueCasesPort>;
  commands: Type<CommandPort>;
  guidance: Type<CitationsPort>;
  refusals: Type<RefusalLog>;
  rules: Type<RulesPort>;
  readModels: Type<ReadModelsPort>;
}

export interface DoorOptions {
  /** filers are let in with number and access code */
  filers: boolean;
}

/** Binds the ports of a door to the record: who is asking, who may, commands, refusals, readiness. */
export function doorPorts(
  record: RecordClasses,
  configuration: IdentityConfiguration & RecordConfiguration,
  { filers }: DoorOptions,
): Provider[] {
  const wrong = new WrongCredentials({
    allowed: configuration.WRONG_CREDENTIALS_ALLOWED,
    windowSeconds: configuration.WRONG_CREDENTIALS_WINDOW_SECONDS,
  });
  const sourcesOf = (directory: KeyDirectory, cases: AccessCodes): PrincipalSource[] => [
    new ApiKeyPrincipals(directory, wrong, configuration.PRINCIPAL_CACHE_SECONDS),
    ...(filers ? [new FilerPrincipals(cases, wrong)] : []),
  ];
  const readinessOptions = {
    calendarWarningDays: configuration.CALENDAR_WARNING_DAYS,
    jitterSeconds: configuration.DEADLINE_JITTER_SECONDS,
  };
  return [
    { provide: principalSources, inject: [record.directory, record.cases], useFactory: sourcesOf },
    { provide: refusalLog, useExisting: record.refusals },
    { provide: caseFactsSource, useExisting: record.cases },
    {
      provide: CommandDesk,
      inject: [record.commands, record.cases, record.guidance],
      useFactory: (commands: CommandPort, cases: NewerEntriesPort, guidance: CitationsPort) =>
        new CommandDesk(commands, cases, guidance),
    },
    {
      provide: readiness,
      inject: [record.rules, record.cases, record.readModels],
      useFactory: (rules: RulesPort, cases: DueCasesPort, readModels: ReadModelsPort) =>
        new RecordReadiness(rules, cases, readModels, readinessOptions),
    },
  ];
}
