export { orderData } from './view/order-data.js';
export { toldOrder, toldRefund } from './view/told-order.js';
export * from './wire/envelope.js';
export { readFields, readJson } from './wire/fields.js';
export { readAuthorization, writeAuthorization } from './wire/authorization.js';
export { isSignedBy, signatureOf } from './wire/signature.js';
export { paywayOf } from './view/payways.js';
export { ORDERS_PER_BLOCK, platformNumber } from './view/platform-number.js';
