import { createPublicKey, type KeyObject } from 'node:crypto';
import { baseUrlSchema } from '@interlock/provider-kit';
import { z } from 'zod';
import { privateKeyFrom, publicKeyFrom } from './wallet.signing.js';

const pathPrefix = z
  .string()
  .max(200)
  .regex(/^(?:\/[\w.~-]+)*$/, { error: 'empty, or path segments such as "/aps/api"' });
const text = (max: number) => z.string().min(1).max(max);

/** Who sells, as the payer's wallet shows it. Source: wallet OpenAPI, object dictionary, `Merchant` and `Address`. */
const merchantSchema = z.strictObject({
  referenceMerchantId: text(32),
  merchantMCC: text(32),
  merchantName: text(256),
  merchantDisplayName: text(64).optional(),
  merchantAddress: z
    .strictObject({
      region: z.string().regex(/^[A-Z]{2}$/),
      state: text(8).optional(),
      city: text(32).optional(),
      address1: text(256).optional(),
      address2: text(256).optional(),
      zipCode: text(32).optional(),
    })
    .optional(),
});

const productCode = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);
/** The codes of the wallets nearest to the document; others issue their own. */
const DEFAULT_PRODUCT_CODES = { cashier: '51051000101000000011', agreement: '51051000101000100031' };

/** An account's plain settings. What differs between the wallets of this family is here, and only here. */
export const walletSettingsSchema = z.strictObject({
  baseUrl: baseUrlSchema,
  /** What stands before `/v1/...`, e.g. `/aps/api`. */
  basePath: pathPrefix.default(''),
  /** What stands before `/v1/...` in the string to sign, where a gateway in front of the wallet strips or adds a prefix. Absent: the path as sent. */
  signedPathPrefix: pathPrefix.optional(),
  clientId: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  /** The version of our own key, as the wallet knows it. */
  keyVersion: z.int().min(0).max(999_999_999).default(1),
  signatureEncoding: z.enum(['percent', 'plain']).default('percent'),
  cancelPath: z.enum(['cancel', 'cancelPayment']).default('cancel'),
  refundPath: z.enum(['refund', 'refundApply']).default('refund'),
  productCodes: z
    .strictObject({
      cashier: productCode.default(DEFAULT_PRODUCT_CODES.cashier),
      agreement: productCode.default(DEFAULT_PRODUCT_CODES.agreement),
    })
    .default(DEFAULT_PRODUCT_CODES),
  merchant: merchantSchema.optional(),
});
export type WalletSettings = z.infer<typeof walletSettingsSchema>;

const publicKeyText = z
  .string()
  .max(8192)
  .refine((key) => publicKeyFrom(key) !== undefined, { error: 'not an RSA public key of 2048 bits or more (SPKI)' });

/** An account's secrets. Keys are bare Base64 of DER, or PEM. */
export const walletSecretsSchema = z
  .strictObject({
    merchantPrivateKey: z
      .string()
      .max(8192)
      .refine((key) => privateKeyFrom(key) !== undefined, { error: 'not an RSA private key of 2048 bits or more (PKCS#8)' }),
    /** The wallet's public keys by `keyVersion`: at least two live together while the wallet changes its key. */
    walletPublicKeys: z
      .record(z.string().regex(/^(0|[1-9][0-9]{0,8})$/), publicKeyText)
      .refine((keys) => Object.keys(keys).length > 0, { error: 'at least one key is needed' }),
  })
  .refine(({ merchantPrivateKey, walletPublicKeys }) => !holdsOwnKey(merchantPrivateKey, Object.values(walletPublicKeys)), {
    error: "one of the wallet's keys is the merchant's own",
    path: ['walletPublicKeys'],
  });
export type WalletSecrets = z.infer<typeof walletSecretsSchema>;

/** With one key for both sides, our own request would pass as the wallet's answer to it. */
function holdsOwnKey(privateText: string, publicTexts: readonly string[]): boolean {
  const own = privateKeyFrom(privateText);
  if (own === undefined) return false; // already refused by its own rule
  const ownPublic = createPublicKey(own);
  return publicTexts.some((key) => publicKeyFrom(key)?.equals(ownPublic) === true);
}

interface WalletKeys {
  readonly privateKey: KeyObject;
  readonly walletKeys: ReadonlyMap<number, KeyObject>;
}

/** An account ready for use. */
export interface WalletAccount extends WalletKeys {
  readonly settings: WalletSettings;
  /** What stands before `/v1/...` in everything that is signed. */
  readonly signedPrefix: string;
}

/** Reading a key costs more than verifying with it, so what was read lasts as long as the object that it was read from. */
const settingsRead = new WeakMap<object, Pick<WalletAccount, 'settings' | 'signedPrefix'>>();
const keysRead = new WeakMap<object, WalletKeys>();

/** The account of a call, or nothing where settings or secrets are not what their schemas ask for. */
export function walletAccount(call: { readonly settings: unknown; readonly secrets: unknown }): WalletAccount | undefined {
  const settings = remembered(settingsRead, call.settings, readSettings);
  const keys = settings && remembered(keysRead, call.secrets, readKeys);
  return keys && { ...settings, ...keys };
}

function remembered<Read>(known: WeakMap<object, Read>, source: unknown, read: (source: object) => Read | undefined): Read | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  const found = known.get(source) ?? read(source);
  if (found !== undefined) known.set(source, found);
  return found;
}

function readSettings(source: object): Pick<WalletAccount, 'settings' | 'signedPrefix'> | undefined {
  const { data: settings } = walletSettingsSchema.safeParse(source);
  if (settings === undefined) return undefined;
  const sentPrefix = new URL(settings.baseUrl).pathname.replace(/\/+$/, '') + settings.basePath;
  return { settings, signedPrefix: settings.signedPathPrefix ?? sentPrefix };
}

function readKeys(source: object): WalletKeys | undefined {
  const { data: secrets } = walletSecretsSchema.safeParse(source);
  const privateKey = secrets && privateKeyFrom(secrets.merchantPrivateKey);
  if (secrets === undefined || privateKey === undefined) return undefined;
  const walletKeys = new Map<number, KeyObject>();
  for (const [version, key] of Object.entries(secrets.walletPublicKeys)) {
    const publicKey = publicKeyFrom(key);
    if (publicKey !== undefined) walletKeys.set(Number(version), publicKey);
  }
  return { privateKey, walletKeys };
}
