/** Where the engines of this run of the tests are; set by the global set-up, read by every test process. */
export interface EngineAddresses {
  /** A superuser's URL of the server's own database; tests get databases of their own. */
  databaseUrl: string;
  temporalAddress: string;
  kafkaBrokers: string;
  smtpUrl: string;
  /** The catcher's page; `<address>/api/email` answers the mails as JSON. */
  mailWebAddress: string;
}

const variable = 'CASETRACE_TEST_ENGINES';

export function announceEngines(addresses: EngineAddresses): void {
  process.env[variable] = JSON.stringify(addresses);
}

/** @throws Error outside the jest projects that start the engines. */
export function engineAddresses(): EngineAddresses {
  const text = process.env[variable];
  if (text === undefined) throw new Error('Only specs of test/integration and test/e2e have engines.');
  return JSON.parse(text) as EngineAddresses;
}
