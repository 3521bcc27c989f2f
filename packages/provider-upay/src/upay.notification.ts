import { MessageUnreadable, SignatureInvalid } from '@interlock/provider-kit';
import type { NotificationResult, ProviderAdapter, ProviderNotification, RawAnswer } from '@interlock/provider-kit';
import { accountOf, secretsOf } from './upay.account.js';
import type { UpayAccount } from './upay.account.js';
import { isRefundKey } from './upay.keys.js';
import { claims, entry, orderStatus } from './upay.mapping.js';
import { refundNoOf } from './upay.order-view.js';
import { md5Verifies, rsaVerifies, signatureToken } from './upay.signing.js';
import { jsonFrom, orderViewFrom, redacted } from './upay.wire.js';

/**
 * Notification (Upay Web API): the flat order view, signed over its raw bytes. Always a hint: MD5 with a shared key proves little, and the documents
 * themselves ask for a query before an order counts as paid.
 */
export const notification: ProviderAdapter['notification'] = {
  read: async (message, call) => {
    const account = accountOf(call);
    const signature = signatureToken(message.headers['authorization']);
    if (signature === undefined || !verifies(message.body, signature, account))
      throw new SignatureInvalid('the signature of an Upay notification does not verify');
    return Promise.resolve(notificationFrom(message.body, account));
  },
  answer: (result) => answers[result],
};

function verifies(body: Uint8Array, signature: string, { settings, secrets }: UpayAccount): boolean {
  if (settings.notificationScheme === 'md5') {
    const keys = [secrets.terminalKey, secrets.previousTerminalKey].filter((key) => key !== undefined);
    return md5Verifies(body, signature, keys);
  }
  return settings.notificationPublicKey !== undefined && rsaVerifies(body, signature, settings.notificationPublicKey);
}

function notificationFrom(body: Uint8Array, account: UpayAccount): ProviderNotification {
  const json = jsonFrom(body);
  const order = orderViewFrom(json);
  if (order?.client_sn === undefined) throw new MessageUnreadable('an Upay notification without client_sn');
  const status = entry(orderStatus, order.order_status);
  // A refund that somebody made elsewhere has a number that we never gave: its order is what we ask after.
  const refundNo = refundNoOf(order, order.client_sn);
  const reference = order.sn === undefined ? undefined : { providerRef: order.sn };
  return {
    type: 'hint',
    claims: status === undefined ? 'unknown' : claims[status],
    about:
      refundNo === undefined || !isRefundKey(refundNo)
        ? { kind: 'charge', providerKey: order.client_sn, ...reference }
        : { kind: 'refund', providerKey: refundNo, ...reference },
    redacted: redacted(json, secretsOf(account)),
  };
}

/** Anything but `success` has it sent again: after 1 s, 5 s, 30 s and 600 s. */
const answers: Record<NotificationResult, RawAnswer> = {
  accepted: text(200, 'success'),
  unknown_order: text(404, 'unknown order'),
  bad_signature: text(401, 'bad signature'),
  unreadable: text(400, 'unreadable'),
  failed: text(500, 'failed'),
};

function text(status: number, body: string): RawAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
