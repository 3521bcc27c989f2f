import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  accountQueries,
  baseUrlSchema,
  rsaPrivateKeyText,
  rsaPublicKeyText,
  type AccountFault,
  type ProviderCall,
} from '@interlock/provider-kit';
import { z } from 'zod';
import { defaultPaths, type PathCall } from './codepay.paths.js';
import { readPrivateKey, readPublicKey } from './codepay.signing.js';

/** The gateway and its sandbox; each distributor has a name of its own beside them. Source: CodePay gateway SDK; developer site. */
export const hosts = ['*.codepay.us', '*.codepay.me'] as const;

const name = (max: number) => z.string().min(1).max(max);
const path = z
  .string()
  .max(128)
  .regex(/^(\/[0-9A-Za-z_~-][0-9A-Za-z_.~-]*)+$/)
  .optional();
const callPaths = Object.keys(defaultPaths) as PathCall[];

/** The plain half of a CodePay account. Source: CodePay Cloud Open API 1.0.0, common request fields and Create Order. */
export const settingsSchema = z.strictObject({
  /** `https://host`, also as the portal shows it, with `/api/entry`; that path is ours to add. */
  baseUrl: baseUrlSchema.overwrite((url) => url.replace(/\/+$/, '').replace(/\/api\/entry$/, '')),
  appId: name(32),
  merchantNo: name(32),
  storeNo: name(32).optional(),
  /** RSA2 signs both ways; NONE is Basic Auth, where answers are trusted by their connection. */
  signType: z.enum(['RSA2', 'NONE']).default('RSA2'),
  /** The application on the terminal that is woken. Other brands of the platform have other names. */
  messageReceivingApplication: name(32).default('CodePay Register'),
  /** Of Create Order. */
  apiVersion: name(8).default('2.0'),
  /** Whether cards in clear may be taken (Merchant Hosted Checkout): a matter of the merchant's PCI DSS scope, so off unless somebody says so. */
  cardEntry: z.boolean().default(false),
  /** Where the "path" calls lie, each where it differs from `defaultPaths`. */
  paths: z.strictObject(Object.fromEntries(callPaths.map((call) => [call, path])) as Record<PathCall, typeof path>).optional(),
  /** Bounds of the looks into its operations, where lower ones were agreed with the provider. */
  queries: accountQueries,
});

/** The secret half. RSA2 needs both keys, Basic Auth user and password; notifications are signed in either mode, so the gateway's key is wanted in both. */
export const secretsSchema = z
  .strictObject({
    appPrivateKey: rsaPrivateKeyText.optional(),
    /** While the key is changed: the one that the portal will know next. It signs what the gateway refuses to read under the present one. */
    nextAppPrivateKey: rsaPrivateKeyText.optional(),
    gatewayPublicKey: rsaPublicKeyText.optional(),
    /** A colon in the name would end it early (RFC 7617). */
    basicUser: name(128)
      .regex(/^[^:]+$/)
      .optional(),
    basicPassword: name(256).optional(),
  })
  .superRefine((secrets, context) => {
    if (secrets.nextAppPrivateKey !== undefined && secrets.appPrivateKey === undefined)
      context.addIssue({ code: 'custom', message: 'follows appPrivateKey, which is missing', path: ['nextAppPrivateKey'] });
    const whole = ways.some((way) => way.every((member) => secrets[member] !== undefined));
    if (whole) return;
    const begun = ways.find((way) => way.some((member) => secrets[member] !== undefined));
    const missing = begun?.find((member) => secrets[member] === undefined);
    const message = missing === undefined ? WAYS : `is missing: ${WAYS}`;
    context.addIssue({ code: 'custom', message, path: missing === undefined ? [] : [missing] });
  });

/** The ways to prove who we are. */
const ways = [
  ['appPrivateKey', 'gatewayPublicKey'],
  ['basicUser', 'basicPassword'],
] as const;
const WAYS = 'either appPrivateKey and gatewayPublicKey, or basicUser and basicPassword are required';

/** What settings and secrets lack of each other. */
export function accountFaults(settings: unknown, secrets: unknown): readonly AccountFault[] {
  const { signType } = settings as CodepaySettings;
  const { appPrivateKey, nextAppPrivateKey, gatewayPublicKey, ...basic } = secrets as z.output<typeof secretsSchema>;
  if (signType === 'NONE') {
    const missing = (['basicUser', 'basicPassword'] as const).filter((member) => basic[member] === undefined);
    return missing.map((member) => ({ path: `secrets.${member}`, message: 'is missing: signType NONE is Basic Auth' }));
  }
  if (appPrivateKey === undefined || gatewayPublicKey === undefined) {
    const path = appPrivateKey === undefined ? 'secrets.appPrivateKey' : 'secrets.gatewayPublicKey';
    return [{ path, message: 'is missing: signType RSA2 signs and verifies' }];
  }
  // With one key for both sides, our own request would pass as the gateway's answer to it.
  const own = Object.entries({ appPrivateKey, nextAppPrivateKey }).filter(
    ([, text]) => text !== undefined && createPublicKey(readPrivateKey(text)).equals(readPublicKey(gatewayPublicKey)),
  );
  return own.map(([member]) => ({
    path: 'secrets.gatewayPublicKey',
    message: `is the public half of ${member}; the key of the gateway belongs here`,
  }));
}

export type CodepaySettings = z.output<typeof settingsSchema>;

export const pathOf = (settings: CodepaySettings, call: PathCall): string => settings.paths?.[call] ?? defaultPaths[call];

/** An account ready for use: keys read, the mode decided. */
export interface CodepayAccount {
  readonly settings: CodepaySettings;
  readonly authentication:
    | {
        readonly type: 'RSA2';
        /** The one that signs, and while it is changed the next one. */
        readonly appPrivateKeys: readonly [KeyObject, KeyObject?];
        readonly gatewayPublicKey: KeyObject;
      }
    | { readonly type: 'NONE'; readonly authorization: string };
  /** Verifies notifications in both modes. */
  readonly gatewayPublicKey: KeyObject | undefined;
}

/** Reading a key costs more than signing with it, so it is done once per account object; a changed account is a new object. */
const accounts = new WeakMap<object, { readonly settings: unknown; readonly account: CodepayAccount }>();

/** The account of a call, or in words why it cannot be used; the words hold nothing secret. */
export function readAccount(call: Pick<ProviderCall, 'settings' | 'secrets'>): CodepayAccount | string {
  const key = typeof call.secrets === 'object' && call.secrets !== null ? call.secrets : {};
  const known = accounts.get(key);
  if (known !== undefined && known.settings === call.settings) return known.account;
  const settings = settingsSchema.safeParse(call.settings);
  if (!settings.success) return `the account's settings do not fit: ${paths(settings.error)}`;
  const secrets = secretsSchema.safeParse(call.secrets);
  if (!secrets.success) return `the account's secrets do not fit: ${paths(secrets.error)}`;
  const account = buildAccount(settings.data, secrets.data);
  if (typeof account !== 'string') accounts.set(key, { settings: call.settings, account });
  return account;
}

function buildAccount(settings: CodepaySettings, secrets: z.output<typeof secretsSchema>): CodepayAccount | string {
  const gatewayPublicKey = secrets.gatewayPublicKey === undefined ? undefined : readPublicKey(secrets.gatewayPublicKey);
  if (settings.signType === 'RSA2') {
    if (secrets.appPrivateKey === undefined || gatewayPublicKey === undefined) return 'the account signs RSA2 and lacks a key for it';
    const present = readPrivateKey(secrets.appPrivateKey);
    const appPrivateKeys =
      secrets.nextAppPrivateKey === undefined ? ([present] as const) : ([present, readPrivateKey(secrets.nextAppPrivateKey)] as const);
    return { settings, authentication: { type: 'RSA2', appPrivateKeys, gatewayPublicKey }, gatewayPublicKey };
  }
  if (secrets.basicUser === undefined || secrets.basicPassword === undefined)
    return 'the account uses Basic Auth and lacks a user or password';
  const authorization = `Basic ${Buffer.from(`${secrets.basicUser}:${secrets.basicPassword}`).toString('base64')}`;
  return { settings, authentication: { type: 'NONE', authorization }, gatewayPublicKey };
}

const paths = (error: z.ZodError): string =>
  error.issues.map((issue) => (issue.path.length === 0 ? issue.message : issue.path.join('.'))).join(', ');
