import { StartupError } from '@interlock/persistence';

/** What goes wrong on our side of the wire, and on it. */
export const ownFaults = [
  'crash',
  'disconnect',
  'stall',
  'freeze',
  'refuse',
  'lose_request',
  'lose_answer',
  'slow_request',
  'slow_answer',
  'lose_notification',
  'copy_notification',
  'hold_notification',
  'lose_merchant_answer',
  'lose_webhook',
  'refuse_webhook',
  'lose_webhook_answer',
  'outside_change',
] as const;
/** What the twins' control door can do. */
export const doorFaults = [
  'hang',
  'drop_before',
  'drop_after',
  'http_500',
  'garbage',
  'delay',
  'bad_signature',
  'wrong_amount',
  'decline',
  'unknown_then_paid',
  'unknown_then_failed',
  'notify_twice',
  'notify_never',
  'notify_late',
  'notify_forged',
] as const;
const allFaults: readonly SimulatedFault[] = [...ownFaults, ...doorFaults];

export type OwnFault = (typeof ownFaults)[number];
export type DoorFault = (typeof doorFaults)[number];
export type SimulatedFault = OwnFault | DoorFault;

/** `all`, `none` or names with commas between. Throws `StartupError` for a name that there is not. */
export function faultsOf(text: string): ReadonlySet<SimulatedFault> {
  if (text === 'all') return new Set(allFaults);
  if (text === 'none') return new Set();
  const names = text.split(',').map((name) => name.trim());
  const known: ReadonlySet<string> = new Set(allFaults);
  const strange = names.find((name) => !known.has(name));
  if (strange === 'all' || strange === 'none') throw new StartupError(`--faults: "${strange}" stands alone, without other names.`);
  if (strange !== undefined) throw new StartupError(`--faults: there is no "${strange}"; there are all, none, ${allFaults.join(', ')}.`);
  return new Set(names as SimulatedFault[]);
}
