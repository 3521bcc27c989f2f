import type { BoundTerminal } from '@interlock/persistence';
import type { OrderInput } from '../commands.js';
import { candidatesFor } from './candidates.js';
import type { Candidate, Option } from './candidates.js';
import type { ProviderOptions } from './provider-options.js';

/** How long an order may wait for one of our own terminals. */
export const WAITING_SECONDS = { min: 10, max: 86_400, default: 300 } as const;

/** The longest number that a till can send back (`client_sn`, Upay Web API v2, Pay). */
const MAX_NUMBER = 32;

/**
 * Whether one of our own terminals can take the order, which no account pushes to a POS: then those that could carry its payment by the payer's code,
 * else why not. Pure.
 */
export function waitingFor(
  input: OrderInput,
  terminal: BoundTerminal | undefined,
  options: readonly Option[],
  said: ProviderOptions,
): readonly Candidate[] | string {
  const refusal = reasonAgainstOwn(input, terminal);
  if (refusal !== undefined) return refusal;
  // How long it waits is ours to keep; the payment itself waits for nobody.
  const paid: OrderInput = { ...input, method: { type: 'payer_code', code: '' }, expiresInSeconds: undefined };
  const takers = candidatesFor(paid, options, undefined, said).filter(({ kept }) => kept);
  return takers.length === 0 ? 'no account takes the code of a payer, which our own terminals scan' : takers;
}

function reasonAgainstOwn(input: OrderInput, terminal: BoundTerminal | undefined): string | undefined {
  const { merchantOrderNo, method, amount, capture, tip, cashback, expiresInSeconds: seconds } = input;
  if (terminal?.activated !== true) return 'no device of ours was activated as this terminal';
  if (terminal.currency !== amount.currency) return `the terminal's store takes ${terminal.currency}`;
  if (method.type === 'terminal' && method.scenario !== undefined && method.scenario !== 'scan_payer')
    return 'our own terminals scan the code of the payer (scenario scan_payer)';
  if (merchantOrderNo.length > MAX_NUMBER) return `our own terminals take a merchantOrderNo of at most ${String(MAX_NUMBER)} characters`;
  if (capture === 'manual') return 'our own terminals take the money at once (capture automatic)';
  if (tip !== undefined || cashback !== undefined) return 'our own terminals take neither tip nor cashback beside the amount';
  const { min, max } = WAITING_SECONDS;
  if (seconds !== undefined && (seconds < min || seconds > max))
    return `an order waits ${String(min)} to ${String(max)} seconds for a terminal of ours`;
  return undefined;
}
