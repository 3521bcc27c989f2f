import type { ConformanceSubject } from '@interlock/provider-kit/testing';
import { codepayAdapter } from '../codepay.adapter.js';
import { charges } from './codepay-charges.js';
import { following } from './codepay-following.js';
import { answerSignature, appPrivateKey, gatewayPublicKey } from './codepay-gateway.js';
import { APP_ID, expectsToHear, MERCHANT_NO, messages } from './codepay-messages.js';
import { queries } from './codepay-queries.js';
import { NOW, USD } from './codepay-requests.js';
import { settling } from './codepay-settling.js';

const basic = { basicUser: 'a-user', basicPassword: 'the-password-of-the-app' };

/** CodePay for the conformance kit: an account that signs RSA2, may take cards, and has a password for Basic Auth. */
export const codepaySubject: ConformanceSubject = {
  adapter: codepayAdapter,
  currency: USD,
  now: NOW,
  settings: (baseUrl) => ({ baseUrl, appId: APP_ID, merchantNo: MERCHANT_NO, cardEntry: true }),
  secrets: { appPrivateKey, gatewayPublicKey, ...basic },
  confidential: [appPrivateKey, basic.basicPassword, Buffer.from(`${basic.basicUser}:${basic.basicPassword}`).toString('base64')],
  // The card is padded at random each time it is encrypted.
  volatile: ['timestamp', 'sign', 'card'],
  answerSignature,
  scenarios: [...charges, ...following, ...queries, ...settling],
  messages,
  expectsToHear,
};
