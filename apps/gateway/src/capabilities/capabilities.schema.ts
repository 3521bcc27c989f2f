import { OPERATION_KINDS, PROVIDER_NAMES } from '@interlock/domain';
import { z } from 'zod';

/** What `GET /v1/capabilities` answers, for the description of the API and for the test that holds the answer against it. */

const kind = z.enum(OPERATION_KINDS);
const method = z.enum(['payer_code', 'merchant_qr', 'terminal', 'redirect', 'agreement', 'card']);
const ms = z.int().meta({ description: 'Milliseconds' });
const reason = z.string();
const minor = z.string().regex(/^\d+$/).meta({ description: 'Minor units' });

const methodCapability = z
  .strictObject({
    type: method,
    offered: z.boolean(),
    reason: reason.optional(),
    variants: z.array(
      z.strictObject({
        form: z.string().optional(),
        scenario: z.string().optional(),
        offered: z.boolean(),
        reason: reason.optional(),
        needs: z.string().optional().meta({ description: 'What the order has to bring beside the method' }),
        manualCapture: z.boolean(),
        tip: z.boolean(),
        cashback: z.boolean(),
        payway: z.boolean(),
      }),
    ),
    expirySeconds: z.strictObject({ min: z.int(), max: z.int(), default: z.int() }).optional(),
  })
  .meta({ id: 'MethodCapability' });

const chargeCapability = z.strictObject({
  charge: z.enum(['sale', 'authorization', 'captured_authorization']),
  method,
  scenario: z.string().optional(),
  how: z.enum(['by_call', 'on_terminal', 'either', 'not']),
  reason: reason.optional(),
  parts: z.boolean().optional().meta({ description: 'Of a refund: whether it may name the parts that it falls to' }),
});

const polling = z.strictObject({
  methods: z.array(method),
  steps: z.array(z.strictObject({ everyMs: ms, untilMs: ms })),
  cancelAtEnd: z.boolean(),
  afterwardsMs: z.array(ms),
  inWords: z.string(),
});

const offeredOperation = z.strictObject({
  kind,
  offered: z.literal(true),
  resend: z.strictObject({ rule: z.enum(['same_key', 'sets_value', 'never']), inWords: z.string() }),
  connectTimeoutMs: ms,
  totalTimeoutMs: ms,
  polling: z.array(polling).meta({ description: 'How what is not known is asked after, from the begin of the operation' }),
  notFound: z
    .strictObject({ windowMs: ms, afterExpiry: z.boolean(), answers: z.int(), apartMs: ms, inWords: z.string() })
    .meta({ description: 'When "not found" closes an operation' }),
  charges: z.array(chargeCapability).optional(),
  returnsMoneyWhenPaid: z.boolean().optional(),
  notBeforeMs: ms.optional(),
});
const absentOperation = z.strictObject({
  kind,
  offered: z.literal(false),
  reason,
  instead: z.strictObject({ operation: kind, advice: z.string() }).optional(),
});

const member = z
  .strictObject({
    member: z.string(),
    type: z.string(),
    required: z.boolean(),
    bound: z.string().optional(),
    description: z.string().optional(),
  })
  .meta({ id: 'ProviderOption' });

const notOffered = z.strictObject({ offered: z.literal(false), reason });
const scope = z.strictObject({ scope: z.string(), offered: z.boolean(), reason: reason.optional() });

export const capabilityDocument = z
  .strictObject({
    provider: z.enum(PROVIDER_NAMES),
    currencies: z.array(z.string()).optional().meta({ description: 'Absent: every ISO currency, as the account has it' }),
    amount: z.strictObject({ min: minor, max: minor }),
    methods: z.array(methodCapability),
    operations: z.array(z.discriminatedUnion('offered', [offeredOperation, absentOperation])),
    query: z.strictObject({ connectTimeoutMs: ms, totalTimeoutMs: ms }),
    refunds: z.strictObject({ withinDays: z.int(), partial: z.boolean(), atMost: z.int().optional() }),
    providerOptions: z.array(z.strictObject({ operations: z.array(kind), members: z.array(member) })),
    switches: z.array(z.strictObject({ setting: z.string(), on: z.boolean(), gives: z.string() })),
    agreements: z.union([notOffered, z.strictObject({ offered: z.literal(true), providerOptions: z.array(member) })]),
    batches: z.union([
      notOffered,
      z.strictObject({
        offered: z.literal(true),
        connectTimeoutMs: ms,
        totalTimeoutMs: ms,
        againAfterMs: z.array(ms),
        againInWords: z.string(),
        close: z.array(scope),
        open: z.array(scope),
      }),
    ]),
    activation: z.union([notOffered, z.strictObject({ offered: z.literal(true), checkInEveryMs: ms, keyLifeMs: ms, inWords: z.string() })]),
    notOffered: z.array(z.strictObject({ what: z.string(), reason })),
  })
  .meta({ id: 'Capabilities' });

export const accountCapabilities = z
  .strictObject({
    accounts: z.array(
      z.strictObject({
        accountId: z.guid(),
        provider: z.enum(PROVIDER_NAMES),
        mode: z.enum(['test', 'live']),
        currency: z.string().length(3),
        enabled: z.boolean().meta({ description: 'Both the account and its binding to the merchant are switched on' }),
        capabilities: capabilityDocument
          .optional()
          .meta({ description: 'Absent: the settings of the account cannot be used as they stand' }),
      }),
    ),
  })
  .meta({ id: 'AccountCapabilities' });
