import { OPERATION_KINDS, OUTCOMES } from '@interlock/domain';
import { z } from 'zod';

/** The answers about batches, for the description of the API and for the tests that hold the answers against it. */

const moment = z.iso.datetime();
const uuid = z.guid();

const figures = z
  .strictObject({
    count: z.int().meta({ description: 'Payments and refunds' }),
    total: z.strictObject({
      currency: z.string().length(3),
      value: z
        .string()
        .regex(/^-?\d+$/)
        .meta({ description: 'Minor units; below zero where refunds outweigh what was taken' }),
    }),
  })
  .meta({ id: 'BatchFigures' });

const scope = z.union([
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({ storeNo: z.string() }),
  z.strictObject({ terminalSns: z.array(z.string()) }),
]);

const exception = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open_operation'),
    orderId: uuid,
    operationId: uuid,
    operation: z.enum(OPERATION_KINDS),
    outcome: z.enum(OUTCOMES).nullable().meta({ description: 'null: it was being sent' }),
  }),
  z.strictObject({ kind: z.literal('outcome_unknown'), detail: z.string() }),
  z.strictObject({ kind: z.literal('figures_differ'), detail: z.string() }),
]);

export const batchView = z
  .strictObject({
    id: uuid,
    providerAccountId: uuid,
    scope,
    state: z
      .enum(['closing', 'closed', 'refused'])
      .meta({ description: "closing until the provider's answer is known and everything that it closed is marked" }),
    attempts: z.int().meta({ description: 'How often the provider was asked' }),
    createdAt: moment,
    closedAsOf: moment.optional().meta({ description: 'What was finished by then is in a closed batch' }),
    finishedAt: moment.optional(),
    dueAt: moment.optional().meta({ description: 'While it is closing: when it is looked at again' }),
    stated: figures.optional().meta({ description: 'What the provider states; absent where it states nothing' }),
    own: figures.optional().meta({ description: 'What of ours was handed in with it' }),
    providerCode: z.string().optional(),
    message: z.string().optional(),
    exceptions: z.array(exception).meta({ description: 'What a person may have to look at; none of it stops a close' }),
  })
  .meta({ id: 'Batch' });

export const batchPage = z
  .strictObject({ batches: z.array(batchView), nextCursor: uuid.optional().meta({ description: 'Absent on the last page' }) })
  .meta({ id: 'BatchPage' });

export const openBatchView = z
  .strictObject({
    providerAccountId: uuid,
    scope,
    outcome: z.enum(['approved', 'declined', 'unknown']).meta({ description: 'Whether the provider told' }),
    stated: figures.optional(),
    own: figures,
    difference: figures.optional().meta({ description: 'The stated figures less ours' }),
    providerCode: z.string().optional(),
    message: z.string().optional(),
  })
  .meta({ id: 'OpenBatch' });
