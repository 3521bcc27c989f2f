import { z } from 'zod';
import { nextCursor } from '../http/page-query.js';
import { currencyMember, number, text } from '../orders/members.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const timeZone = z
  .string({ error: 'must be text' })
  .refine(isTimeZone, 'must be an IANA time zone such as America/Santiago')
  .meta({ examples: ['America/Santiago'] });
const dayStartsAt = z
  .string({ error: 'must be text' })
  .regex(TIME, 'must be a time such as 04:30')
  .meta({ description: "When its business day begins, by the store's own clock", examples: ['04:30'] });
const payWaitSeconds = z
  .int('must be a whole number of seconds')
  .min(0, 'must be at least 0')
  .max(45, 'must be at most 45')
  .meta({ description: "How long a till's pay is held open for its end; absent: 30" });

/** `POST /v1/stores` */
export const createStoreBody = z
  .strictObject({
    storeNo: number,
    name: text(128),
    currency: currencyMember,
    timeZone,
    dayStartsAt: dayStartsAt.default('00:00'),
    payWaitSeconds: payWaitSeconds.optional(),
  })
  .transform(({ dayStartsAt: time, ...body }) => ({ ...body, dayStartsMinute: minuteOf(time) }))
  .meta({
    id: 'CreateStore',
    examples: [{ storeNo: 'S-1', name: 'Main street', currency: 'USD', timeZone: 'America/Santiago', dayStartsAt: '04:30' }],
  });
export type CreateStoreBody = z.output<typeof createStoreBody>;

/** `PATCH /v1/stores/{storeNo}`: what is absent stays, and null takes away. Number and currency stay. */
export const changeStoreBody = z
  .strictObject({
    name: text(128).optional(),
    timeZone: timeZone.optional(),
    dayStartsAt: dayStartsAt.optional(),
    payWaitSeconds: payWaitSeconds.nullable().optional(),
    enabled: z.boolean('must be true or false').optional().meta({ description: 'Nothing new begins in a disabled store' }),
  })
  .transform(({ dayStartsAt: time, ...body }) => ({ ...body, ...(time === undefined ? {} : { dayStartsMinute: minuteOf(time) }) }))
  .meta({ id: 'ChangeStore', examples: [{ enabled: false }] });
export type ChangeStoreBody = z.output<typeof changeStoreBody>;

/** `PUT /v1/stores/{storeNo}/bindings/{accountId}` */
export const bindStoreBody = z
  .strictObject({ providerStoreNo: text(64) })
  .meta({ id: 'BindStore', examples: [{ providerStoreNo: '1000022' }] });
export type BindStoreBody = z.output<typeof bindStoreBody>;

export const storeView = z
  .strictObject({
    id: z.guid(),
    storeNo: z.string(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    dayStartsAt: z.string().meta({ description: "When its business day begins, by the store's own clock" }),
    payWaitSeconds: payWaitSeconds.optional(),
    enabled: z.boolean(),
    bindings: z.array(z.strictObject({ providerAccountId: z.guid(), providerStoreNo: z.string() })),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Store' });
export const storePage = z.strictObject({ stores: z.array(storeView), nextCursor }).meta({ id: 'StorePage' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function minuteOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
