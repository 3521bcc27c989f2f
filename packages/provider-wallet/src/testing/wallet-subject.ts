import { currencyCode } from '@interlock/domain';
import type { ConformanceSubject } from '@interlock/provider-kit/testing';
import { walletAdapter } from '../wallet.adapter.js';
import { CLIENT_ID, NOW } from './scripted-wallet.js';
import { agreementCalls } from './wallet-agreements.js';
import { expectsToHear, messages } from './wallet-messages.js';
import { queries } from './wallet-queries.js';
import { operations } from './wallet-scenarios.js';
import { answerSignature, sealed, secrets } from './wallet-signer.js';

/** The wallet for the conformance kit. */
export const walletSubject: ConformanceSubject = {
  adapter: walletAdapter,
  currency: currencyCode('CLP'),
  now: NOW,
  settings: (baseUrl) => ({ baseUrl, clientId: CLIENT_ID }),
  secrets,
  confidential: [secrets.merchantPrivateKey],
  // Time and signature travel in headers.
  volatile: [],
  answerSignature,
  sealed,
  scenarios: [...operations, ...queries, ...agreementCalls],
  messages,
  expectsToHear,
};
