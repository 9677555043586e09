import {
  ConfigurationError,
  describeSettings,
  type LocalConfiguration,
  readLocalConfiguration,
} from './launcher/configuration';
import { Launch } from './launcher/launch';
import { inWords } from './process/in-words';

const help = `npm start              starts Casetrace with everything it needs on this machine; Ctrl-C stops it
npm start -- --fresh   the same without the data of earlier starts (downloads stay)
npm start -- --help    this

Environment variables (default, meaning):
`;

const exitCodes = { failure: 1, usage: 64, configuration: 78, interrupted: 130 } as const;

/** A terminal's Ctrl-C arrives several times at once (from it and from npm); further apart it is a second one. */
const samePressMs = 500;

const say = (line: string): void => console.log(line);

async function main(argv: readonly string[]): Promise<number> {
  const startedAt = Number(
    argv.find((each) => each.startsWith('--started-at='))?.split('=')[1] ?? Date.now(),
  );
  const flags = argv.filter((each) => !each.startsWith('--started-at='));
  const unknown = flags.filter((flag) => !['--fresh', '--help'].includes(flag));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(' ')}\n\n${help}${describeSettings()}`);
    return exitCodes.usage;
  }
  if (flags.includes('--help')) {
    say(help + describeSettings());
    return 0;
  }
  return run(readLocalConfiguration(), flags.includes('--fresh'), startedAt);
}

async function run(configuration: LocalConfiguration, fresh: boolean, startedAt: number): Promise<number> {
  const launch = new Launch({ configuration, fresh, say });
  const stopped = stopOnSignal(launch);
  try {
    await launch.start();
  } catch (error) {
    if (launch.stopping && stopped.asked()) {
      await stopped.done;
      return exitCodes.interrupted;
    }
    throw error;
  }
  say(`ready in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  await stopped.done;
  return 0;
}

/** Stops the launch at the first signal, or when the parent is gone; kills everything at the second. */
function stopOnSignal(launch: Launch): { done: Promise<void>; asked: () => boolean } {
  let askedAt: number | undefined;
  let finish: () => void;
  const done = new Promise<void>((resolve) => (finish = resolve));
  const ask = (): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      say('stopping … (once more to force)');
      void launch.stop().then(finish);
    } else if (Date.now() - askedAt > samePressMs) {
      launch.force();
      process.exit(exitCodes.interrupted);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.once('disconnect', ask);
  return { done, asked: () => askedAt !== undefined };
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`\n${inWords(error)}`);
    process.exit(error instanceof ConfigurationError ? exitCodes.configuration : exitCodes.failure);
  },
);
