// Keeps processes for the tests (engines, our services), itself in a process apart: when the process of the tests ends in
// whatever way, the channel to it closes, and everything is stopped in order. Inside jest's sandbox nothing could do that.
// Ctrl-C in a terminal does not reach this process (it is detached), so the tests end before what they work with.
const { mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const local = require('@casetrace/local');
const { freePorts } = require('./free-ports');

const root = join(__dirname, '..', '..');
const downloads = join(root, '.casetrace', 'downloads');
const folder = mkdtempSync(join(tmpdir(), 'casetrace-test-'));
const logs = join(folder, 'logs');
mkdirSync(logs);
const preparations = new AbortController();
/** name → { engine, stage }; a lower stage is stopped first */
const kept = new Map();
const beginnings = new Set();
/** How far the background steps back behind the desks; not at all where tests want to be done soon. */
const niceness =
  process.argv[2] === 'stepBack' ? local.backgroundNiceness : { services: 0, kafka: 0, temporal: 0 };
let ending;

/** Takes charge of a process that was begun; answers when it is ready. */
async function keep(name, stage, begun) {
  const engine = await begun;
  kept.set(name, { engine, stage, ends: [] });
  engine.onEnd((how, wanted) => wanted || kept.get(name).ends.push(how));
  await engine.ready();
  return engine;
}

const engineStages = { mail: 1, kafka: 2, temporal: 2, postgres: 3 };

const methods = {
  async startEngines() {
    const [pg, temporal, ui, kafka, controller, smtp, web] = await freePorts(7);
    const at = (name) => ({
      folder: join(folder, name),
      logFile: join(logs, `${name}.log`),
      downloads,
      searchPath: process.env.PATH,
      signal: preparations.signal,
    });
    const begun = {
      postgres: local.startPostgres({
        ...at('postgres'),
        port: pg,
        database: 'casetrace',
        maxConnections: 300,
      }),
      temporal: local.startTemporal({
        ...at('temporal'),
        niceness: niceness.temporal,
        port: temporal,
        uiPort: ui,
        namespace: 'casetrace',
      }),
      kafka: local.startKafka({
        ...at('kafka'),
        niceness: niceness.kafka,
        port: kafka,
        controllerPort: controller,
        heapMb: 384,
      }),
      mail: local.startMailCatcher({ ...at('mail'), port: smtp, webPort: web }),
    };
    const all = await Promise.allSettled(
      Object.entries(begun).map(([name, starting]) => keep(name, engineStages[name], starting)),
    );
    for (const { status, reason } of all) if (status === 'rejected') throw reason;
    const [postgres, temporalServer, broker, mail] = all.map(({ value }) => value);
    return {
      databaseUrl: postgres.address,
      temporalAddress: temporalServer.address,
      kafkaBrokers: broker.address,
      smtpUrl: mail.address,
      mailWebAddress: mail.webAddress,
    };
  },

  /** A service of ours: a script of the repository with `/health/ready` on its port. */
  async startService({ name, script, environment }) {
    const [port] = await freePorts(1);
    const address = `http://127.0.0.1:${port}`;
    const engine = new local.ChildEngine({
      name,
      address,
      command: process.execPath,
      args: ['--enable-source-maps', join(root, script)],
      env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(port) },
      cwd: root,
      niceness: local.servicePrograms.some((each) => each.main === script && each.stepsBack)
        ? niceness.services
        : 0,
      logFile: join(logs, `${name}.log`),
      pidFile: join(folder, `${name}.json`),
      stopGraceMs: 30_000,
      probe: () => local.answersOk(`${address}/health/ready`),
    });
    await engine.start();
    await keep(name, 0, engine);
    return address;
  },

  freePorts,
  pid: (name) => kept.get(name).engine.pid,
  start: (name) => kept.get(name).engine.start(),
  ready: (name) => kept.get(name).engine.ready(),
  stop: (name) => kept.get(name).engine.stop(),
  restart: (name) => kept.get(name).engine.restart(),
  kill: (name, signal) => kept.get(name).engine.kill(signal),
  /** resolves when no process runs under the name */
  ended: (name) => kept.get(name).engine.ended(),
  /** how it ended each time that nobody had asked it to, kills by `kill` among them */
  ends: (name) => kept.get(name).ends,
};

async function stopAll() {
  const stages = [...new Set([...kept.values()].map(({ stage }) => stage))].sort((one, other) => one - other);
  for (const stage of stages) {
    const those = [...kept.values()].filter((each) => each.stage === stage);
    await Promise.allSettled(those.map(({ engine }) => engine.stop()));
  }
}

/** Stops what runs and what was only beginning; the folder stays where the tests ask for it, for its logs. */
function end(code, keepFolder) {
  ending ??= (async () => {
    preparations.abort();
    await stopAll();
    await Promise.allSettled(beginnings);
    await stopAll();
    if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  })();
  return ending;
}

async function answer({ id, method, args }) {
  try {
    const call = Promise.resolve(methods[method](...args));
    beginnings.add(call);
    const value = await call.finally(() => beginnings.delete(call));
    if (process.connected) process.send({ id, value });
  } catch (error) {
    if (process.connected) process.send({ id, failure: error.message });
  }
}

process.on('message', (message) => {
  if ('end' in message) void end(0, message.end === 'keepFolder');
  else void answer(message);
});
process.on('disconnect', () => void end(0, false));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void end(1, false));
process.send({ folder });
