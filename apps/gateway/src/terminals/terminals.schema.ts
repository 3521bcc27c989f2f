import { z } from 'zod';
import { cursor, limit, nextCursor } from '../http/page-query.js';
import { ipList } from '../http/setting-members.js';
import { number, text } from '../orders/members.js';

/** `POST /v1/terminals` */
export const createTerminalBody = z
  .strictObject({
    terminalSn: z
      .string({ error: 'must be text' })
      .regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1 to 32 letters, digits, _ or -')
      .meta({ description: 'Unique over the whole installation', examples: ['POS-0001'] }),
    storeNo: number,
    name: text(128),
    ipList: ipList.default([]),
  })
  .meta({ id: 'CreateTerminal', examples: [{ terminalSn: 'POS-0001', storeNo: 'S-1', name: 'Till 1' }] });
export type CreateTerminalBody = z.output<typeof createTerminalBody>;

/** `PATCH /v1/terminals/{terminalSn}`: what is absent stays. */
export const changeTerminalBody = z
  .strictObject({
    name: text(128).optional(),
    enabled: z.boolean('must be true or false').optional().meta({ description: 'A disabled terminal begins nothing new' }),
    ipList: ipList.optional(),
    notifyWithTerminalKey: z.boolean('must be true or false').optional().meta({
      description: 'Sign its flat notifications with its own key: such a message can be sent back to us as if it came from the terminal',
    }),
  })
  .meta({ id: 'ChangeTerminal', examples: [{ enabled: false }] });
export type ChangeTerminalBody = z.output<typeof changeTerminalBody>;

/** `PUT /v1/terminals/{terminalSn}/bindings/{accountId}` */
export const bindTerminalBody = z
  .strictObject({ providerTerminalSn: text(64) })
  .meta({ id: 'BindTerminal', examples: [{ providerTerminalSn: 'WPYB002248000043' }] });
export type BindTerminalBody = z.output<typeof bindTerminalBody>;

/** `GET /v1/terminals?…` */
export const listTerminalsQuery = z.strictObject({ storeNo: number.optional(), cursor, limit });
export type ListTerminalsQuery = z.output<typeof listTerminalsQuery>;

const terminalMembers = {
  id: z.guid(),
  terminalSn: z.string(),
  name: z.string(),
  storeNo: z.string(),
  enabled: z.boolean(),
  device: z
    .strictObject({
      deviceId: z.string(),
      activatedAt: z.iso.datetime(),
      vendorSn: z.string().optional(),
      clientSn: z.string().optional(),
      osInfo: z.string().optional(),
      sdkVersion: z.string().optional(),
    })
    .optional()
    .meta({ description: 'The device that it is bound to; absent: it was never activated' }),
  key: z
    .strictObject({ number: z.int(), issuedAt: z.iso.datetime(), ageSeconds: z.int() })
    .optional()
    .meta({ description: 'Of the key that it signs with, which lives for 48 hours' }),
  lastSeenAt: z.iso.datetime().optional().meta({ description: 'Exact to a minute' }),
  ipList: z.array(z.string()),
  notifyWithTerminalKey: z.boolean(),
  notificationKey: z.strictObject({ fingerprint: z.string() }).optional(),
  bindings: z.array(z.strictObject({ providerAccountId: z.guid(), providerTerminalSn: z.string() })),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};
export const terminalView = z.strictObject(terminalMembers).meta({ id: 'Terminal' });
export const terminalWithNewKey = z
  .strictObject({
    ...terminalMembers,
    newNotificationKey: z.string().optional().meta({ description: 'Shown here and nowhere else; a repeat shows none' }),
  })
  .meta({ id: 'TerminalWithNewKey' });
export const terminalPage = z.strictObject({ terminals: z.array(terminalView), nextCursor }).meta({ id: 'TerminalPage' });
