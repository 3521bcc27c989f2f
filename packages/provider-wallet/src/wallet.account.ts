import { createPublicKey, KeyObject } from 'node:crypto';
import {
  accountQueries,
  baseUrlSchema,
  rsaPrivateKey,
  rsaPrivateKeyText,
  rsaPublicKey,
  rsaPublicKeyText,
  type AccountFault,
} from '@interlock/provider-kit';
import { z } from 'zod';
import { merchantSchema } from './wallet.objects.js';

const pathPrefix = z
  .string()
  .max(200)
  .regex(/^(?:\/[\w.~-]+)*$/, { error: 'empty, or path segments such as "/aps/api"' });
const text = (max: number) => z.string().min(1).max(max);

const productCode = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);
/** The codes of the wallets nearest to the document; others issue their own. */
const DEFAULT_PRODUCT_CODES = {
  cashier: '51051000101000000011',
  authorize: '51051000101000000012',
  agreement: '51051000101000100031',
};

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
      authorize: productCode.default(DEFAULT_PRODUCT_CODES.authorize),
      agreement: productCode.default(DEFAULT_PRODUCT_CODES.agreement),
    })
    .default(DEFAULT_PRODUCT_CODES),
  merchant: merchantSchema.optional(),
  /** One object in the document, a list in some siblings. */
  goodsForm: z.enum(['object', 'list']).default('object'),
  /** How the payer's page of an agreement is handed on: the address for the mini program's `signContract`, or a page to visit. */
  agreementPage: z.enum(['sdk', 'redirect']).default('sdk'),
  /** Asks for a message about a void (`voidNotifyUrl`) or a refund (`refundNotificationUrl` in `extendInfo`); both are extensions of siblings. */
  voidNotifications: z.boolean().default(false),
  refundNotifications: z.boolean().default(false),
  /** Bounds of the looks into its operations, where lower ones were agreed with the provider. */
  queries: accountQueries,
  /** Members of the older v1 dialect (GCash, Touch'n Go, the vendor's demo), sent only where this is set. */
  olderDialect: z
    .strictObject({
      partnerId: text(32),
      appId: text(32).optional(),
      authClientId: text(64).optional(),
      customerBelongsTo: text(64).optional(),
    })
    .optional(),
});
export type WalletSettings = z.infer<typeof walletSettingsSchema>;

const version = z.string().regex(/^(0|[1-9][0-9]{0,8})$/, { error: 'not a key version: a whole number' });

/** Keys by `keyVersion`: at least two live together while a side changes its key. */
const byVersion = <Key extends z.ZodType<string>>(key: Key) =>
  z.record(version, key).refine((keys) => Object.keys(keys).length > 0, { error: 'at least one key is needed' });

const ownKeysByVersion = byVersion(rsaPrivateKeyText);

/** One key or keys by version: judged as what it is, so that the words are about that. */
const ownKeys = z
  .union([z.string(), z.record(z.string(), z.unknown())], { error: 'neither a key nor keys by version' })
  .transform((given, context): string | Record<string, string> => {
    const read = (typeof given === 'string' ? rsaPrivateKeyText : ownKeysByVersion).safeParse(given);
    if (read.success) return read.data;
    for (const { message, path } of read.error.issues) context.issues.push({ code: 'custom', message, path, input: undefined });
    return z.NEVER;
  });

/** An account's secrets. Keys come as PEM or Base64 and are kept as one line of Base64. */
export const walletSecretsSchema = z
  .strictObject({
    /** Our own key, or our keys by version; the setting `keyVersion` says which one signs. */
    merchantPrivateKey: ownKeys,
    walletPublicKeys: byVersion(rsaPublicKeyText),
  })
  .refine(({ merchantPrivateKey, walletPublicKeys }) => !holdsOwnKey(merchantPrivateKey, Object.values(walletPublicKeys)), {
    error: "one of the wallet's keys is the merchant's own",
    path: ['walletPublicKeys'],
  });

/** What settings and secrets lack of each other. */
export function accountFaults(settings: unknown, secrets: unknown): readonly AccountFault[] {
  const { keyVersion } = settings as WalletSettings;
  const { merchantPrivateKey: own } = secrets as WalletSecrets;
  if (typeof own === 'string' || own[String(keyVersion)] !== undefined) return [];
  return [{ path: 'settings.keyVersion', message: 'is the version of no key in secrets.merchantPrivateKey' }];
}

export type WalletSecrets = z.infer<typeof walletSecretsSchema>;

/** With one key for both sides, our own request would pass as the wallet's answer to it. */
function holdsOwnKey(privateKeys: string | Readonly<Record<string, string>>, publicTexts: readonly string[]): boolean {
  return (typeof privateKeys === 'string' ? [privateKeys] : Object.values(privateKeys)).some((text) => {
    const own = rsaPrivateKey(text);
    if (own === undefined) return false; // already refused by its own rule
    const ownPublic = createPublicKey(own);
    return publicTexts.some((key) => rsaPublicKey(key)?.equals(ownPublic) === true);
  });
}

/** An account ready for use. */
export interface WalletAccount {
  readonly settings: WalletSettings;
  /** What stands before `/v1/...` in everything that is signed. */
  readonly signedPrefix: string;
  readonly privateKey: KeyObject;
  readonly walletKeys: ReadonlyMap<number, KeyObject>;
}

interface ReadKeys {
  /** One key whatever the version, or each by its version. */
  readonly own: KeyObject | ReadonlyMap<number, KeyObject>;
  readonly wallet: ReadonlyMap<number, KeyObject>;
}

/** Reading a key costs more than verifying with it, so what was read lasts as long as the object that it was read from. */
const settingsRead = new WeakMap<object, Pick<WalletAccount, 'settings' | 'signedPrefix'>>();
const keysRead = new WeakMap<object, ReadKeys>();

/** The account of a call, or nothing where settings or secrets are not what their schemas ask for, or hold no key of the version that signs. */
export function walletAccount(call: { readonly settings: unknown; readonly secrets: unknown }): WalletAccount | undefined {
  const settings = remembered(settingsRead, call.settings, readSettings);
  const keys = settings && remembered(keysRead, call.secrets, readKeys);
  const privateKey = keys && (keys.own instanceof KeyObject ? keys.own : keys.own.get(settings.settings.keyVersion));
  return privateKey && { ...settings, privateKey, walletKeys: keys.wallet };
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

function readKeys(source: object): ReadKeys | undefined {
  const { data: secrets } = walletSecretsSchema.safeParse(source);
  if (secrets === undefined) return undefined;
  const { merchantPrivateKey: own, walletPublicKeys } = secrets;
  const read = typeof own === 'string' ? rsaPrivateKey(own) : keysByVersion(own, rsaPrivateKey);
  return read && { own: read, wallet: keysByVersion(walletPublicKeys, rsaPublicKey) };
}

function keysByVersion(
  texts: Readonly<Record<string, string>>,
  read: (text: string) => KeyObject | undefined,
): ReadonlyMap<number, KeyObject> {
  const keys = new Map<number, KeyObject>();
  for (const [version, text] of Object.entries(texts)) {
    const key = read(text);
    if (key !== undefined) keys.set(Number(version), key);
  }
  return keys;
}
