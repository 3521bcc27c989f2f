import type { ProviderResult } from '@interlock/provider-kit';
import { anyOption } from './codepay.options.js';

/** Found out before anything was sent; the words hold nothing secret. */
export const refuse = (detail: string): Extract<ProviderResult, { outcome: 'not_sent' }> => ({
  outcome: 'not_sent',
  cause: 'invalid_request',
  detail,
});

/** Without a terminal nothing after a payment takes options, and one that is not carried would be lost in silence. */
export function strayOption(options: unknown): string | undefined {
  const stray = typeof options === 'object' && options !== null ? anyOption(options) : undefined;
  return stray === undefined ? undefined : `the option ${stray} is for what is done on a terminal`;
}
