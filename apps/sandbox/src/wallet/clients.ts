import type { IncomingHttpHeaders } from 'node:http';
import type { KeyObject } from 'node:crypto';

import type { WalletAccount } from '../core/accounts.js';
import { Refusal } from './results.js';
import { readHeaderTime, readTime } from './times.js';
import { isSignedBy, readPrivateKey, readPublicKey, readSignatureHeader } from './wallet.signing.js';

/** A merchant as the wallet knows it. */
export interface Client {
  readonly clientId: string;
  readonly publicKey: KeyObject;
  readonly walletKey: KeyObject;
  readonly keyVersion: number;
  readonly disabled: boolean;
  /** Payers' agreements: when each access token expires (ms since 1970), if it does. */
  readonly agreements: ReadonlyMap<string, number | undefined>;
}

export function readClient(account: WalletAccount): Client {
  return {
    clientId: account.clientId,
    publicKey: readPublicKey(account.merchantPublicKey),
    walletKey: readPrivateKey(account.walletPrivateKey),
    keyVersion: Number(account.keyVersion),
    disabled: account.disabled ?? false,
    agreements: new Map(
      account.agreements.map(({ accessToken, expiresAt }) => [accessToken, expiresAt === undefined ? undefined : readTime(expiresAt)]),
    ),
  };
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
  clock: { now(): number },
  windowMs: number,
): void {
  if (client.disabled) throw new Refusal('INVALID_CLIENT_STATUS');
  const time = headerOf(call.headers, 'request-time');
  const timeMs = readHeaderTime(time);
  if (timeMs === undefined) throw new Refusal('PARAM_ILLEGAL', 'Request-Time');
  const header = readSignatureHeader(headerOf(call.headers, 'signature'));
  const known = header !== undefined && (header.keyVersion ?? client.keyVersion) === client.keyVersion;
  const message = { method: call.method, uri: call.uri, clientId: client.clientId, time, body: call.body };
  if (!known || !isSignedBy(message, header.signature, client.publicKey)) throw new Refusal('INVALID_SIGNATURE');
  // Callers live in real time, or in the sandbox's where they follow it: `advance` must not shut them out.
  if (timeMs < Date.now() - windowMs || timeMs > clock.now() + windowMs)
    throw new Refusal('ACCESS_DENIED', 'Request-Time is too far from now.');
}

function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
