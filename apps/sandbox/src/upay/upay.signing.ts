import { hash } from 'node:crypto';

/** Upay Web API, Authentication: lower-case hex of MD5 over the body's bytes followed by the key's. */
export function signature(body: Uint8Array, key: Uint8Array): string {
  const bytes = Buffer.allocUnsafe(body.length + key.length);
  bytes.set(body);
  bytes.set(key, body.length);
  return hash('md5', bytes);
}

export interface Credentials {
  readonly sn: string;
  /** In lower case: integrations send both. */
  readonly signature: string;
}

const CREDENTIALS = /^([^\s]+) ([0-9a-fA-F]{32})$/;

/** Reads `Authorization: <sn><one space><32 hex characters>`. */
export function credentials(header: string | undefined): Credentials | undefined {
  const match = header === undefined ? null : CREDENTIALS.exec(header);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { sn: match[1], signature: match[2].toLowerCase() };
}

export function authorization(sn: string, body: Uint8Array, key: Uint8Array): string {
  return `${sn} ${signature(body, key)}`;
}
