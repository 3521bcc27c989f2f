/** What tills ask and hear. */
const SN = '10298371039';

const of = (summary: string, value: object) => ({ example: { summary, value } });
const identity = {
  taken: {
    summary: 'Keep both for good',
    value: { result_code: '200', biz_response: { terminal_sn: SN, terminal_key: '5f3ae1c9b7d24e6fa0c1d2e3f4a5b6c7' } },
  },
  illegal: {
    summary: 'The signature is not that of the body and the key',
    value: { result_code: '400', error_code: 'ILLEGAL_SIGN', error_message: 'the signature does not verify' },
  },
};
const data = (status: string, orderStatus: string, rest: object = {}) => ({
  terminal_sn: SN,
  sn: '7894259244061958',
  client_sn: 'TILL-1001',
  client_tsn: 'TILL-1001',
  status,
  order_status: orderStatus,
  total_amount: '1250',
  net_amount: '1250',
  subject: 'Two coffees',
  operator: 'ana',
  ctime: '1763750030000',
  ...rest,
});
const business = (summary: string, resultCode: string, body: object) => ({
  summary,
  value: { result_code: '200', biz_response: { result_code: resultCode, data: body } },
});
const payment = {
  terminal_sn: SN,
  client_sn: 'TILL-1001',
  total_amount: '1250',
  subject: 'Two coffees',
  operator: 'ana',
};

/** What an order in the hands of its terminal has beside its view. */
const held = { delivery_no: '1', expire_time: '1763750330000', lease_expire_time: '1763750060000' };

export const tillExamples = {
  'POST /terminal/activate': of('By a code of the merchant', { app_id: 'app-1', code: 'K7QF-2MXP-9RTD', device_id: 'android-imei-001' }),
  'POST /terminal/activate 200': identity,
  'POST /terminal/checkin': of('Once a day', { terminal_sn: SN, device_id: 'android-imei-001' }),
  'POST /terminal/checkin 200': identity,
  'POST /upay/v2/pay': of('What was scanned of the payer', { ...payment, dynamic_id: '130818341921441147' }),
  'POST /upay/v2/pay 200': {
    paid: business('It is paid', 'PAY_SUCCESS', data('SUCCESS', 'PAID', { finish_time: '1763750031000' })),
    in_progress: business('Nobody knows yet: query until one does', 'PAY_IN_PROGRESS', data('IN_PROG', 'CREATED')),
  },
  'POST /upay/v2/precreate': of('A code for the payer', { ...payment, payway: '17' }),
  'POST /upay/v2/query': of('By the till’s own number', { terminal_sn: SN, client_sn: 'TILL-1001' }),
  'POST /upay/v2/refund': of('A part', {
    terminal_sn: SN,
    client_sn: 'TILL-1001',
    refund_request_no: 'R-1',
    refund_amount: '500',
    operator: 'ana',
  }),
  'POST /upay/v2/cancel': of('By the till’s own number', { terminal_sn: SN, client_sn: 'TILL-1001' }),
  'POST /upay/v2/revoke': of('By the till’s own number', { terminal_sn: SN, client_sn: 'TILL-1001' }),
  'POST /upay/v2/push': of('To the till at table 4', {
    ...payment,
    target_terminal_sn: '10298371040',
    expire_seconds: '300',
    reflect: 'table 4',
  }),
  'POST /upay/v2/push 200': {
    waits: business('The till will fetch it', 'PRECREATE_SUCCESS', { ...data('IN_PROG', 'CREATED'), terminal_sn: '10298371040' }),
  },
  'POST /terminal/orders/next': of('Held open for 25 seconds', { terminal_sn: SN, wait_seconds: '25' }),
  'POST /terminal/orders/next 200': {
    order: business('Acknowledge it, then pay it or abandon it', 'ORDER_WAITING', data('IN_PROG', 'CREATED', held)),
    none: { summary: 'Ask again', value: { result_code: '200', biz_response: { result_code: 'NO_ORDER' } } },
  },
  'POST /terminal/orders/ack': of('The cashier has it', { terminal_sn: SN, client_sn: 'TILL-1001', delivery_no: '1' }),
  'POST /terminal/orders/ack 200': {
    kept: business('Kept until lease_expire_time', 'SUCCESS', data('IN_PROG', 'CREATED', { ...held, lease_expire_time: '1763750155000' })),
  },
  'POST /terminal/orders/abandon': of('The payer went away', {
    terminal_sn: SN,
    client_sn: 'TILL-1001',
    operator: 'ana',
    reason: 'the payer went away',
  }),
  'POST /terminal/orders/abandon 200': { closed: business('Nobody was asked', 'CANCEL_SUCCESS', data('FAIL_CANCELED', 'PAY_CANCELED')) },
};
