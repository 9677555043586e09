import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PermissionName } from '../identity/permissions';
import type { Principal } from '../identity/principal';

/** What the kit reads of a request, and what it notes on it on the way. */
export interface DoorRequest extends IncomingMessage {
  method: string;
  ip?: string;
  body?: unknown;
  params: Record<string, string | undefined>;
  query: Record<string, unknown>;
  /** the route that matched; its path is a template without anybody's data */
  route?: { path?: string };
  requestId?: string;
  principal?: Principal;
  /** what the route asks for; unset where it is open to anyone */
  permission?: PermissionName;
  /** whether the guard refused it after looking at who is asking, and not a rule behind it */
  turnedAway?: true;
  /** the tracking number of the path in its one written form */
  trackingNumber?: string;
}

export interface DoorResponse extends ServerResponse {
  req: IncomingMessage & DoorRequest;
}
