import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from '../entities';
import { migrations } from '../migrations';
import { type RecordOptions, withDefaults } from '../record-options';
import { hungAfterMs } from './record-database';

/** TypeORM's options for the record: tables by migrations only, waits bounded, sockets kept alive. */
export function dataSourceOptions(options: RecordOptions): DataSourceOptions {
  const complete = withDefaults(options);
  return {
    type: 'postgres',
    url: complete.databaseUrl,
    applicationName: complete.applicationName,
    poolSize: complete.poolSize,
    connectTimeoutMS: complete.connectTimeoutMs,
    entities,
    migrations,
    migrationsTableName: 'record_migrations',
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    // TypeORM would print the parameters of what failed, and texts and addresses with them (P7).
    logging: false,
    // An idle connection that breaks is dropped by the pool; the next request gets a new one.
    poolErrorHandler: () => undefined,
    extra: {
      lock_timeout: complete.lockTimeoutMs,
      statement_timeout: complete.statementTimeoutMs,
      // A PostgreSQL that hangs cannot end a statement: its connection is given up.
      query_timeout: complete.statementTimeoutMs + hungAfterMs,
      idle_in_transaction_session_timeout: complete.statementTimeoutMs,
      keepAlive: true,
      // Statements that belong together share a round trip (ADR 0003).
      pipeline: true,
    },
  };
}

/** A connected source. @throws Error where PostgreSQL cannot be reached. */
export async function createDataSource(options: RecordOptions): Promise<DataSource> {
  return new DataSource(dataSourceOptions(options)).initialize();
}
