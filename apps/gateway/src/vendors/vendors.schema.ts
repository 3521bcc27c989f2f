import { z } from 'zod';
import { nextCursor } from '../http/page-query.js';
import { seconds } from '../http/setting-members.js';
import { text } from '../orders/members.js';

const WEEK_SECONDS = 7 * 86_400;
const MOST_DAYS = 90;
const MOST_USES = 1000;

/** `POST /v1/vendors` */
export const createVendorBody = z
  .strictObject({
    name: text(128),
    appId: z
      .string({ error: 'must be text' })
      .regex(/^[A-Za-z0-9_-]{4,32}$/, 'must be 4 to 32 letters, digits, _ or -')
      .optional()
      .meta({ description: 'Absent: one of our own' }),
  })
  .meta({ id: 'CreateVendor', examples: [{ name: 'Till software' }] });
export type CreateVendorBody = z.output<typeof createVendorBody>;

/** `PATCH /v1/vendors/{id}`: what is absent stays. */
export const changeVendorBody = z
  .strictObject({
    name: text(128).optional(),
    enabled: z
      .boolean('must be true or false')
      .optional()
      .meta({ description: 'A disabled vendor activates nothing; its terminals go on' }),
  })
  .meta({ id: 'ChangeVendor', examples: [{ enabled: false }] });
export type ChangeVendorBody = z.output<typeof changeVendorBody>;

const vendorMembers = {
  id: z.guid(),
  mode: z.enum(['test', 'live']),
  name: z.string(),
  vendorSn: z.string(),
  appId: z.string(),
  enabled: z.boolean(),
  key: z.strictObject({ fingerprint: z.string().meta({ description: 'The first 16 hex digits of its SHA-256' }) }),
  previousKeyUntil: z.iso.datetime().optional().meta({ description: 'Until then the key before the present one signs too' }),
  lockedUntil: z.iso.datetime().optional().meta({ description: 'Too many codes were not taken: until then none is looked at' }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};
export const vendorView = z.strictObject(vendorMembers).meta({ id: 'Vendor' });
export const shownVendor = z
  .strictObject({
    ...vendorMembers,
    vendorKey: z.string().optional().meta({ description: 'Shown here and nowhere else; a repeat shows none' }),
  })
  .meta({ id: 'ShownVendor' });
export const vendorPage = z.strictObject({ vendors: z.array(vendorView), nextCursor }).meta({ id: 'VendorPage' });

const vendorSn = z.string({ error: 'must be text' }).regex(/^[0-9]{1,32}$/, 'must be the serial of a vendor');
const expiresInSeconds = seconds(60, MOST_DAYS).default(WEEK_SECONDS).meta({ description: 'Seven days where it is not said' });

/** `POST /v1/stores/{storeNo}/activation-codes` */
export const createCodeBody = z
  .strictObject({
    vendorSn,
    uses: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(MOST_USES, `must be at most ${String(MOST_USES)}`)
      .default(1)
      .meta({ description: 'Each use makes another terminal' }),
    expiresInSeconds,
  })
  .meta({ id: 'CreateActivationCode', examples: [{ vendorSn: '814927355016204', uses: 1 }] });
export type CreateCodeBody = z.output<typeof createCodeBody>;

/** `POST /v1/terminals/{terminalSn}/activation-codes` */
export const createTerminalCodeBody = z
  .strictObject({ vendorSn, expiresInSeconds })
  .meta({ id: 'CreateTerminalActivationCode', examples: [{ vendorSn: '814927355016204' }] });
export type CreateTerminalCodeBody = z.output<typeof createTerminalCodeBody>;

const codeMembers = {
  id: z.guid(),
  prefix: z.string(),
  terminalSn: z.string().optional().meta({ description: 'The one terminal that it activates; absent: each use makes a new one' }),
  uses: z.int(),
  usesLeft: z.int(),
  state: z.enum(['usable', 'used_up', 'expired', 'revoked']),
  expiresAt: z.iso.datetime(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
};
export const codeView = z.strictObject(codeMembers).meta({ id: 'ActivationCode' });
export const shownCode = z
  .strictObject({ ...codeMembers, code: z.string().optional().meta({ description: 'Shown here and nowhere else; a repeat shows none' }) })
  .meta({ id: 'ShownActivationCode' });
export const codePage = z.strictObject({ activationCodes: z.array(codeView), nextCursor }).meta({ id: 'ActivationCodePage' });
