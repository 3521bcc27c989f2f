import type { OrderRow } from './rows.js';
import type { Finding } from './books.js';

/** A receiver that keeps the highest version ends at our own state of every order. */
export function compareWithReceiver(
  orders: readonly OrderRow[],
  kept: ReadonlyMap<string, { readonly version: number; readonly state: string }>,
): readonly Finding[] {
  return orders.flatMap(({ id, merchantOrderNo, version, state }) => {
    const told = kept.get(id);
    if (told?.version === version && told.state === state) return [];
    const heard = told === undefined ? 'nothing' : `version ${String(told.version)}, ${told.state}`;
    return [{ order: merchantOrderNo, what: `the merchant was told ${heard}; it is version ${String(version)}, ${state}` }];
  });
}
