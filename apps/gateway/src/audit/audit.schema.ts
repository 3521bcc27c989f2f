import { z } from 'zod';
import { cursor, limit, nextCursor } from '../http/page-query.js';
import { text } from '../orders/members.js';

const moment = z.iso
  .datetime({ error: 'must be a time such as 2026-01-02T12:00:00Z' })
  .transform((time) => new Date(time))
  .optional();

/** `GET /v1/audit?…` */
export const auditQuery = z.strictObject({
  subject: z
    .string({ error: 'must be given once' })
    .regex(/^[a-z_]{1,32}(:[0-9a-fA-F-]{36})?$/, 'must be a kind of setting, or a kind and an id: store, store:01a1fddf-…')
    .transform((subject) => subject.split(':'))
    .refine(([, id]) => id === undefined || z.guid().safeParse(id).success, 'must hold an id (UUID)')
    .optional()
    .meta({ description: 'A kind of setting, or a kind and an id', examples: ['terminal', 'store:01a1fddf-e9eb-75f8-9844-ab8e72b1ffee'] }),
  actor: text(64).optional().meta({ description: "An API key's first twelve characters, or a process of ours" }),
  from: moment.meta({ description: 'That time included' }),
  to: moment.meta({ description: 'That time not included' }),
  cursor,
  limit,
});
export type AuditQuery = z.output<typeof auditQuery>;

const state = z.looseObject({});
const auditEntry = z
  .strictObject({
    id: z.guid(),
    at: z.iso.datetime(),
    merchantId: z.guid().optional().meta({ description: "Absent: a setting of the platform's" }),
    actor: z.string(),
    requestId: z.string(),
    address: z.string().optional().meta({ description: 'Absent: a process of ours' }),
    action: z.string().meta({ examples: ['terminal.change'] }),
    subject: z.strictObject({ type: z.string(), id: z.guid() }),
    before: state.optional().meta({ description: 'Absent: it was not there before. No secret: a fingerprint of it' }),
    after: state.optional(),
  })
  .meta({ id: 'AuditEntry' });
export const auditPage = z.strictObject({ entries: z.array(auditEntry), nextCursor }).meta({ id: 'AuditPage' });
