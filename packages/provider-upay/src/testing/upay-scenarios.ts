import { notApplicable, type Figures, type Scenario } from '@interlock/provider-kit/testing';
import { CLIENT_SN, following, MXN, order, PAID, PAYER_CODE, PAYER_UID, REFUND_NO, REFUNDED, saleBy } from './upay-requests.js';
import { business, declinesOf, silentWordsOf, undocumentedOf } from './upay-words.js';

/** `reflect` is the member that the platform hands back as it came. */
export const told = ({ minor, echo }: Figures): object => ({ total_amount: minor?.toString(), reflect: echo?.join(' ') });

const conflicts = [
  { word: 'CLIENT_SN_CONFLICT', reply: business('FAIL', undefined, 'CLIENT_SN_CONFLICT'), outcome: 'unknown' },
  { word: 'DUPLICATE_REQUEST', reply: business('DUPLICATE_REQUEST'), outcome: 'unknown' },
] as const;

const pay: Scenario = {
  label: "sale by the payer's code",
  request: saleBy({ type: 'payer_code', code: PAYER_CODE, payway: '3' }),
  sentKey: CLIENT_SN,
  asked: PAID,
  states: { approved: ['amount'], pending: ['amount'] },
  confidential: [PAYER_CODE],
  approved: (figures) => business('PAY_SUCCESS', order(told(figures))),
  pending: (figures) => business('PAY_IN_PROGRESS', order({ status: 'IN_PROG', order_status: 'CREATED', ...told(figures) })),
  declined: declinesOf('sale'),
  silent: silentWordsOf('sale'),
  duplicate: conflicts,
  undocumented: undocumentedOf('sale', 'PAY_SUCCESS', order()),
};

/** What the payer has to do first: a code or a page is no payment. */
const precreated = (label: string, request: Scenario['request'], shown: object, more: Partial<Scenario> = {}): Scenario => ({
  label,
  request,
  sentKey: CLIENT_SN,
  asked: PAID,
  states: { approved: [], pending: ['amount'] },
  approved: notApplicable('its yes is an order that waits for the payer; the query tells of the payment'),
  pending: (figures) => business('PRECREATE_SUCCESS', order({ status: 'IN_PROG', order_status: 'CREATED', ...shown, ...told(figures) })),
  declined: declinesOf('precreate'),
  silent: silentWordsOf('precreate'),
  duplicate: conflicts,
  undocumented: undocumentedOf('precreate', 'PRECREATE_SUCCESS', order()),
  ...more,
});

const cancel: Scenario = {
  label: 'cancel',
  request: { kind: 'cancel', ...following('0199a1b2c3d4e5f60718293a4b5c6d7f') },
  // The order's own number: the platform knows no other of a cancel.
  sentKey: CLIENT_SN,
  asked: PAID,
  states: { approved: [], pending: [] },
  approved: () => business('CANCEL_SUCCESS', order({ order_status: 'CANCELED', net_amount: '0' })),
  pending: () => business('CANCEL_IN_PROGRESS'),
  declined: declinesOf('cancel'),
  silent: silentWordsOf('cancel'),
  duplicate: [{ word: 'UPAY_CANCEL_ORDER_NOOP', reply: business('FAIL', undefined, 'UPAY_CANCEL_ORDER_NOOP'), outcome: 'approved' }],
  undocumented: undocumentedOf('cancel', 'CANCEL_SUCCESS', order()),
};

const revoke: Scenario = {
  label: 'void of a payment (revoke)',
  request: { kind: 'void', ...following('0199a1b2c3d4e5f60718293a4b5c6d80') },
  sentKey: CLIENT_SN,
  asked: PAID,
  states: { approved: ['amount'], pending: [] },
  approved: (figures) => business('CANCEL_SUCCESS', order({ order_status: 'CANCELED', net_amount: '0', ...told(figures) })),
  pending: () => business('CANCEL_IN_PROGRESS'),
  declined: declinesOf('void'),
  silent: silentWordsOf('void'),
  duplicate: [{ word: 'UPAY_CANCEL_ORDER_NOOP', reply: business('FAIL', undefined, 'UPAY_CANCEL_ORDER_NOOP'), outcome: 'pending' }],
  undocumented: undocumentedOf('void', 'CANCEL_SUCCESS', order()),
};

/** The order after our refund, which newer accounts state as `settlement_amount`. */
export const refunded = ({ minor, echo }: Figures, members: object = {}): object =>
  order({
    order_status: 'PARTIAL_REFUNDED',
    client_tsn: `${CLIENT_SN}-${REFUND_NO}`,
    refund_request_no: REFUND_NO,
    settlement_amount: minor?.toString(),
    reflect: echo?.join(' '),
    ...members,
  });

const refund: Scenario = {
  label: 'refund',
  request: { kind: 'refund', ...following(REFUND_NO), amount: { currency: MXN, minor: REFUNDED } },
  sentKey: REFUND_NO,
  asked: REFUNDED,
  states: { approved: ['amount'], pending: ['amount'] },
  approved: (figures) => business('REFUND_SUCCESS', refunded(figures)),
  pending: (figures) => business('REFUND_IN_PROGRESS', refunded(figures, { status: 'IN_PROG', order_status: 'REFUND_INPROGRESS' })),
  declined: declinesOf('refund'),
  silent: silentWordsOf('refund'),
  duplicate: [{ word: 'UPAY_REFUND_ORDER_NOOP', reply: business('REFUND_FAIL', undefined, 'UPAY_REFUND_ORDER_NOOP'), outcome: 'pending' }],
  undocumented: undocumentedOf('refund', 'REFUND_SUCCESS', refunded({})),
};

export const operations: readonly Scenario[] = [
  pay,
  precreated('sale by QR code', saleBy({ type: 'merchant_qr', payway: '17' }), { qr_code: 'https://qr.example.mx/1' }),
  precreated(
    'sale in a mini program',
    saleBy({ type: 'merchant_qr', form: 'mini_program', payway: '3' }, { buyer: { payerUid: PAYER_UID } }),
    { wap_pay_request: { package: 'prepay_id=1', paySign: 'x' } },
    { confidential: [PAYER_UID] },
  ),
  precreated('sale pushed to a POS', saleBy({ type: 'terminal', scenario: 'card', providerTerminalSn: '100', terminalSn: 'T-1' }), {}),
  cancel,
  revoke,
  refund,
];
