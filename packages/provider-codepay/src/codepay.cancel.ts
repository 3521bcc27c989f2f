import type { CancelRequest, ChargeReference, ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { cancelCallFor, cancelUnseen, type CancelCall } from './codepay.cancel-calls.js';
import { railOfCharge } from './codepay.charge.js';
import { exchange, type Answer } from './codepay.exchange.js';
import { resultOfRefusal } from './codepay.outcome.js';
import { showCharge } from './codepay.query.js';
import { refuse } from './codepay.refuse.js';
import { readAccount, type CodepayAccount } from './codepay.settings.js';
import { railOf, type Rail } from './codepay.words.js';
import { clip, readAcceptance } from './codepay.wire.js';

/**
 * Asks for the order's status, then makes the one call that may cancel in it (`cancelCalls`). Approved means that the gateway took the
 * cancel or that there is nothing left to cancel, never that the order is dead: a query asked afterwards shows that.
 * Source: Open API, Close Order and Cancel Order ("call Query Order after any transaction").
 */
export async function cancel(request: CancelRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return refuse(account);
  const { charge } = request;
  if (railOfCharge(charge) !== 'online' && charge.providerTerminalSn === undefined) return refuse('Close Order needs the terminal');
  const shown = await showCharge(charge.providerKey, account, call);
  if (shown.type === 'not_sent') return { outcome: 'not_sent', cause: shown.cause, detail: shown.detail };
  // An answer about another order is as good as none.
  const seen = shown.type === 'shown' && shown.transaction.merchant_order_no === charge.providerKey ? shown.transaction : undefined;
  const status = seen?.trans_status;
  const rail = railNow(charge, seen?.pay_scenario);
  const providerRef = seen?.trans_no ?? charge.providerRef ?? charge.providerKey;
  const chosen = status === undefined ? cancelUnseen[rail] : cancelCallFor(status, rail);
  switch (chosen) {
    case undefined:
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status ?? '' };
    case 'none':
      // The word is about the order as it stands now, so it holds for a resend too.
      return { outcome: 'declined', code: 'invalid_state', providerCode: status ?? '' };
    case 'closed':
      return { outcome: 'approved', providerRef, stated: 'not_stated' };
    case 'close':
    case 'revoker': {
      const answer = await ask(chosen, request, account, call);
      if (answer.type === 'accepted')
        return { outcome: 'approved', providerRef: readAcceptance(answer.data).trans_no ?? providerRef, stated: 'not_stated' };
      // The question before it did leave: this operation can no longer say that no byte was sent.
      if (answer.type === 'not_sent') return { outcome: 'unknown', cause: 'timeout' };
      return resultOfRefusal(answer, 'cancel', call);
    }
  }
}

function ask(
  chosen: Extract<CancelCall, 'close' | 'revoker'>,
  request: CancelRequest,
  account: CodepayAccount,
  call: ProviderCall,
): Promise<Answer> {
  const { providerKey, providerTerminalSn } = request.charge;
  if (chosen === 'revoker') return exchange(account, 'order.revoker', { merchant_order_no: providerKey }, call);
  return exchange(
    account,
    'wisehub.cloud.pay.close',
    {
      store_no: account.settings.storeNo,
      terminal_sn: providerTerminalSn ?? '',
      message_receiving_application: account.settings.messageReceivingApplication,
      merchant_order_no: providerKey,
      description: clip(request.reason ?? '', 128) || 'Canceled by the merchant',
    },
    call,
  );
}

/** On a terminal the cashier may have changed the scenario; what was begun online stays there. */
const railNow = (charge: ChargeReference, payScenario = ''): Rail =>
  railOfCharge(charge) === 'online' ? 'online' : (railOf(payScenario) ?? railOfCharge(charge));

/** A card being paid on a terminal cannot be canceled by anybody but the cashier. `lastStatus` is the trans_status last seen. */
export const cancelAvailable = (charge: ChargeReference, lastStatus: string | undefined): boolean =>
  !(railOfCharge(charge) === 'card' && lastStatus === '0');
