import type { Mode } from '../merchant/merchant.entity.js';

/** Who changes a setting. */
export interface Author {
  readonly mode: Mode;
  /** The first characters of an API key, or the name of a process of ours. */
  readonly actor: string;
  readonly requestId: string;
  /** Where the request came from; null: a process of ours. */
  readonly address: string | null;
}

/** What a request's `Idempotency-Key` stands for. */
export interface RepeatKey {
  /** The merchant's id, or `platformScope(mode)`. */
  readonly scope: string;
  readonly key: string;
  /** Of `memberHashes`: the content, and the address under `path`. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Where the keys of requests stand that are made for no merchant. */
export const platformScope = (mode: Mode): string => `platform:${mode}`;

/** A setting and what became of it. */
export interface SettingChange {
  /** `merchant.create` */
  readonly action: string;
  /** `merchant` and its id */
  readonly subject: { readonly type: string; readonly id: string };
  /** Whose setting it is; null: the platform's. */
  readonly merchantId: string | null;
  /** What a reader may see of it; absent where it was not there before. No secret: its fingerprint and its date. */
  readonly before: object | null;
  readonly after: object | null;
  /** Whose cached reads are out of date: see `SettingsListener`. */
  readonly stale?: readonly StaleSetting[];
}

/** What gateways keep cached reads of. The id is what they keep them under: of an API key its hash in hex, of a terminal and a vendor their serials. */
export interface StaleSetting {
  readonly kind: 'merchant' | 'api_key' | 'terminal' | 'vendor' | 'account';
  readonly id: string;
}
