import { accountQueries, baseUrlSchema, rsaPublicKeyText, type AccountFault } from '@interlock/provider-kit';
import { z } from 'zod';
import { PAYWAY } from './upay.options.js';
import { orderPushSettings } from './upay.order-push.js';

/** Source: Upay Web API, Request Basics; the second is in the older document, with the same paths. */
export const hosts = ['vsi-api.shouqianba.com', 'api.shouqianba.com'] as const;

const serial = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);

/**
 * What an Upay account is configured with (plain). The shared host is https://vsi-api.shouqianba.com; MUWE may assign another at onboarding. An account
 * begins with the vendor's identity and gets its terminal by activation, or with the terminal that was activated elsewhere.
 */
export const upaySettings = z
  .strictObject({
    baseUrl: baseUrlSchema,
    /** The terminal of every payment; written by an activation. */
    terminalSn: serial.optional(),
    /** The device that the terminal was activated on; needed by every check-in, and sent with a payment that names none. */
    deviceId: z.string().min(1).max(32).optional(),
    /** The vendor's identity, by which a terminal is activated. */
    vendorSn: serial.optional(),
    appId: z.string().min(1).max(64).optional(),
    /** What an activation and a check-in tell about the terminal. */
    terminal: z
      .strictObject({
        /** Its number in our own system, unique for the `appId`. */
        clientSn: z.string().min(1).max(32).optional(),
        name: z.string().min(1).max(128).optional(),
        osInfo: z.string().min(1).max(45).optional(),
        sdkVersion: z.string().min(1).max(45).optional(),
      })
      .default({}),
    /** `operator` is required by every request; this one is named when the order names none. */
    operator: z.string().min(1).max(32).default('interlock'),
    /** Precreate has no default of its own: asked for when an order names no payway. Which ones are enabled is agreed with the provider. */
    defaultPayway: z.string().regex(PAYWAY).optional(),
    /** The provider's day: a paid order is revoked only on the day of its payment. */
    timeZone: z.string().refine(isTimeZone, { error: 'not an IANA time zone' }).default('America/Mexico_City'),
    /** Whether the partner agreement and the route have `revoke`. */
    revoke: z.boolean().default(false),
    /** Calls that this deployment does not give to the account. */
    withheld: z.array(z.enum(['cancel', 'refund'])).default([]),
    /** The push of an order to a POS, which makes `method: terminal` possible. */
    orderPush: orderPushSettings.optional(),
    /** MUWE signs notifications as it signs requests; Shouqianba signs with a platform-wide RSA key. */
    notificationScheme: z.enum(['md5', 'rsa-sha256']).default('md5'),
    /** The platform's key, for `rsa-sha256`. */
    notificationPublicKey: rsaPublicKeyText.optional(),
    /** Bounds of the looks into its operations, where lower ones were agreed with the provider. */
    queries: accountQueries,
  })
  .refine((settings) => settings.terminalSn !== undefined || (settings.vendorSn !== undefined && settings.appId !== undefined), {
    path: ['terminalSn'],
    error: 'an account has a terminal, or vendorSn and appId to activate one',
  })
  .refine((settings) => settings.notificationScheme === 'md5' || settings.notificationPublicKey !== undefined, {
    path: ['notificationPublicKey'],
    error: 'rsa-sha256 needs the platform public key',
  });
export type UpaySettings = z.output<typeof upaySettings>;

const key = z.string().min(8).max(128);
/** Epoch milliseconds before which the key was not there: a key lives 48 hours. */
const issuedAt = z.int().min(0);

/** After a check-in the previous key goes on being accepted, and a notification may still be signed with it. */
export const upaySecrets = z.strictObject({
  terminalKey: key.optional(),
  terminalKeyIssuedAt: issuedAt.optional(),
  previousTerminalKey: key.optional(),
  previousTerminalKeyIssuedAt: issuedAt.optional(),
  /** Signs activations. */
  vendorKey: key.optional(),
});
export type UpaySecrets = z.output<typeof upaySecrets>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What settings and secrets lack of each other: a terminal signs with its key, and a vendor's identity is there to activate one. */
export function accountFaults(settings: unknown, secrets: unknown): readonly AccountFault[] {
  const { terminalSn, vendorSn, appId } = settings as UpaySettings;
  const { terminalKey, vendorKey } = secrets as UpaySecrets;
  if (terminalSn !== undefined && terminalKey === undefined)
    return [{ path: 'secrets.terminalKey', message: 'is missing: the terminal of settings.terminalSn signs with it' }];
  if (terminalSn === undefined && vendorKey === undefined)
    return [{ path: 'secrets.vendorKey', message: 'is missing: the vendor signs the activation of a terminal with it' }];
  if (terminalKey !== undefined && terminalSn === undefined)
    return [{ path: 'settings.terminalSn', message: 'is missing: secrets.terminalKey is the key of a terminal' }];
  if (vendorKey !== undefined && (vendorSn === undefined || appId === undefined))
    return [
      { path: vendorSn === undefined ? 'settings.vendorSn' : 'settings.appId', message: 'is missing: secrets.vendorKey signs for it' },
    ];
  return [];
}
