import type { Settings } from '@interlock/persistence';

/** What the doors need to know of the process beside its runtime. */
export type DoorOptions = Pick<Settings, 'trustedProxies' | 'terminalHttpStatus'>;
export const DOOR_OPTIONS = Symbol('DoorOptions');

export function doorOptions({ trustedProxies = [], terminalHttpStatus = 'always_200' }: Partial<DoorOptions>): DoorOptions {
  return { trustedProxies, terminalHttpStatus };
}
