import { z } from 'zod';
import { uuid } from '../orders/members.js';

const MOST_LISTED = 100;
const STANDARD_LISTED = 20;

/** Of a list's query. Everything in a query is text, and one that is repeated is a list, which no member is. */
export const limit = z
  .string({ error: 'must be given once' })
  .regex(/^[1-9]\d{0,2}$/, `must be a whole number, 1 to ${String(MOST_LISTED)}`)
  .transform(Number)
  .refine((value) => value <= MOST_LISTED, `must be at most ${String(MOST_LISTED)}`)
  .default(STANDARD_LISTED);
export const cursor = uuid.optional().meta({ description: '`nextCursor` of the page before' });

/** The query of a list that is not narrowed. */
export const pageQuery = z.strictObject({ cursor, limit });
export type PageQuery = z.output<typeof pageQuery>;

/** Of a page: absent on the last one. */
export const nextCursor = uuid.optional().meta({ description: 'Absent on the last page' });
