import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A way to an engine that a test can cut and mend: what was connected is reset, what tries to connect is refused. */
export class CutNetwork {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  private constructor(private readonly target: { host: string; port: number }) {}

  /** `target` as `host:port`. */
  static async to(target: string): Promise<CutNetwork> {
    const at = target.lastIndexOf(':');
    const network = new CutNetwork({ host: target.slice(0, at), port: Number(target.slice(at + 1)) });
    await network.mend();
    return network;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async mend(): Promise<void> {
    const server = createServer((inside) => this.join(inside));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private join(inside: Socket): void {
    const outside = connect(this.target);
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      this.sockets.add(socket);
      socket
        .on('error', () => other.destroy())
        .on('close', () => {
          this.sockets.delete(socket);
          other.destroy();
        });
      socket.pipe(other);
    }
  }
}
