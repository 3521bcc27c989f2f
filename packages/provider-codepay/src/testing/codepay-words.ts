import { notApplicable, type DecliningWord, type Scenario, type Word } from '@interlock/provider-kit/testing';
import { APPROVAL, gatewayCodes, processorCodes, type OperationVerb, type Verb } from '../codepay.mapping.js';
import { accepted, refused } from './codepay-gateway.js';
import { NEXT_TRANS_NO } from './codepay-requests.js';

type Rule = { readonly outcome: string; readonly code?: unknown; readonly cause?: string };
const rules = (verb: Verb): readonly (readonly [string, Rule])[] =>
  Object.entries(gatewayCodes).map(([code, row]) => [code, (row as Readonly<Record<Verb, Rule>>)[verb]]);

/** Every documented refusal of the gateway that is a no to such a call. */
export const gatewayDeclines = (verb: OperationVerb): readonly DecliningWord[] =>
  rules(verb).flatMap(([word, rule]) =>
    rule.outcome === 'declined' ? [{ word, reply: refused(word), code: rule.code as DecliningWord['code'] }] : [],
  );

/** Every documented refusal that leaves the outcome open; that our number is there already is a case of its own. */
export const gatewaySilence = (verb: Verb): readonly Word[] =>
  rules(verb).flatMap(([word, { outcome, cause }]) =>
    outcome === 'unknown' && cause !== 'resend_refused' ? [{ word, reply: refused(word) }] : [],
  );

export const gatewayDuplicates = (verb: OperationVerb): Scenario['duplicate'] => {
  const words = rules(verb).flatMap(([word, { cause }]) =>
    cause === 'resend_refused' ? [{ word, reply: refused(word), outcome: 'unknown' } as const] : [],
  );
  return words.length === 0 ? notApplicable('the call has no number of its own') : words;
};

export const notFoundTo = (verb: Verb): readonly Word[] =>
  rules(verb).flatMap(([word, { outcome }]) => (outcome === 'not_found' ? [{ word, reply: refused(word) }] : []));

/** Codes that nobody documented, also of a family in which one is a no. */
export const strangeCodes: readonly Word[] = ['SBX003', 'E07999', 'constructor'].map((word) => ({ word, reply: refused(word) }));

/** Every code of a processor beside trans_status 1, as the call or the transaction carries it; a prefix names the processor. */
export function processorDeclines(
  carries: (code: string | undefined) => Word['reply'],
  withoutReason: DecliningWord['code'],
): readonly DecliningWord[] {
  const words = Object.entries(processorCodes).flatMap(([word, code]) =>
    code === 'contradiction' ? [] : [word, `TS-${word}`].map((sent) => ({ word: sent, reply: carries(sent), code })),
  );
  return [...words, { word: 'trans_status 1', reply: carries(undefined), code: withoutReason }];
}

/** What a "path" call answers when the processor has spoken. */
export const verdict = (more: Readonly<Record<string, unknown>> = {}, echo?: readonly string[]) =>
  accepted({ resp_msg: '[000]APPROVAL', resp_code: APPROVAL, trans_no: NEXT_TRANS_NO, auth_no: '919070', trans_status: 2, ...more }, echo);

/** Neither yes nor no: the processor's code and the status contradict each other, or the status is none to begin with. */
export const contradictions: readonly Word[] = [
  { word: 'an approval beside trans_status 1', reply: verdict({ trans_status: 1 }) },
  { word: 'trans_status 3', reply: verdict({ trans_status: 3 }) },
  { word: "a processor's code while in process", reply: verdict({ resp_code: 'D2012', trans_status: 0 }) },
  { word: "a processor's no beside trans_status 2", reply: verdict({ resp_code: 'D2012' }) },
];
export const strangeVerdicts: readonly Word[] = [
  ...strangeCodes,
  { word: 'trans_status 8', reply: verdict({ trans_status: 8 }) },
  { word: 'trans_status constructor', reply: verdict({ trans_status: 'constructor' }) },
];

export const ACCEPTED_ONLY = notApplicable('accepted says no more than that; the query tells what became of it');

/** The same for an account that shows a password instead of signing. */
export const underBasicAuth = (scenario: Scenario): Scenario => ({
  ...scenario,
  label: `${scenario.label}, Basic Auth`,
  settings: { signType: 'NONE' },
  unsigned: notApplicable('under Basic Auth nothing is signed'),
});
