import type { IncomingHttpHeaders } from 'node:http';
import type { KeyObject } from 'node:crypto';

import type { WalletAccount } from '../core/accounts.js';
import type { SandboxClock } from '../core/clock.js';
import { Refusal } from './results.js';
import { readHeaderTime } from './times.js';
import { isSignedBy, readPrivateKey, readPublicKey, readSignatureHeader, type SignatureEncoding } from './wallet.signing.js';

export interface VersionedKey {
  readonly version: number;
  readonly key: KeyObject;
}

/** A merchant as the wallet knows it. */
export interface Client {
  readonly clientId: string;
  /** The newest first; during a rotation two are live, and a third drops the oldest. */
  readonly merchantKeys: VersionedKey[];
  /** What the wallet signs with. */
  walletKey: VersionedKey;
  readonly disabled: boolean;
  readonly signatureEncoding: SignatureEncoding;
  readonly signedPathPrefix: string | undefined;
  readonly notifies: ReadonlySet<string>;
}

const LIVE_KEYS = 2;

export function readClient(account: WalletAccount): Client {
  const { previousKey } = account;
  const version = Number(account.keyVersion);
  return {
    clientId: account.clientId,
    merchantKeys: [
      { version, key: readPublicKey(account.merchantPublicKey) },
      ...(previousKey === undefined
        ? []
        : [{ version: Number(previousKey.keyVersion), key: readPublicKey(previousKey.merchantPublicKey) }]),
    ],
    walletKey: { version, key: readPrivateKey(account.walletPrivateKey) },
    disabled: account.disabled ?? false,
    signatureEncoding: account.signatureEncoding ?? 'percent',
    signedPathPrefix: account.signedPathPrefix,
    notifies: new Set(account.notifies),
  };
}

/** The merchant registers its next key; the one before stays good. */
export function addMerchantKey(client: Client, next: VersionedKey): void {
  client.merchantKeys.unshift(next);
  client.merchantKeys.length = Math.min(client.merchantKeys.length, LIVE_KEYS);
}

/** Throws `Refusal` `INVALID_CLIENT`. */
export function clientOf(headers: IncomingHttpHeaders, clients: ReadonlyMap<string, Client>): Client {
  const client = clients.get(headerOf(headers, 'client-id'));
  if (client === undefined) throw new Refusal('INVALID_CLIENT');
  return client;
}

/** Headers, signature over the path as called, and the time window. Throws `Refusal`. */
export function authenticate(
  client: Client,
  call: { readonly method: string; readonly uri: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer },
  clock: Pick<SandboxClock, 'now' | 'outside'>,
  windowMs: number,
): void {
  if (client.disabled) throw new Refusal('INVALID_CLIENT_STATUS');
  const time = headerOf(call.headers, 'request-time');
  const timeMs = readHeaderTime(time);
  if (timeMs === undefined) throw new Refusal('PARAM_ILLEGAL', 'Request-Time');
  const header = readSignatureHeader(headerOf(call.headers, 'signature'));
  // No version means the newest key.
  const used = client.merchantKeys.find(({ version }, age) =>
    header?.keyVersion === undefined ? age === 0 : version === header.keyVersion,
  );
  const message = { method: call.method, uri: call.uri, clientId: client.clientId, time, body: call.body };
  if (header === undefined || used === undefined || !isSignedBy(message, header.signature, used.key))
    throw new Refusal('INVALID_SIGNATURE');
  // Callers live in real time, or in the sandbox's where they follow it: `advance` must not shut them out.
  if (timeMs < clock.outside() - windowMs || timeMs > clock.now() + windowMs)
    throw new Refusal('ACCESS_DENIED', 'Request-Time is too far from now.');
}

function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
