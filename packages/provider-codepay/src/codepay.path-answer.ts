import type { ProviderCall, ProviderResult } from '@interlock/provider-kit';
import { z } from 'zod';
import type { Answer } from './codepay.exchange.js';
import { APPROVAL, declineForProcessor, ruleForAnswer, type AnsweredVerb, type AnswerRule } from './codepay.mapping.js';
import { refusedResend, resultOfRefusal } from './codepay.outcome.js';
import { exact } from './codepay.wire.js';
import { withoutUndefined } from './codepay.transaction.js';

type PathVerb = Exclude<AnsweredVerb, 'sale'>;

const verdictSchema = z.object({ resp_code: exact(64), trans_no: exact(64), trans_status: exact(64), auth_no: exact(64) });

/**
 * What the answer to a "path" call says. A yes is `resp_code` 000 and trans_status 2 together, a no is trans_status 1, and anything else is
 * asked after. No amount is stated. `providerRef`: the transaction that the call is about, where it begins none of its own.
 * Source: Open API, Capture Payment and its siblings; Tip Adjustment, whose answer has no resp_code.
 */
export function resultOfPath(answer: Answer, verb: PathVerb, call: Pick<ProviderCall, 'attempt'>, providerRef?: string): ProviderResult {
  if (answer.type !== 'accepted') return resultOfRefusal(answer, verb, call);
  const verdict = answer.data && verdictSchema.safeParse(Object.fromEntries(answer.data)).data;
  if (verdict?.trans_status === undefined) return { outcome: 'unknown', cause: 'unreadable_answer' };
  const { resp_code: respCode, trans_status: status } = verdict;
  const reference = withoutUndefined({ providerRef: providerRef ?? verdict.trans_no });
  const providerCode = respCode ?? status;
  const rule = ruleForAnswer(verb, status);
  if (rule === undefined) return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, ...reference };
  if (!goesWith(rule, respCode, verb)) return { outcome: 'unknown', cause: 'provider_error', providerCode, ...reference };
  switch (rule) {
    case 'approved':
      if (reference.providerRef === undefined) return { outcome: 'unknown', cause: 'unreadable_answer', providerCode };
      return {
        outcome: 'approved',
        providerRef: reference.providerRef,
        stated: 'not_stated',
        ...(verdict.auth_no === undefined ? {} : { receipt: { authCode: verdict.auth_no } }),
      };
    case 'accepted':
    case 'pending':
      return { outcome: 'pending', providerCode, ...reference };
    case 'closed': {
      const code = respCode === undefined ? 'operation_refused' : declineForProcessor(respCode, unnamed(verb));
      if (code === 'contradiction') return { outcome: 'unknown', cause: 'provider_error', providerCode, ...reference };
      return call.attempt > 1 ? refusedResend(providerCode) : { outcome: 'declined', code, providerCode, ...reference };
    }
    case 'unknown':
      return { outcome: 'unknown', cause: 'provider_error', providerCode, ...reference };
  }
}

/** Whether the processor's code and the status say the same. */
function goesWith(rule: AnswerRule, respCode: string | undefined, verb: PathVerb): boolean {
  if (rule === 'closed') return true;
  if (verb === 'adjust_tip') return respCode === undefined || respCode === APPROVAL;
  return respCode === APPROVAL || (rule === 'pending' && respCode === undefined);
}

/** A no without a reason that we know: to raise or to take money it is the issuer's, to give it back the gateway's. */
const unnamed = (verb: PathVerb) => (verb === 'capture' || verb === 'increment' ? 'declined_by_provider' : 'operation_refused');
