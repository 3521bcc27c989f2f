import { faultsOfAll, playDecline, type Operation } from './operations.js';
import { checked, inquiryPaymentRequest, inquiryRefundRequest } from './requests.js';
import { Refusal } from './results.js';
import { paymentView, refundView } from './views.js';

/** `POST /v1/payments/inquiryPayment`. `result` speaks of the inquiry alone, `paymentStatus` of the payment. */
export const inquiryPayment: Operation = {
  name: 'inquiryPayment',
  faults: new Set([...faultsOfAll, 'wrong_amount']),
  check(wallet, client, body) {
    const request = checked(inquiryPaymentRequest, body);
    return {
      keys: [request.paymentRequestId, request.paymentId],
      work: (fault) => {
        playDecline(fault);
        const payment = wallet.payments.find(client, request);
        if (payment === undefined) throw new Refusal('ORDER_NOT_EXIST');
        if (!wallet.lifecycle.inquired(payment)) throw new Refusal('UNKNOWN_EXCEPTION');
        return { members: paymentView(payment, wallet.payments.refundsOf(payment), fault?.name === 'wrong_amount' ? 1n : 0n) };
      },
    };
  },
};

/** `POST /v1/payments/inquiryRefund`. */
export const inquiryRefund: Operation = {
  name: 'inquiryRefund',
  faults: new Set([...faultsOfAll, 'wrong_amount']),
  check(wallet, client, body) {
    const { refundId, refundRequestId } = checked(inquiryRefundRequest, body);
    return {
      keys: [refundRequestId, refundId],
      work: (fault) => {
        playDecline(fault);
        const refund = wallet.payments.findRefund(client, refundId, refundRequestId ?? '');
        if (refund === undefined) throw new Refusal('REFUND_NOT_EXIST');
        refund.blindInquiries = Math.max(0, refund.blindInquiries - 1);
        if (refund.blindInquiries > 0) throw new Refusal('UNKNOWN_EXCEPTION');
        return { members: refundView(refund, fault?.name === 'wrong_amount' ? 1n : 0n) };
      },
    };
  },
};
