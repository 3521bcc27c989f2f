import { SECOND } from '@interlock/domain/testing';
import type { Steps } from './steps.js';

/**
 * Time goes on to the next moment at which anything may be different: something is due, may no longer be sent, or is over. It does not go past a
 * moment by which something that is under way has to have ended.
 */
export function timeSteps(steps: Steps): void {
  const { world, runs, requests, accounts } = steps.from;
  const { now, order, rows } = world;
  let next = Infinity;
  const moment = (at: number | null): void => {
    if (at !== null && at > now && at < next) next = at;
  };
  for (const { dueAt } of rows) moment(dueAt);
  if (!order.expiryHandled) moment(order.expiresAt);
  for (const { phase, sendUntil, until } of runs) {
    moment(until);
    if (phase === 'sending') moment(sendUntil);
  }
  if (next === Infinity) return;
  const urgent = runs.some(({ until }) => until < next);
  const underWay =
    requests.some(({ until }) => until <= next) || accounts.some(({ facts, shown, shownBy }) => facts !== shown && shownBy <= next);
  if (urgent || underWay) return;
  const { world: later } = steps.written((present) => {
    present.now = next;
  });
  steps.must(() => `time: ${String((next - now) / SECOND)} s`, { world: later });
}
