// Runs PostgreSQL, Temporal, Kafka and the mail catcher for one run of the tests, in a process of its own: they are
// stopped in order when jest says so, and also when jest is interrupted, crashes or is killed, for then the channel to
// it closes. Ctrl-C in a terminal does not reach this process (it is detached), so the tests can end before the engines.
const { mkdtempSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { startKafka, startMailCatcher, startPostgres, startTemporal } = require('@casetrace/local');

const downloads = join(__dirname, '..', '..', '.casetrace', 'downloads');
const folder = mkdtempSync(join(tmpdir(), 'casetrace-test-'));
const preparations = new AbortController();
const engines = [];
let wellDone = false;
let ending;

/** Ports that were free at the same time a moment ago. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer().once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function ready(starting) {
  const engine = await starting;
  engines.push(engine);
  await engine.ready();
  return engine;
}

async function startAll() {
  const [pg, temporal, ui, kafka, controller, smtp, web] = await freePorts(7);
  const { signal } = preparations;
  const at = (name) => ({ folder: join(folder, name), downloads, signal });
  const all = await Promise.allSettled([
    ready(startPostgres({ ...at('postgres'), port: pg, database: 'casetrace', maxConnections: 300 })),
    ready(startTemporal({ ...at('temporal'), port: temporal, uiPort: ui, namespace: 'casetrace' })),
    ready(startKafka({ ...at('kafka'), port: kafka, controllerPort: controller, heapMb: 384 })),
    ready(startMailCatcher({ ...at('mail'), port: smtp, webPort: web })),
  ]);
  for (const { status, reason } of all) if (status === 'rejected') throw reason;
  const [postgres, temporalServer, broker, mail] = all.map(({ value }) => value);
  return {
    databaseUrl: postgres.address,
    temporalAddress: temporalServer.address,
    kafkaBrokers: broker.address,
    smtpUrl: mail.address,
    mailWebAddress: mail.webAddress,
  };
}

/** Stops what runs; the folder stays where something went wrong, for its logs. */
function end(code) {
  ending ??= (async () => {
    preparations.abort();
    const stopAll = () => Promise.allSettled(engines.map((engine) => engine.stop()));
    await stopAll();
    await Promise.allSettled([starting]);
    await stopAll();
    if (wellDone) rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  })();
  return ending;
}

process.on('message', (message) => {
  wellDone = message === 'done';
  void end(0);
});
process.on('disconnect', () => void end(0));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void end(1));

const starting = startAll();
starting.then(
  (addresses) => process.connected && process.send({ addresses, folder }),
  (error) => {
    if (process.connected) process.send({ failure: error.message, folder });
    return end(1);
  },
);
