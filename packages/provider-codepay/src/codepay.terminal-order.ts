import type { Money } from '@interlock/domain';
import type { ProviderCall } from '@interlock/provider-kit';
import { exchange, type Answer } from './codepay.exchange.js';
import { DEFAULT_EXPIRY_SECONDS } from './codepay.expiry.js';
import { TRANS_TYPE } from './codepay.mapping.js';
import type { AfterOnTerminal, SaleOptions } from './codepay.options.js';
import type { CodepayAccount } from './codepay.settings.js';
import { cardTypes, payScenarios, receiptPrintModes } from './codepay.words.js';
import { clip, decimalLiteral } from './codepay.wire.js';
import { withoutUndefined } from './codepay.transaction.js';

/** One transaction that a terminal is to carry out. */
export interface TerminalOrder {
  readonly type: keyof typeof TRANS_TYPE;
  readonly providerKey: string;
  readonly providerTerminalSn: string;
  readonly scenario: keyof typeof payScenarios;
  readonly amount: Money;
  readonly tip?: Money | undefined;
  readonly cashback?: Money | undefined;
  /** Our number of the transaction that it follows. */
  readonly original?: string;
  readonly description: string;
  readonly notifyUrl: string;
  readonly expiresSeconds?: number;
  readonly options: SaleOptions & AfterOnTerminal;
}

/**
 * Pushes a transaction to a terminal: accepted means that the terminal shall show it, no more. The same content for the same operation,
 * whenever it is sent. Source: Open API, Create Order.
 */
export function pushToTerminal(order: TerminalOrder, account: CodepayAccount, call: ProviderCall): Promise<Answer> {
  const { settings } = account;
  const { options } = order;
  return exchange(
    account,
    'wisehub.cloud.pay.order',
    {
      api_version: settings.apiVersion,
      store_no: options.storeNo ?? settings.storeNo,
      terminal_sn: order.providerTerminalSn,
      message_receiving_application: settings.messageReceivingApplication,
      pay_scenario: payScenarios[order.scenario],
      trans_type: TRANS_TYPE[order.type],
      merchant_order_no: order.providerKey,
      price_currency: order.amount.currency,
      order_amount: decimalLiteral(order.amount),
      description: clip(order.description, 128),
      notify_url: order.notifyUrl,
      expires: order.expiresSeconds ?? DEFAULT_EXPIRY_SECONDS,
      ...withoutUndefined({
        tip_amount: order.tip && decimalLiteral(order.tip),
        cashback_amount: order.cashback && decimalLiteral(order.cashback),
        orig_merchant_order_no: order.original,
        pay_method_id: options.payMethodId,
        card_type: options.cardType && cardTypes[options.cardType].number,
        on_screen_tip: options.onScreenTip,
        attach: options.attach,
        order_queue_mode: options.orderQueueMode,
        reject_trade_when_terminal_offline: options.rejectTradeWhenTerminalOffline,
        required_terminal_authentication: options.requiredTerminalAuthentication,
        on_screen_signature: options.onScreenSignature,
        receipt_print_mode: options.receiptPrintMode && receiptPrintModes[options.receiptPrintMode],
        confirm_on_terminal: options.confirmOnTerminal,
      }),
    },
    call,
  );
}
