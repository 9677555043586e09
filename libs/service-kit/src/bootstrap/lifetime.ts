import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

/**
 * The order of stopping: readiness turns false and connections are asked to close, running requests finish, then Nest
 * closes the server and after it the pool. Whoever takes longer than allowed is cut off.
 */
@Injectable()
export class Lifetime implements BeforeApplicationShutdown {
  draining = false;
  private server: Server | undefined;
  private longestSeconds = 0;

  /** Tells which server is to be drained, and how long that may take. */
  watch(server: Server, longestSeconds: number): void {
    this.server = server;
    this.longestSeconds = longestSeconds;
  }

  beforeApplicationShutdown(): void {
    this.draining = true;
    const { server } = this;
    if (!server) return;
    // A connection that was busy when the server closed stays open for its keep-alive time unless it is told.
    server.keepAliveTimeout = 1;
    setTimeout(() => server.closeAllConnections(), this.longestSeconds * 1000).unref();
  }
}
