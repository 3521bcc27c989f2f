import { currencyCode, type CurrencyCode } from '@interlock/domain';
import type { KeyObject } from 'node:crypto';

import { codepayProfile, type CodepayAccount, type CodepayProfile } from '../core/accounts.js';
import { readPrivateKey, readPublicKey } from './codepay.signing.js';

/** A payment app of a merchant, as the portal knows it. */
export interface App {
  readonly appId: string;
  readonly merchantNo: string;
  readonly gatewayKey: KeyObject;
  readonly currency: CurrencyCode;
  readonly terminals: ReadonlySet<string>;
  readonly basicAuth: { readonly username: string; readonly password: string } | undefined;
  /** By store number; undefined: all terminals stand in one store, whatever number it is called by. */
  readonly stores: Readonly<Record<string, readonly string[]>> | undefined;
  /** Replaced where the merchant uploads another at the portal. */
  publicKey: KeyObject;
  profile: CodepayProfile;
}

export function readApp(account: CodepayAccount): App {
  return {
    appId: account.appId,
    merchantNo: account.merchantNo,
    publicKey: readPublicKey(account.appPublicKey),
    gatewayKey: readPrivateKey(account.gatewayPrivateKey),
    currency: currencyCode(account.currency),
    terminals: new Set(account.terminals),
    basicAuth: account.basicAuth,
    stores: account.stores,
    profile: codepayProfile.parse(account.profile ?? {}),
  };
}
