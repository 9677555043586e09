/** Whether a relay gets through to its sink. */
export type RelayState = 'starting' | 'live' | 'down' | 'stopped';
