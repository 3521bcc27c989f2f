import { toDecimalText } from '@interlock/domain';

import type { FaultOrder } from '../core/faults.js';
import type { App } from './apps.js';
import { figuresOf, openIn, scopeOf, type Scope } from './batches.js';
import { checkFields, requiredText, textOf, type FieldRules } from './fields.js';
import { faultsOfAll, faultsOfWork, refuseDeclined, technicalError, type Gateway, type Operation } from './operations.js';
import { badField, codes, Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';
import type { Transaction } from './transactions.js';

const scopeRules: FieldRules = {
  merchant_no: { type: 'string', required: true, max: 32 },
  store_no: { type: 'string', max: 32 },
  terminal_sn_list: { type: 'texts' },
};

/** Batch close of family A: the cards of one terminal; QR and online payments are not part of it. */
export const batchCloseOfTerminal: Operation = {
  faults: new Set([...faultsOfAll, 'unknown_then_paid', 'unknown_then_failed']),
  check(gateway, app, fields) {
    checkFields(fields, { terminal_sn: { type: 'string', required: true, max: 32 } });
    const terminalSn = requiredText(fields, 'terminal_sn');
    if (!app.terminals.has(terminalSn)) throw badField('terminal_sn', 'not bound to the merchant');
    return {
      keys: [terminalSn],
      work: (fault) => {
        close(gateway, app, { terminals: new Set([terminalSn]), cardsOnly: true }, fault);
        return { data: {} };
      },
    };
  },
};

/** Batch Close of family B: the merchant, a store or a list of terminals. */
export const batchClose: Operation = {
  faults: new Set(faultsOfWork),
  check(gateway, app, fields) {
    const { scope, keys } = readScope(app, fields);
    return { keys, work: (fault) => ({ data: figures(app, close(gateway, app, scope, fault), fault) }) };
  },
};

/** Get Open Batch: the same two figures, and nothing is closed. */
export const openBatch: Operation = {
  faults: new Set([...faultsOfAll, 'wrong_amount']),
  check(gateway, app, fields) {
    const { scope, keys } = readScope(app, fields);
    return {
      keys,
      work: (fault) => {
        refuseDeclined(fault);
        return { data: figures(app, openIn(gateway.transactions, app, scope), fault) };
      },
    };
  },
};

function readScope(app: App, fields: TopLevel): { scope: Scope; keys: readonly (string | undefined)[] } {
  checkFields(fields, scopeRules);
  const merchantNo = requiredText(fields, 'merchant_no');
  if (merchantNo !== app.merchantNo) throw new Refusal(codes.credentials, 'merchant not bound to the app');
  const listed = JSON.parse(textOf(fields, 'terminal_sn_list') ?? '[]') as readonly string[];
  const storeNo = textOf(fields, 'store_no');
  return { scope: scopeOf(app, storeNo, listed), keys: [storeNo ?? merchantNo, ...listed] };
}

/** What it closed. With `unknown_then_paid` it closes and does not say so. Throws `Refusal` where nothing is open. */
function close(gateway: Gateway, app: App, scope: Scope, fault: FaultOrder | undefined): readonly Transaction[] {
  refuseDeclined(fault);
  const batch = openIn(gateway.transactions, app, scope);
  if (batch.length === 0) throw new Refusal(codes.batchEmpty, 'no pending transactions');
  if (fault?.name === 'unknown_then_failed') throw technicalError(gateway);
  const batchNo = gateway.numbers.batchNo();
  for (const transaction of batch) gateway.transactions.touch(transaction).batchNo = batchNo;
  if (fault?.name === 'unknown_then_paid') throw technicalError(gateway);
  return batch;
}

/** `total_amount` is a JSON number of major units. */
function figures({ currency }: App, batch: readonly Transaction[], fault: FaultOrder | undefined): object {
  const { count, total } = figuresOf(batch);
  const minor = total + (fault?.name === 'wrong_amount' ? 1n : 0n);
  const text = toDecimalText({ currency, minor: minor < 0n ? -minor : minor });
  return { count, total_amount: Number(minor < 0n ? `-${text}` : text) };
}
