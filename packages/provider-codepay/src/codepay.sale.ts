import type { ProviderCall, ProviderResult, SaleRequest } from '@interlock/provider-kit';
import { payByCard } from './codepay.card.js';
import { expiresOf } from './codepay.expiry.js';
import { misplacedOption, readOptions, type SaleOptions } from './codepay.options.js';
import { resultOfRefusal } from './codepay.outcome.js';
import { openPage } from './codepay.page.js';
import { refuse } from './codepay.refuse.js';
import { readAccount, type CodepayAccount } from './codepay.settings.js';
import { pushToTerminal } from './codepay.terminal-order.js';
import { withoutUndefined } from './codepay.transaction.js';
import { readAcceptance } from './codepay.wire.js';

/** A sale or an authorization: pushed to a terminal, on CodePay's page, or with a card in clear. */
export async function sale(request: SaleRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return refuse(account);
  const options = readOptions(request.kind, request.options);
  if (typeof options === 'string') return refuse(options);
  const misplaced = misplacedOption(request.method.type, options);
  if (misplaced !== undefined) return refuse(misplaced);
  switch (request.method.type) {
    case 'terminal':
      return onTerminal(request, request.method, options, account, call);
    case 'redirect':
    case 'merchant_qr':
      // A code that is scanned leads to the same page.
      return mustBePlain(request) ?? openPage(request, options, account, call);
    case 'card':
      return mustBePlain(request) ?? payByCard(request, request.method, options, account, call);
    case 'payer_code':
    case 'agreement':
      return refuse(`CodePay has no ${request.method.type}`);
  }
}

type TerminalMethod = Extract<SaleRequest['method'], { type: 'terminal' }>;

/** Accepted is pending: the result comes by query or notification. */
async function onTerminal(
  request: SaleRequest,
  method: TerminalMethod,
  options: SaleOptions,
  account: CodepayAccount,
  call: ProviderCall,
): Promise<ProviderResult> {
  const wrong = wrongOnTerminal(request, method, options);
  if (wrong !== undefined) return refuse(wrong);
  const answer = await pushToTerminal(
    {
      type: request.kind === 'authorize' ? 'authorize' : request.cashback === undefined ? 'sale' : 'cashback',
      providerKey: request.providerKey,
      providerTerminalSn: method.providerTerminalSn,
      scenario: method.scenario,
      amount: request.amount,
      tip: request.tip,
      cashback: request.cashback,
      description: request.description || request.subject,
      notifyUrl: request.notifyUrl,
      expiresSeconds: expiresOf(request),
      options,
    },
    account,
    call,
  );
  if (answer.type !== 'accepted') return resultOfRefusal(answer, request.kind, call);
  const { trans_no: providerRef } = readAcceptance(answer.data);
  return {
    outcome: 'pending',
    ...withoutUndefined({ providerRef }),
    customerAction: { type: 'wait_for_terminal', terminalSn: method.terminalSn },
  };
}

/** In words what CodePay's terminals do not do. Source: Open API, Create Order (on_screen_tip, cashback_amount, trans_type). */
function wrongOnTerminal(request: SaleRequest, method: TerminalMethod, options: SaleOptions): string | undefined {
  if (request.kind === 'authorize') {
    if (method.scenario !== 'card') return 'CodePay authorizes cards on a terminal only';
    if (request.tip !== undefined || request.cashback !== undefined) return 'an authorization of CodePay holds neither tip nor cashback';
  }
  if (request.cashback !== undefined && method.scenario !== 'card') return 'CodePay gives cashback on cards only';
  if (request.cashback !== undefined && options.onScreenTip === true) return 'CodePay takes no tip on the screen beside cashback';
  return undefined;
}

/** Neither the page nor a card that is sent has a member for a tip, cashback or a hold. */
function mustBePlain(request: SaleRequest): ProviderResult | undefined {
  if (request.kind === 'authorize') return refuse('CodePay authorizes cards on a terminal only');
  if (request.tip !== undefined || request.cashback !== undefined) return refuse('CodePay takes tips and cashback on a terminal only');
  return undefined;
}
