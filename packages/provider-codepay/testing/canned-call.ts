import { hash } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import type { HttpOutcome, HttpTransport, ProviderCall } from '@interlock/provider-kit';
import { APP_ID, MERCHANT_NO, NOW } from './scripted-gateway.js';
import { keys } from './vectors.js';

/** What a server answers, as the transport hands it on. */
export interface Canned {
  readonly status: number;
  readonly body: string | Uint8Array;
}

const settings = { baseUrl: 'https://gateway.example.test', appId: APP_ID, merchantNo: MERCHANT_NO, cardEntry: true };
const accounts = {
  RSA2: { settings, secrets: { appPrivateKey: keys.appPrivateKey, gatewayPublicKey: keys.gatewayPublicKey } },
  NONE: {
    settings: { ...settings, signType: 'NONE' },
    secrets: { gatewayPublicKey: keys.gatewayPublicKey, basicUser: 'u', basicPassword: 'p' },
  },
} as const;

/** A call whose every request is answered with the same bytes, without a socket: for thousands of answers. The real transport has its own tests. */
export function cannedCall(
  { status, body }: Canned,
  signType: keyof typeof accounts = 'RSA2',
): ProviderCall & { readonly kept: unknown[] } {
  const bytes = Buffer.from(body);
  const kept: unknown[] = [];
  const answered: HttpOutcome = { type: 'answered', status, headers: {}, body: bytes, bodySha256: hash('sha256', bytes) };
  const http: HttpTransport = {
    send: ({ redactedBody }) => {
      kept.push(redactedBody);
      return Promise.resolve(answered);
    },
    note: (verdict, answer) => {
      kept.push({ verdict, answer });
    },
  };
  return { ...accounts[signType], currency: currencyCode('USD'), http, now: () => NOW, attempt: 1, kept };
}
