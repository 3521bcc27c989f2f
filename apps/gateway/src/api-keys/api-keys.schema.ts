import { z } from 'zod';
import { PERMISSIONS } from '../auth/permission-key.js';
import { nextCursor } from '../http/page-query.js';
import { ipList, seconds } from '../http/setting-members.js';
import { text } from '../orders/members.js';

const MOST_DAYS = 730;

/** `POST /v1/api-keys` */
export const createApiKeyBody = z
  .strictObject({
    name: text(128),
    permissions: z
      .array(z.enum(PERMISSIONS, 'must be the name of a permission'))
      .min(1, 'must hold at least one')
      .refine((names) => new Set(names).size === names.length, 'must name each permission once')
      .meta({ description: 'No more than your own key has' }),
    ipList: ipList.default([]).meta({ description: 'Empty: from anywhere; no wider than that of your own key' }),
    expiresInSeconds: seconds(60, MOST_DAYS).optional().meta({ description: 'Absent: it has no end; no later than that of your own key' }),
  })
  .meta({ id: 'CreateApiKey', examples: [{ name: 'Web shop', permissions: ['orders:read', 'orders:write'] }] });
export type CreateApiKeyBody = z.output<typeof createApiKeyBody>;

/** `PATCH /v1/api-keys/{id}`: what is absent stays. Permissions stay: a key with others is another key. */
export const changeApiKeyBody = z
  .strictObject({ name: text(128).optional(), ipList: ipList.optional() })
  .meta({ id: 'ChangeApiKey', examples: [{ ipList: ['192.0.2.0/24'] }] });
export type ChangeApiKeyBody = z.output<typeof changeApiKeyBody>;

const keyMembers = {
  id: z.guid(),
  merchantId: z.guid().optional().meta({ description: "Absent: the platform's" }),
  mode: z.enum(['test', 'live']),
  name: z.string(),
  prefix: z.string().meta({ description: 'Its first characters, by which the evidence names it' }),
  permissions: z.array(z.string()),
  ipList: z.array(z.string()),
  state: z.enum(['usable', 'expired', 'revoked']),
  expiresAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().optional().meta({ description: 'Exact to a minute' }),
  createdBy: z.string().optional(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
  successorId: z.guid().optional().meta({ description: 'The key that takes its place' }),
};
export const apiKeyView = z.strictObject(keyMembers).meta({ id: 'ApiKey' });
export const shownApiKey = z
  .strictObject({ ...keyMembers, key: z.string().optional().meta({ description: 'Shown here and nowhere else; a repeat shows none' }) })
  .meta({ id: 'ShownApiKey' });
export const apiKeyPage = z.strictObject({ apiKeys: z.array(apiKeyView), nextCursor }).meta({ id: 'ApiKeyPage' });
