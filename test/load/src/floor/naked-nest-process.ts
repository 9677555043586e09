import { Pool } from 'pg';
import { startNakedNest } from './naked-nest';
import { SameRows } from './same-rows';

/** Runs the naked route in a process of its own, as the product's doors run. Arguments: kind, tracking number, pool size. */
async function main([kind, trackingNumber = '', poolSize = '10']: string[]): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'] ?? '';
  const pool = new Pool({ connectionString: databaseUrl });
  const rows =
    kind === 'registration'
      ? await SameRows.ofRegistration(pool, trackingNumber)
      : await SameRows.ofDecision(pool, trackingNumber);
  await pool.end();
  const naked = await startNakedNest(SameRows.writing(databaseUrl), Number(poolSize), rows);
  process.send?.(naked.url);
  process.once('disconnect', () => void naked.stop().then(() => process.exit(0)));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
