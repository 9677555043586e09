import { createServer } from 'node:net';

/** Which of these ports of 127.0.0.1 (variable name to number) are taken; as one complaint, or nothing. */
export async function busyPorts(ports: Readonly<Record<string, number>>): Promise<string | undefined> {
  const checked = await Promise.all(
    Object.entries(ports).map(async ([variable, port]) => ({ variable, port, free: await isFree(port) })),
  );
  const busy = checked.filter(({ free }) => !free);
  if (busy.length === 0) return undefined;
  const lines = busy.map(
    ({ variable, port }) => `  ${port}: choose another by ${variable}, e.g. ${variable}=${port + 100}`,
  );
  return ['Another program listens on ports that are needed:', ...lines].join('\n');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
