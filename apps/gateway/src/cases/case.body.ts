import { CASE_KINDS, CASE_STATES, PROVIDER_NAMES, RESOLUTIONS } from '@interlock/domain';
import { z } from 'zod';
import { positiveAmount, priceAmount, text, uuid } from '../orders/members.js';

const MOST = 100;
const STANDARD = 20;

/** Text with something to read in it: spaces and what cannot be seen say nothing. Of empty text that is said already. */
const told = (max: number, fault: string) =>
  text(max).refine((value) => value === '' || value.replaceAll(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '') !== '', fault);
const name = told(64, 'must be a name');

/** Every write says who does it and why. */
const words = {
  person: name.meta({ description: 'Who does it, as your back office knows its people' }),
  reason: told(500, 'must say why'),
};

/** `POST /v1/cases/{id}/assign` */
export const assignCaseBody = z
  .strictObject({ owner: name.nullable().meta({ description: 'Whose it is from now on; null: nobody' }), ...words })
  .meta({ id: 'AssignCase' });
export type AssignCaseBody = z.output<typeof assignCaseBody>;

/** `POST /v1/cases/{id}/comment` */
export const commentBody = z.strictObject(words).meta({ id: 'CommentOnCase' });
export type CommentBody = z.output<typeof commentBody>;

/** `POST /v1/cases/{id}/resolve` */
export const resolveCaseBody = z
  .strictObject({
    resolution: z
      .enum([...RESOLUTIONS, 'reject'], `must be one of ${[...RESOLUTIONS, 'reject'].join(', ')}`)
      .meta({ description: 'One of those that the case lists; `reject` of what was proposed' }),
    evidence: told(2000, 'must say what proves it')
      .optional()
      .meta({ description: 'What proves it: a line of a statement, a ticket of the provider' }),
    amount: positiveAmount.optional().meta({ description: 'The base money that was taken, where the resolution takes figures' }),
    tip: priceAmount.optional(),
    ...words,
  })
  .meta({ id: 'ResolveCase' });
export type ResolveCaseBody = z.output<typeof resolveCaseBody>;

const once = { error: 'must be given once' };

/** `GET /v1/cases?…`. Everything in a query is text, and one that is repeated is a list, which no member here is. */
export const listCasesQuery = z.strictObject({
  kind: z.enum(CASE_KINDS, `must be one of ${CASE_KINDS.join(', ')}`).optional(),
  state: z.enum(CASE_STATES, `must be one of ${CASE_STATES.join(', ')}`).optional(),
  provider: z.enum(PROVIDER_NAMES, `must be one of ${PROVIDER_NAMES.join(', ')}`).optional(),
  owner: text(64).optional(),
  orderId: uuid.optional(),
  overdue: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .optional(),
  cursor: uuid.optional().meta({ description: '`nextCursor` of the page before' }),
  limit: z
    .string(once)
    .regex(/^[1-9]\d{0,2}$/, `must be a whole number, 1 to ${String(MOST)}`)
    .transform(Number)
    .refine((limit) => limit <= MOST, `must be at most ${String(MOST)}`)
    .default(STANDARD),
});
export type ListCasesQuery = z.output<typeof listCasesQuery>;
