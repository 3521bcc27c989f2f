import type { ChargeReference, FollowingSupport, MethodSupport, ProviderRequest } from '@interlock/provider-kit';
import { railOfCharge } from './codepay.charge.js';
import { PATHS_NEED_RSA2 } from './codepay.exchange.js';
import { misplacedOption, readOptions } from './codepay.options.js';
import type { CodepaySettings } from './codepay.settings.js';
import { payScenarios } from './codepay.words.js';

/** What CodePay does not do, in words and before anything is sent. Source: Open API, one section per call; business rules of the developer site. */

type AcceptsMethod = MethodSupport['accepts'];
type AskedMethod = Parameters<AcceptsMethod>[0];
type AskedOrder = Parameters<AcceptsMethod>[1];

export const acceptsTerminal: AcceptsMethod = (method, order) => {
  const card = method.scenario === undefined || method.scenario === 'card';
  if (method.scenario !== undefined && !Object.hasOwn(payScenarios, method.scenario)) return 'CodePay has no such scenario';
  if (order.capture === 'manual') {
    if (!card) return 'CodePay authorizes cards on a terminal only';
    if (order.tip || order.cashback) return 'an authorization of CodePay holds neither tip nor cashback; the tip is set after its capture';
  }
  if (order.cashback && !card) return 'CodePay gives cashback on cards only';
  return common(method, order);
};

export const acceptsPage: AcceptsMethod = (method, order) => plain(order) ?? common(method, order);

/** A code that the payer scans leads to the page. */
export const acceptsCode: AcceptsMethod = (method, order) => {
  const { form = 'qr' } = method;
  return form === 'qr' ? acceptsPage(method, order) : `CodePay has no ${form}; redirect leads to its page`;
};

export const acceptsCard: AcceptsMethod = (method, order) =>
  (order.settings as CodepaySettings).cardEntry ? (plain(order) ?? common(method, order)) : 'the account does not allow card entry';

function plain(order: AskedOrder): string | undefined {
  if (order.capture === 'manual') return 'CodePay authorizes cards on a terminal only';
  return order.tip || order.cashback ? 'CodePay takes tips and cashback on a terminal only' : undefined;
}

/** The payer chooses the brand on the terminal or on the page. */
function common({ type, payway }: AskedMethod, { options: given, capture }: AskedOrder): true | string {
  if (payway !== undefined) return 'CodePay takes no payway for this method';
  const options = readOptions(capture === 'manual' ? 'authorize' : 'sale', given);
  return typeof options === 'string' ? options : (misplacedOption(type, options) ?? true);
}

type Accepts = FollowingSupport<ProviderRequest>['accepts'];
type Asked = Parameters<Accepts>[1];

const signs = (settings: unknown): boolean => (settings as CodepaySettings).signType === 'RSA2';
const isCaptured = ({ capture, amounts }: ChargeReference): boolean => capture !== undefined || amounts.captured > 0n;

export const acceptsCapture: Accepts = (charge, asked) => {
  if (charge.kind !== 'authorize') return 'a sale has taken the money already';
  if (isCaptured(charge)) return 'CodePay captures an authorization once';
  return onTerminalOrByNumber(charge, asked);
};

export const acceptsIncrement: Accepts = (charge, asked) => {
  if (charge.kind !== 'authorize') return 'only an authorization can be raised';
  if (isCaptured(charge)) return 'the authorization is captured already';
  if (asked.onTerminal) return 'CodePay raises an authorization without a terminal';
  return byNumber(charge, asked);
};

export const acceptsTip: Accepts = (charge, asked) => {
  if (railOfCharge(charge) !== 'card') return 'CodePay adjusts the tip of card payments on a terminal only';
  if (charge.kind === 'authorize' && !isCaptured(charge)) return 'the authorization is not captured yet; its tip is set afterwards';
  return asked.onTerminal ? 'CodePay adjusts a tip without a terminal' : true;
};

export const acceptsVoid: Accepts = (charge, asked) => {
  if (charge.methodType !== 'terminal') return 'CodePay voids what was paid on a terminal only; refund it instead';
  if (charge.kind === 'sale')
    return (
      asked.onTerminal || charge.providerTerminalSn !== undefined || 'a void is done on a terminal: say onTerminal, or refund it instead'
    );
  if (isCaptured(charge)) return 'the authorization is captured; refund it instead';
  return onTerminalOrByNumber(charge, asked);
};

export const acceptsRefund: Accepts = (charge, asked) => {
  if (asked.onTerminal) return charge.methodType === 'terminal' || 'what was not paid on a terminal is refunded without one';
  if (asked.parts !== true) return true;
  if (railOfCharge(charge) === 'qr') return 'CodePay refunds by parts what was paid by card; leave the parts out';
  return signs(asked.settings) || `${PATHS_NEED_RSA2}; leave the parts out`;
};

function onTerminalOrByNumber(charge: ChargeReference, asked: Asked): true | string {
  if (asked.onTerminal) return true;
  const answer = byNumber(charge, asked);
  return answer === true ? true : `${answer}; say onTerminal instead`;
}

function byNumber(charge: ChargeReference, { settings }: Asked): true | string {
  if (!signs(settings)) return PATHS_NEED_RSA2;
  return charge.providerRef !== undefined || "CodePay's number of the authorization is not known yet";
}
