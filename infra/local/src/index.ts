export type { DownloadedEngineOptions, EngineOptions } from './engines/engine-options';
export { type KafkaEngine, type KafkaOptions, startKafka } from './engines/kafka';
export { kafkaJars } from './engines/kafka-jars';
export { type MailCatcherEngine, type MailCatcherOptions, startMailCatcher } from './engines/mail-catcher';
export { type PostgresEngine, type PostgresOptions, postgresHome, startPostgres } from './engines/postgres';
export { type TemporalEngine, type TemporalOptions, startTemporal } from './engines/temporal';
export { temporalProgram } from './engines/temporal-program';
export { servicePrograms } from './launcher/programs';
export type { Ending, Engine } from './process/engine';
export { ChildEngine, type ChildSpec } from './process/child-engine';
export { backgroundNiceness, type Niceness } from './process/niceness';
export { type CommandSpec, runCommand } from './process/run-command';
export {
  answersOk,
  type Backoff,
  defaultBackoff,
  type ProcessSpec,
  supervise,
  superviseProcess,
  type SupervisedProcess,
  type SupervisionOptions,
  waitBeforeRestart,
} from './process/supervisor';
