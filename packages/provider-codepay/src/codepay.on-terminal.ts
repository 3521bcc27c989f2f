import type { Money } from '@interlock/domain';
import type { CaptureRequest, ProviderCall, ProviderResult, RefundRequest, VoidRequest } from '@interlock/provider-kit';
import { readOptions } from './codepay.options.js';
import { resultOfRefusal } from './codepay.outcome.js';
import type { CodepayAccount } from './codepay.settings.js';
import { pushToTerminal } from './codepay.terminal-order.js';
import { withoutUndefined } from './codepay.transaction.js';
import { readAcceptance } from './codepay.wire.js';

const descriptions = { capture: 'Capture', void: 'Void', refund: 'Refund' } as const;

/** What a terminal does after a payment: Create Order of trans_type 6, 2 or 3 that names the original. Accepted is pending, for the card or the cashier is needed. */
export async function followOnTerminal(
  request: CaptureRequest | VoidRequest | RefundRequest,
  push: {
    readonly providerTerminalSn: string;
    /** Our number of the transaction that it follows. */
    readonly original: string;
    readonly amount: Money;
    readonly tip?: Money | undefined;
  },
  account: CodepayAccount,
  call: ProviderCall,
): Promise<ProviderResult> {
  const options = readOptions(request.kind, request.options);
  if (typeof options === 'string') return { outcome: 'not_sent', cause: 'invalid_request', detail: options };
  const answer = await pushToTerminal(
    {
      ...push,
      type: request.kind,
      providerKey: request.providerKey,
      scenario: request.charge.scenario ?? 'card',
      description: request.reason ?? descriptions[request.kind],
      notifyUrl: request.notifyUrl,
      options,
    },
    account,
    call,
  );
  if (answer.type !== 'accepted') return resultOfRefusal(answer, request.kind, call);
  const { trans_no: providerRef } = readAcceptance(answer.data);
  const { onTerminal } = request;
  return {
    outcome: 'pending',
    ...withoutUndefined({ providerRef }),
    ...(onTerminal === undefined ? {} : { customerAction: { type: 'wait_for_terminal', terminalSn: onTerminal.terminalSn } }),
  };
}
