import type { WordTable } from '@interlock/provider-kit';
import {
  agreementWords,
  cancelTokenWords,
  cancelWords,
  captureWords,
  inquiryPaymentWords,
  inquiryRefundWords,
  paymentStatuses,
  payWords,
  refundStatuses,
  refundWords,
  transactionStatuses,
  transactionTypes,
  voidWords,
} from './wallet.mapping.js';

/** Every table of `wallet.mapping.ts`, for the page of mappings. */
export const walletTables: readonly WordTable[] = [
  {
    title: 'A call that may move money',
    word: 'resultStatus/resultCode',
    columns: {
      'sale, authorize': payWords,
      capture: captureWords,
      'cancel, void of a payment': cancelWords,
      'void of a hold': voidWords,
      refund: refundWords,
    },
  },
  {
    title: 'An inquiry: the word speaks of the inquiry alone',
    word: 'resultStatus/resultCode',
    columns: { 'of a payment': inquiryPaymentWords, 'of a refund': inquiryRefundWords },
  },
  {
    title: 'Agreements',
    word: 'resultStatus/resultCode',
    columns: { 'prepare, confirm, refresh': agreementWords, end: cancelTokenWords },
  },
  { title: 'A payment as an inquiry or a notification shows it', word: 'paymentStatus', columns: { 'sale, authorize': paymentStatuses } },
  { title: 'A refund as its inquiry shows it', word: 'refundStatus', columns: { refund: refundStatuses } },
  {
    title: "A payment's transactions: what one did to the payer's money where it succeeded",
    word: 'transactionType',
    columns: { did: transactionTypes },
  },
  { title: "A payment's transactions: whether it was done", word: 'transactionStatus', columns: { means: transactionStatuses } },
];
