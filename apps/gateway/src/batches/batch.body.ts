import type { ScopeInput } from '@interlock/settlement';
import { z } from 'zod';
import { number, uuid } from '../orders/members.js';

const MOST_TERMINALS = 100;
const MOST_BATCHES = 100;
const STANDARD_BATCHES = 20;

const terminalSns = z
  .array(number)
  .min(1, 'must name at least one terminal')
  .max(MOST_TERMINALS, `must name at most ${String(MOST_TERMINALS)} terminals`)
  .refine((sns) => new Set(sns).size === sns.length, 'must name each terminal once');

interface ScopeMembers {
  readonly all?: true | undefined;
  readonly storeNo?: string | undefined;
  readonly terminalSns?: readonly string[] | undefined;
}
const ONE_OF = 'must have exactly one of all, storeNo and terminalSns';
const isOne = ({ all, storeNo, terminalSns: sns }: ScopeMembers): boolean =>
  [all, storeNo, sns].filter((member) => member !== undefined).length === 1;

function scopeOf({ storeNo, terminalSns: sns }: ScopeMembers): ScopeInput {
  if (storeNo !== undefined) return { storeNo };
  return sns === undefined ? { all: true } : { terminalSns: sns };
}

/** `POST /v1/batches` */
export const closeBatchBody = z
  .strictObject({
    providerAccountId: uuid,
    scope: z
      .strictObject({
        all: z.literal(true, 'must be true').optional(),
        storeNo: number.optional(),
        terminalSns: terminalSns.optional(),
      })
      .refine(isOne, ONE_OF)
      .transform(scopeOf)
      .meta({ description: 'Whose payments are handed in: exactly one of all, storeNo and terminalSns' }),
  })
  .meta({ id: 'CloseBatch' });
export type CloseBatchBody = z.output<typeof closeBatchBody>;

/** `POST /v1/batches/{id}/refresh` has nothing to say beyond its address. */
export const refreshBatchBody = z.strictObject({}).optional();

/** `GET /v1/batches/open?…`. Everything in a query is text, and one that is repeated is a list, which no member here is. */
export const openBatchQuery = z
  .strictObject({
    providerAccountId: uuid,
    all: z
      .literal('true', 'must be true')
      .transform((): true => true)
      .optional(),
    storeNo: number.optional(),
    terminalSns: z
      .string({ error: 'must be given once: serials with commas between them' })
      .transform((list) => list.split(','))
      .pipe(terminalSns)
      .optional()
      .meta({ description: 'Serials with commas between them' }),
  })
  .refine(isOne, ONE_OF)
  .transform(({ providerAccountId, ...members }) => ({ providerAccountId, scope: scopeOf(members) }));
export type OpenBatchQuery = z.output<typeof openBatchQuery>;

/** `GET /v1/batches?…` */
export const listBatchesQuery = z.strictObject({
  cursor: uuid.optional().meta({ description: '`nextCursor` of the page before' }),
  limit: z
    .string({ error: 'must be given once' })
    .regex(/^[1-9]\d{0,2}$/, `must be a whole number, 1 to ${String(MOST_BATCHES)}`)
    .transform(Number)
    .refine((limit) => limit <= MOST_BATCHES, `must be at most ${String(MOST_BATCHES)}`)
    .default(STANDARD_BATCHES),
});
export type ListBatchesQuery = z.output<typeof listBatchesQuery>;
