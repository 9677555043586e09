import { Client, Connection } from '@temporalio/client';

export interface EngineAddress {
  TEMPORAL_ADDRESS: string;
  TEMPORAL_NAMESPACE: string;
  /** how long one call may take, in milliseconds */
  TEMPORAL_CALL_MS: number;
}

/** A reconnection is tried at least this often, so that an outage is over when Temporal is back. Milliseconds. */
const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 };

/** A client of Temporal that connects when it is first used, gives every call a deadline, and recovers by itself. */
export class EngineConnection {
  readonly client: Client;
  private readonly connection: Connection;

  constructor(private readonly address: EngineAddress) {
    this.connection = Connection.lazy({ address: address.TEMPORAL_ADDRESS, channelArgs });
    this.client = new Client({ connection: this.connection, namespace: address.TEMPORAL_NAMESPACE });
  }

  get namespace(): string {
    return this.address.TEMPORAL_NAMESPACE;
  }

  /** Calls with the deadline of the configuration. */
  call<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.address.TEMPORAL_CALL_MS;
    return this.connection.withDeadline(deadline, () => work(this.connection));
  }

  /** Resolves when Temporal answers for the namespace. @throws the error of the call otherwise. */
  async probe(): Promise<void> {
    await this.call(({ workflowService }) =>
      workflowService.describeNamespace({ namespace: this.namespace }),
    );
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
