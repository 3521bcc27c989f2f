import type { Money } from '@interlock/domain';
import type { Batches, BatchResult, BatchScope, ProviderCall } from '@interlock/provider-kit';
import { railOfCharge } from './codepay.charge.js';
import { exchange, exchangePath, PATHS_NEED_RSA2, type Answer } from './codepay.exchange.js';
import type { JsonTexts } from './codepay.json.js';
import { ruleForCode } from './codepay.mapping.js';
import { closeAgainAfterMs, timeouts } from './codepay.schedules.js';
import { readAccount, type CodepayAccount, type CodepaySettings } from './codepay.settings.js';
import { minorOf } from './codepay.transaction.js';

/** Exactly one terminal is closed by its own call, the only one that Basic Auth has; it answers without figures. */
const oneTerminal = (scope: BatchScope): string | undefined =>
  scope.type === 'terminals' && scope.providerTerminalSns.length === 1 ? scope.providerTerminalSns[0] : undefined;

const accepts: Batches['accepts'] = (scope, action, settings) => {
  if (scope.type === 'terminals' && scope.providerTerminalSns.length === 0) return 'no terminal is named';
  if ((settings as CodepaySettings).signType === 'RSA2') return true;
  if (action === 'open') return `${PATHS_NEED_RSA2}: the open batch cannot be asked after`;
  return oneTerminal(scope) !== undefined || `${PATHS_NEED_RSA2}; under Basic Auth close one terminal at a time`;
};

/**
 * The call for one terminal settles its card payments only; the other takes in what the scope holds, of terminals or, for all, of everything.
 * A hold that is not captured is in no batch. The open batch is asked by the other call also for one terminal. Source: Open API, Batch close,
 * Batch Close and Get Open Batch.
 */
const stamps: Batches['stamps'] = (scope, charge, action = 'close') => {
  if (charge.kind === 'authorize' && charge.capture === undefined && charge.amounts.captured === 0n) return false;
  if (action === 'close' && oneTerminal(scope) !== undefined) return railOfCharge(charge) === 'card';
  return scope.type === 'all' || charge.methodType === 'terminal';
};

async function close(scope: BatchScope, call: ProviderCall): Promise<BatchResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return { outcome: 'unknown', cause: 'invalid_request' };
  const terminal = oneTerminal(scope);
  const answer =
    terminal === undefined
      ? await exchangePath(account, 'batchClose', scopeFields(scope, account), call)
      : await exchange(account, 'batch.close', { terminal_sn: terminal }, call);
  return resultOf(answer, 'batch_close', call);
}

async function open(scope: BatchScope, call: ProviderCall): Promise<BatchResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return { outcome: 'unknown', cause: 'invalid_request' };
  return resultOf(await exchangePath(account, 'openBatch', scopeFields(scope, account), call), 'batch_open', call);
}

/** An empty list would mean every terminal, so none is sent where none is meant. */
const scopeFields = (scope: BatchScope, { settings }: CodepayAccount) => ({
  merchant_no: settings.merchantNo,
  ...(scope.type === 'store' ? { store_no: scope.providerStoreNo } : {}),
  ...(scope.type === 'terminals' ? { terminal_sn_list: [...scope.providerTerminalSns] } : {}),
});

function resultOf(answer: Answer, verb: 'batch_close' | 'batch_open', call: ProviderCall): BatchResult {
  switch (answer.type) {
    case 'accepted': {
      const totals = answer.data && readTotals(answer.data, call);
      return { outcome: 'approved', ...(totals === undefined ? {} : { totals }) };
    }
    case 'refused': {
      const rule = ruleForCode(answer.code, verb);
      if (rule.outcome === 'unknown') return { outcome: 'unknown', cause: rule.cause };
      return { outcome: 'declined', providerCode: answer.code, message: shownWords(answer.message), empty: rule.outcome === 'empty' };
    }
    case 'failed':
    case 'not_sent':
      return { outcome: 'unknown', cause: answer.cause };
  }
}

/** In the account's currency, for the answer names none; below zero where refunds outweigh what was taken. */
function readTotals(
  data: JsonTexts,
  { currency }: Pick<ProviderCall, 'currency'>,
): { readonly count: number; readonly total: Money } | undefined {
  const count = data.get('count') ?? '';
  const total = data.get('total_amount') ?? '';
  const minor = minorOf(currency, total.replace(/^-/, ''));
  if (!/^[0-9]{1,9}$/.test(count) || typeof minor !== 'bigint') return undefined;
  return { count: Number(count), total: { currency, minor: total.startsWith('-') ? -minor : minor } };
}

const shownWords = (message: string): string =>
  message
    .slice(0, 256)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '');

/** Source: CodePay Cloud Open API 1.0.0, Batch close, Batch Close, Get Open Batch. */
export const batches: Batches = { accepts, stamps, close, open, ...timeouts, againAfterMs: closeAgainAfterMs };
