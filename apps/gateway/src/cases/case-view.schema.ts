import { CASE_KINDS, CASE_STATES, ORDER_STATES, PROVIDER_NAMES, RESOLUTIONS } from '@interlock/domain';
import { CASE_EVENTS } from '@interlock/persistence';
import { z } from 'zod';
import { evidence, operationView } from '../orders/order-view.schema.js';

/** The answers about cases, for the description of the API and for the tests that hold the answers against it. */

const moment = z.iso.datetime();
const uuid = z.guid();
const resolution = z.enum(RESOLUTIONS);
const amount = z.strictObject({ currency: z.string().length(3), value: z.string().regex(/^\d+$/).meta({ description: 'Minor units' }) });
const signed = z.strictObject({ currency: z.string().length(3), value: z.string().regex(/^-?\d+$/) });

const proposal = z
  .strictObject({
    resolution,
    person: z.string(),
    reason: z.string(),
    evidence: z.string().optional(),
    amount: amount.optional(),
    tip: amount.optional(),
    stated: z.record(z.string(), z.string()).optional().meta({ description: 'What the provider had stated by then, in minor units' }),
    stake: amount,
    at: moment,
  })
  .meta({ id: 'CaseProposal', description: 'What one person wants, and a second one must agree to' });

const summary = {
  id: uuid,
  kind: z.enum(CASE_KINDS),
  state: z.enum(CASE_STATES),
  detail: z.string(),
  owner: z.string().optional(),
  openedAt: moment,
  dueAt: moment,
  overdue: z.boolean(),
  closedAt: moment.optional(),
  resolution: resolution.optional().meta({ description: 'What a person has made of it; while it is open, what they have had begun' }),
  proposal: proposal.optional(),
  order: z.strictObject({ id: uuid, merchantOrderNo: z.string(), state: z.enum(ORDER_STATES), version: z.int(), amount }),
  operationId: uuid,
  provider: z.strictObject({ name: z.enum(PROVIDER_NAMES), accountId: uuid }),
};

const event = z
  .strictObject({
    number: z.int(),
    what: z.enum(CASE_EVENTS),
    at: moment,
    person: z.string().optional(),
    actor: z.string().optional().meta({ description: 'The API key by its first characters' }),
    reason: z.string().optional(),
    evidence: z.string().optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
    factId: uuid.optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'CaseEvent' });

const offer = z
  .strictObject({
    resolution: z.enum([...RESOLUTIONS, 'reject']).meta({ description: '`reject`: of what was proposed' }),
    does: z.string(),
    members: z.array(z.strictObject({ name: z.string(), required: z.boolean(), is: z.string() })),
    stake: amount.meta({ description: 'The most that may be at stake' }),
    needsSecondPerson: z.boolean(),
  })
  .meta({ id: 'CaseResolution' });

export const caseView = z
  .strictObject({
    ...summary,
    operation: operationView,
    evidence: evidence.optional(),
    stated: z.record(z.string(), z.string()).optional().meta({ description: 'What the provider has stated, in minor units' }),
    suspense: signed
      .optional()
      .meta({ description: 'What stands in suspense by this case; above zero where the provider holds more than we know of' }),
    history: z.array(event),
    resolutions: z.array(offer).meta({ description: 'What may be made of it now; none of a closed one' }),
  })
  .meta({ id: 'Case' });

export const casePage = z
  .strictObject({
    cases: z.array(z.strictObject(summary).meta({ id: 'CaseSummary' })),
    nextCursor: uuid.optional().meta({ description: 'Absent on the last page' }),
  })
  .meta({ id: 'CasePage' });
