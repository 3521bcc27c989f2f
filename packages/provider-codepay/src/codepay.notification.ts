import {
  MessageUnreadable,
  SignatureInvalid,
  type NotificationResult,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderNotification,
  type RawAnswer,
  type RawMessage,
} from '@interlock/provider-kit';
import { transKind } from './codepay.mapping.js';
import { resultOfTransaction } from './codepay.outcome.js';
import { readAccount } from './codepay.settings.js';
import { verifyRsa2 } from './codepay.signing.js';
import { readTransaction, withoutUndefined } from './codepay.transaction.js';
import { readMembers, redactMembers } from './codepay.wire.js';

type NotificationCall = Pick<ProviderCall, 'settings' | 'secrets' | 'currency' | 'now'>;

/**
 * The transaction result notification: a flat object signed with the gateway's key, whatever the account's own mode. The key serves every
 * merchant of the gateway, so a message counts as signed for us only if it also names our app and merchant number.
 * Source: CodePay developer site, Callback Notification Notes.
 */
async function read(message: RawMessage, call: NotificationCall): Promise<ProviderNotification> {
  const account = readAccount(call);
  if (typeof account === 'string' || account.gatewayPublicKey === undefined)
    throw new SignatureInvalid('the account holds no key to verify with');
  const members = readMembers(message.body);
  if (members === undefined) throw new MessageUnreadable('not one JSON object');
  if (!verifyRsa2(members, account.gatewayPublicKey)) throw new SignatureInvalid('the signature does not verify');
  if (members.get('app_id') !== account.settings.appId || members.get('merchant_no') !== account.settings.merchantNo)
    throw new SignatureInvalid('signed for another merchant');
  const transaction = readTransaction(members);
  if (transaction?.merchant_order_no === undefined) throw new MessageUnreadable('no merchant_order_no');
  const kind = transKind(transaction.trans_type ?? '');
  const about = {
    kind: kind === 'refund' || kind === 'capture' || kind === 'void' ? kind : 'charge',
    providerKey: transaction.merchant_order_no,
    ...withoutUndefined({ providerRef: transaction.trans_no }),
  } as const;
  const redacted = redactMembers(members);
  // A transaction of a kind that is not ours, or one that says nothing clear: worth asking about, no more.
  if (kind === 'other') return { type: 'hint', claims: 'unknown', about, redacted };
  const result = resultOfTransaction(transaction, { kind, providerKey: transaction.merchant_order_no });
  if (result.outcome === 'unknown' || result.outcome === 'no_answer') return { type: 'hint', claims: result.outcome, about, redacted };
  return { type: 'evidence', result, about, redacted };
}

/** Anything but `success` makes the gateway deliver again. Source: CodePay developer site, Callback Notification Notes. */
const answers = {
  accepted: { status: 200, body: 'success' },
  unknown_order: { status: 503, body: 'try again' },
  bad_signature: { status: 401, body: 'bad signature' },
  unreadable: { status: 400, body: 'unreadable' },
  failed: { status: 503, body: 'try again' },
} as const satisfies Record<NotificationResult, { status: number; body: string }>;

const answer = (result: NotificationResult): RawAnswer => ({
  ...answers[result],
  headers: { 'content-type': 'text/plain; charset=utf-8' },
});

export const notification: ProviderAdapter['notification'] = { read, answer };
