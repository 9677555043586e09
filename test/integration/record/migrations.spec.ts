import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate, migrations } from '@casetrace/case-record';
import { type DataSource } from 'typeorm';
import { freshDatabase } from '../../harness/databases';

describe('the migrations', () => {
  let dataSource: DataSource;

  beforeAll(async () => {
    const { url } = await freshDatabase({ migrated: false });
    dataSource = await createDataSource({
      databaseUrl: url,
      applicationName: 'migrations',
      lockTimeoutMs: 60_000,
    });
  });
  afterAll(() => dataSource.destroy());

  /** Everything that a migration can leave in a database. */
  async function inventory(): Promise<string[]> {
    const rows = await dataSource.query<{ thing: string }[]>(`
      SELECT 'relation ' || relname AS thing FROM pg_class WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
      UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT 'grant ' || relname || relacl::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relacl::text LIKE '%casetrace_erasure%'
      ORDER BY 1`);
    return rows.map(({ thing }) => thing);
  }

  it('go up, all the way down leaving nothing behind, and up again to the same', async () => {
    expect(await inventory()).toEqual([]);
    expect(await migrate(dataSource, 'up')).toHaveLength(migrations.length);
    const up = await inventory();
    expect(up.length).toBeGreaterThan(40);
    expect(await migrate(dataSource, 'allTheWayDown')).toHaveLength(migrations.length);
    expect(await inventory()).toEqual([]);
    await migrate(dataSource, 'up');
    expect(await inventory()).toEqual(up);
  });

  it('go down one step at a time', async () => {
    const up = await inventory();
    const last = await migrate(dataSource, 'down');
    expect(last).toHaveLength(1);
    const below = await inventory();
    expect(below).toEqual(expect.arrayContaining(['relation cases', 'relation case_events']));
    expect(await migrate(dataSource, 'up')).toEqual(last);
    expect(await inventory()).toEqual(up);
  });

  it('change nothing when they are run again', async () => {
    expect(await migrate(dataSource, 'up')).toEqual([]);
  });

  it('make exactly the tables that the entities describe', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('run once when several processes start at the same time', async () => {
    const { url } = await freshDatabase({ migrated: false });
    const sources = await Promise.all(
      [1, 2, 3].map(() =>
        createDataSource({ databaseUrl: url, applicationName: 'm', lockTimeoutMs: 60_000 }),
      ),
    );
    const taken = await Promise.all(sources.map((source) => migrate(source, 'up')));
    expect(taken.map((steps) => steps.length).sort()).toEqual([0, 0, migrations.length]);
    await Promise.all(sources.map((source) => source.destroy()));
  });
});
