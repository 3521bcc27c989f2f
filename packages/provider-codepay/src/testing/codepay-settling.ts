import type { BatchScope } from '@interlock/provider-kit';
import { notApplicable, type Scenario, type Word } from '@interlock/provider-kit/testing';
import { gatewayCodes } from '../codepay.mapping.js';
import { accepted, refused } from './codepay-gateway.js';
import { MERCHANT_NO } from './codepay-messages.js';
import { onTerminal } from './codepay-requests.js';
import { gatewaySilence, strangeCodes, underBasicAuth } from './codepay-words.js';

/** An empty batch is a no as well: there was nothing to close. */
const declinesOf = (verb: 'batch_close' | 'batch_open'): readonly Word[] =>
  Object.entries(gatewayCodes).flatMap(([word, row]) => (row[verb].outcome === 'unknown' ? [] : [{ word, reply: refused(word) }]));

const batch = (label: string, action: 'close' | 'open', scope: BatchScope, sentKey: string): Scenario => ({
  label,
  request: { kind: 'account', of: 'batches', ask: ({ batches }, call) => batches?.[action](scope, call) },
  sentKey,
  asked: 0n,
  states: { approved: [], pending: [] },
  approved: ({ echo }) => accepted({ count: '3', total_amount: '144.30' }, echo),
  pending: notApplicable('it is answered at once'),
  declined: declinesOf(action === 'close' ? 'batch_close' : 'batch_open'),
  silent: gatewaySilence(action === 'close' ? 'batch_close' : 'batch_open'),
  duplicate: notApplicable('the call has no number of its own'),
  undocumented: strangeCodes,
});

const oneTerminal = batch(
  'batch close, one terminal',
  'close',
  { type: 'terminals', providerTerminalSns: [onTerminal.providerTerminalSn] },
  onTerminal.providerTerminalSn,
);

export const settling: readonly Scenario[] = [
  oneTerminal,
  underBasicAuth(oneTerminal),
  batch('batch close', 'close', { type: 'all' }, MERCHANT_NO),
  batch('open batch', 'open', { type: 'store', providerStoreNo: '4122000001' }, '4122000001'),
];
