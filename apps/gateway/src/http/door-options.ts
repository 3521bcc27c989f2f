import type { Settings } from '@interlock/persistence';

/** What the doors need to know of the process beside its runtime. */
export type DoorOptions = Pick<Settings, 'trustedProxies' | 'terminalHttpStatus' | 'keyRequestsPerSecond' | 'terminalRequestsPerSecond'>;
export const DOOR_OPTIONS = Symbol('DoorOptions');

/** What is left out is as without settings; no share is limited then. */
export function doorOptions(given: Partial<DoorOptions>): DoorOptions {
  return { trustedProxies: [], terminalHttpStatus: 'always_200', keyRequestsPerSecond: 0, terminalRequestsPerSecond: 0, ...given };
}
