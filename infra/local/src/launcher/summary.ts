import { join } from 'node:path';
import type { LocalConfiguration } from './configuration';
import type { ProgramEnvironment } from './run-programs';
import type { StateFolder } from './state-folder';

type Row = [name: string, address: string];

/** What a newcomer needs after the start: where everything is, and a first request to try. */
export function summary(
  configuration: LocalConfiguration,
  state: StateFolder,
  environment: ProgramEnvironment,
): string[] {
  const own = (port: number): string => `http://127.0.0.1:${port}`;
  const rows: Row[] = [
    ['agencies and filers (intake)', `${own(configuration.INTAKE_PORT)}/docs`],
    ['staff (query and actions)', `${own(configuration.QUERY_PORT)}/docs`],
    ['notifications', `${own(configuration.NOTIFICATION_PORT)}/docs`],
    ['workflows (Temporal)', configuration.TEMPORAL_ADDRESS ?? own(configuration.TEMPORAL_UI_PORT)],
    [
      'mails',
      configuration.SMTP_URL ? withoutPassword(configuration.SMTP_URL) : own(configuration.MAIL_WEB_PORT),
    ],
    ['database', withoutPassword(environment.DATABASE_URL)],
    ...(configuration.DATABASE_URL
      ? []
      : [['  its password', join(state.engine('postgres'), 'password')] as Row]),
    ['Kafka', environment.KAFKA_BROKERS],
    ['logs', state.logs],
    ...(state.demoKeys() === undefined ? [] : [['demo keys', state.demoKeysFile] as Row]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    '',
    ...rows.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`),
    '',
    'Register a first case:',
    '',
    ...firstRequest(own(configuration.INTAKE_PORT), agencyKey(state.demoKeys())),
    '',
  ];
}

/** The demo key of an agency among what the seed printed. */
export function agencyKey(demoKeys = ''): string {
  const lines = demoKeys.split('\n').filter((line) => line.includes('ctk_'));
  const line = lines.find((each) => /agency|机构/i.test(each)) ?? lines[0] ?? '';
  return /ctk_\w[\w-]*/.exec(line)?.[0] ?? '<a key of an agency>';
}

/** Lines of columns between tabs, set out one below the other. */
export function inColumns(text: string): string[] {
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  );
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.toString().replace('%2A%2A%2A', '***');
}

function firstRequest(intake: string, key: string): string[] {
  const body = {
    category: 'noise',
    subject: '夜间施工噪声扰民',
    details: '小区东侧工地连续三晚施工到凌晨，影响休息。',
    place: { address: '示范路 12 号' },
    channel: 'agency',
    language: 'zh',
    filer: { name: '示范立案人', mail: 'filer@example.org' },
  };
  return [
    `curl ${intake}/v1/cases \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Idempotency-Key: my-first-case' -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(body)}'`,
  ];
}
