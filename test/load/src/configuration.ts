import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const port = (offset: number): string => String(7500 + offset);

/** Where the bench runs its own copy of the system: beside the data and ports of `npm start`. */
export const bench = {
  root,
  state: join(root, '.casetrace', 'bench'),
  launcher: join(root, 'infra', 'local', 'dist', 'main.js'),
  intake: `http://127.0.0.1:${port(1)}`,
  query: `http://127.0.0.1:${port(2)}`,
  temporalAddress: `127.0.0.1:${port(12)}`,
  kafkaBrokers: `127.0.0.1:${port(14)}`,
  postgresPort: port(11),
  namespace: 'casetrace',
  /** shorter phases for a first look: `BENCH_QUICK=1 npm run bench` */
  quick: process.env['BENCH_QUICK'] === '1',
  only: process.env['BENCH_ONLY']?.split(',') ?? null,
  /** section `volume`: how many cases in the end, and whether they are kept for the next run (`npm run bench -- --keep`) */
  volume: {
    cases: Number(process.env['BENCH_VOLUME'] ?? 1_000_000),
    keep: process.argv.includes('--keep'),
  },
  environment: {
    ...process.env,
    CASETRACE_STATE: join(root, '.casetrace', 'bench'),
    INTAKE_PORT: port(1),
    QUERY_PORT: port(2),
    NOTIFICATION_PORT: port(3),
    WORKER_PORT: port(4),
    PUBLISHER_PORT: port(5),
    POSTGRES_PORT: port(11),
    TEMPORAL_PORT: port(12),
    TEMPORAL_UI_PORT: port(13),
    KAFKA_PORT: port(14),
    KAFKA_CONTROLLER_PORT: port(15),
    SMTP_PORT: port(16),
    MAIL_WEB_PORT: port(17),
  },
} as const;
