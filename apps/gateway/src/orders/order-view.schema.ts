import { CASE_KINDS, CASE_STATES, OPERATION_KINDS, ORDER_STATES, OUTCOMES, PROVIDER_NAMES } from '@interlock/domain';
import { TIMELINE_CAUSES } from '@interlock/orders';
import { z } from 'zod';

/** The answers of the API, for its description and for the tests that hold the answers against it. */

const amount = z
  .strictObject({ currency: z.string().length(3), value: z.string().regex(/^\d+$/).meta({ description: 'Minor units' }) })
  .meta({ id: 'Amount' });
const moment = z.iso.datetime();
const uuid = z.guid();
const texts = z.record(z.string(), z.string());

export const operationView = z
  .strictObject({
    id: uuid,
    kind: z.enum(OPERATION_KINDS),
    origin: z.enum(['merchant', 'interlock', 'provider']).meta({
      description:
        "Who wanted it: merchant; interlock: we did, such as to give a late payment back; provider: it was made outside us, at the provider's portal or device",
    }),
    outcome: z.enum(OUTCOMES).nullable().meta({ description: 'null while it runs' }),
    amount: amount.optional(),
    tip: amount.optional(),
    refundNo: z.string().optional(),
    provider: z.enum(PROVIDER_NAMES),
    providerKey: z.string(),
    providerReference: z.string().optional(),
    declineCode: z.string().optional(),
    advice: z.string().optional().meta({ description: 'What can be done instead' }),
    providerCode: z.string().optional(),
    batchId: uuid.optional().meta({ description: 'The closed batch that the payment or refund was handed in with' }),
    createdAt: moment,
    finishedAt: moment.optional(),
  })
  .meta({ id: 'Operation' });

const nextAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('show_qr'), qr: z.string(), expiresAt: moment.optional() }),
  z.strictObject({ type: z.literal('redirect'), url: z.string(), httpMethod: z.enum(['GET', 'POST']), form: texts.optional() }),
  z.strictObject({ type: z.literal('sdk'), payload: z.string() }),
  z.strictObject({ type: z.literal('wait_for_terminal'), terminalSn: z.string() }),
  z.strictObject({ type: z.literal('wait_for_payer') }),
]);

const payment = z.strictObject({
  brand: z.string().optional(),
  maskedAccount: z.string().optional(),
  authCode: z.string().optional(),
  referenceNo: z.string().optional(),
  entryMode: z.string().optional(),
  payerPaid: amount.optional(),
  fee: amount.optional(),
});

const candidate = z.strictObject({ accountId: uuid, provider: z.enum(PROVIDER_NAMES), kept: z.boolean(), reason: z.string() });

export const orderView = z
  .strictObject({
    id: uuid,
    merchantOrderNo: z.string(),
    state: z.enum(ORDER_STATES),
    version: z.int().meta({ description: 'Grows by one with each change' }),
    createdAt: moment,
    updatedAt: moment,
    expiresAt: moment.optional(),
    cancelRequested: z.literal(true).optional().meta({ description: 'A cancel is wanted and is carried out as soon as it can be' }),
    amount,
    storeNo: z.string().optional(),
    terminalSn: z.string().optional(),
    operator: z.string().optional(),
    metadata: texts.optional(),
    amounts: z.strictObject({
      requested: amount,
      authorized: amount,
      captured: amount,
      tip: amount,
      cashback: amount,
      surcharge: amount,
      excess: amount,
      refunded: amount,
      refundPending: amount,
      overRefunded: amount,
    }),
    method: z.looseObject({ type: z.string() }).meta({ description: "The order's method; the payer's code is masked" }),
    provider: z.strictObject({ name: z.enum(PROVIDER_NAMES), accountId: uuid, reference: z.string().optional() }).optional(),
    payment: payment.optional(),
    nextAction: nextAction.optional(),
    operations: z.array(operationView),
    routing: z.strictObject({ chosen: uuid.optional(), candidates: z.array(candidate) }),
    cases: z.array(z.strictObject({ id: uuid, kind: z.enum(CASE_KINDS), state: z.enum(CASE_STATES) })),
  })
  .meta({ id: 'Order' });

export const orderPage = z
  .strictObject({ orders: z.array(orderView), nextCursor: uuid.optional().meta({ description: 'Absent on the last page' }) })
  .meta({ id: 'OrderPage' });

export const evidence = z.strictObject({
  source: z.enum(['answer', 'query', 'notification', 'no_answer', 'person']),
  outcome: z.string(),
  askedAt: moment,
  receivedAt: moment,
  bodySha256: z.string().optional().meta({ description: 'Of the bytes received' }),
  signature: z.string().optional().meta({ description: 'The verdict on it' }),
  exchanges: z.unknown().meta({ description: 'Request and answer, secrets masked; of a person, their words' }),
});

const timelineOperation = z.strictObject({
  id: uuid,
  kind: z.enum(OPERATION_KINDS),
  outcome: z.enum(OUTCOMES).nullable().meta({ description: 'What was known of it from then on; null while it ran' }),
  provider: z.enum(PROVIDER_NAMES),
  amount: amount.optional(),
  tip: amount.optional(),
  refundNo: z.string().optional(),
});

export const timeline = z
  .strictObject({
    transitions: z.array(
      z.strictObject({
        version: z.int(),
        at: moment,
        sincePreviousMs: z.number(),
        from: z.enum(ORDER_STATES).nullable(),
        to: z.enum(ORDER_STATES),
        cause: z.enum(TIMELINE_CAUSES).meta({
          description:
            'request: a caller of ours; answer, query, notification: what a provider said to a call, when it was asked, or by itself; worker: time; person: a word on a case',
        }),
        reason: z.string().optional().meta({ description: 'More about the cause: expiry, cancel_overtaken, batch_closed' }),
        actor: z.string().meta({ description: 'The API key by its first characters, the provider, or the process' }),
        requestId: z.string(),
        operation: timelineOperation.optional().meta({ description: 'What was begun, or what something was learned of' }),
        begins: z
          .array(timelineOperation)
          .optional()
          .meta({ description: 'What the same change began: the next route, a cancel, a refund' }),
        cases: z
          .array(z.strictObject({ id: uuid, kind: z.enum(CASE_KINDS), what: z.string(), detail: z.string().optional() }))
          .optional()
          .meta({ description: 'Cases that the change opened, closed or opened again' }),
        evidence: evidence.optional(),
      }),
    ),
  })
  .meta({ id: 'Timeline' });

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable' }),
    detail: z.string(),
    fields: z.array(z.strictObject({ path: z.string(), message: z.string() })),
    retryAfterSeconds: z.int().min(1).optional().meta({ description: 'When to ask again, where that is known: as the header Retry-After' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });
