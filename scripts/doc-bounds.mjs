import { asCode, table } from './doc-blocks.mjs';

/**
 * @typedef {{ inFlight: number, perSecond: number, orderEveryMs: number, backOff: { firstMs: number, mostMs: number } }} QueryBounds
 * @typedef {{ name: string, queryBounds: QueryBounds }} Bounded
 */

/** How much of an account of each provider may be asked. */
export function boundsTable(/** @type {readonly Bounded[]} */ adapters) {
  const seconds = (/** @type {number} */ ms) => `${String(ms / 1000)} s`;
  return table(
    ['provider', 'at once, by each process', 'in a second, by all', 'between two queries of an order', 'pauses after "too many requests"'],
    adapters.map(({ name, queryBounds: { inFlight, perSecond, orderEveryMs, backOff } }) => [
      asCode([name]),
      String(inFlight),
      String(perSecond),
      seconds(orderEveryMs),
      `${seconds(backOff.firstMs)}, doubled up to ${seconds(backOff.mostMs)}`,
    ]),
  );
}
