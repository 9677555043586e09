import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

/** Where the running system is: the addresses that `npm start` uses, or those of the environment. */
export const addresses = {
  intake: process.env['INTAKE_URL'] ?? `http://127.0.0.1:${process.env['INTAKE_PORT'] ?? '7301'}`,
  query: process.env['QUERY_URL'] ?? `http://127.0.0.1:${process.env['QUERY_PORT'] ?? '7302'}`,
  notification:
    process.env['NOTIFICATION_URL'] ?? `http://127.0.0.1:${process.env['NOTIFICATION_PORT'] ?? '7303'}`,
  temporalUi:
    process.env['TEMPORAL_UI_URL'] ?? `http://127.0.0.1:${process.env['TEMPORAL_UI_PORT'] ?? '7313'}`,
  mail: process.env['MAIL_WEB_URL'] ?? `http://127.0.0.1:${process.env['MAIL_WEB_PORT'] ?? '7317'}`,
  namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'casetrace',
};

const keyFile = join(process.env['CASETRACE_STATE'] ?? join(root, '.casetrace'), 'demo-keys.txt');

/** The demo keys that `npm start` made, by staff code. */
export function demoKeys(): Map<string, string> {
  if (!existsSync(keyFile)) {
    throw new Error('No demo keys found. Run `npm start` in another terminal first, then `npm run demo`.');
  }
  const lines = readFileSync(keyFile, 'utf8').split('\n');
  return new Map(
    lines
      .map((line) => line.split('\t'))
      .flatMap(([code, , key]) => (code && key ? [[code.trim(), key.trim()] as const] : [])),
  );
}
