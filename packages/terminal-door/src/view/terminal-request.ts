import type { TerminalRequest } from '@interlock/orders';

/** What the till said of the order and hears again; undefined of an order that came by another door. */
export function terminalRequestOf(content: Readonly<Record<string, unknown>>): TerminalRequest | undefined {
  return content['terminal'] as TerminalRequest | undefined;
}
