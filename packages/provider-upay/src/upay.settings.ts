import { createPublicKey } from 'node:crypto';
import { baseUrlSchema } from '@interlock/provider-kit';
import { z } from 'zod';

/** What an Upay account is configured with (plain). The shared host is https://vsi-api.shouqianba.com; MUWE may assign another at onboarding. */
export const upaySettings = z
  .strictObject({
    baseUrl: baseUrlSchema,
    terminalSn: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
    /** The device that the terminal was activated on; sent with a payment that names none. */
    deviceId: z.string().min(1).max(32).optional(),
    /** `operator` is required by every request; this one is named when the order names none. */
    operator: z.string().min(1).max(32).default('interlock'),
    /** Precreate has no default of its own: asked for when an order names no payway. Which ones are enabled is agreed with the provider. */
    defaultPayway: z
      .string()
      .regex(/^[0-9]{1,4}$/)
      .optional(),
    /** MUWE signs notifications as it signs requests; Shouqianba signs with a platform-wide RSA key. */
    notificationScheme: z.enum(['md5', 'rsa-sha256']).default('md5'),
    /** SPKI PEM of the platform's key, for `rsa-sha256`. */
    notificationPublicKey: z.string().refine(isPublicKey, { error: 'not a public key in PEM' }).optional(),
  })
  .refine((settings) => settings.notificationScheme === 'md5' || settings.notificationPublicKey !== undefined, {
    path: ['notificationPublicKey'],
    error: 'rsa-sha256 needs the platform public key',
  });
export type UpaySettings = z.output<typeof upaySettings>;

const terminalKey = z.string().min(8).max(128);

/** After a check-in the previous key goes on being accepted, and a notification may still be signed with it. */
export const upaySecrets = z.strictObject({ terminalKey, previousTerminalKey: terminalKey.optional() });
export type UpaySecrets = z.output<typeof upaySecrets>;

function isPublicKey(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
