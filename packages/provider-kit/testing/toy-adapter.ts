import { createHmac, randomUUID } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import { z } from 'zod';
import {
  MessageUnreadable,
  redact,
  SignatureInvalid,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderResult,
  type QueryResult,
  type SaleRequest,
} from '../src/index.js';

/** A provider with one operation, one query and one message, signed by HMAC: as much protocol as the kit can look at. */
export const signed = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('hex');
export const SIGNATURE = 'x-signature';

/** Each is a mistake that an adapter of somebody's has made, and that the kit must find. */
export type Sabotage =
  | 'calls a time-out a decline'
  | 'resends with a new key'
  | 'sends again by itself'
  | 'believes a no to the second send'
  | 'echoes our amount'
  | 'passes a pending over another amount'
  | 'drops the currency'
  | 'skips the signature check'
  | 'accepts what is unsigned'
  | 'leaks the secret in the transcript'
  | 'leaks the payer in the result'
  | 'says approved for an unknown code'
  | 'calls a duplicate a decline'
  | 'throws at what it cannot read'
  | 'believes an HTTP error'
  | 'says unknown where nothing was sent'
  | 'takes a missing payment for a failed one'
  | 'reads before it verifies'
  | 'believes any message'
  | 'tells the provider that all is well';

const answerSchema = z.object({
  status: z.string(),
  reason: z.string().optional(),
  amount: z.string().optional(),
  currency: z.string().optional(),
});
type Answer = z.output<typeof answerSchema>;
type Lost = { readonly lost: 'timeout' | 'connection_lost' | 'unreadable_answer' | 'bad_signature' | 'provider_error' };
type NotSent = Extract<ProviderResult, { outcome: 'not_sent' }>;

const settingsSchema = z.strictObject({ baseUrl: z.string() });
const secretsSchema = z.strictObject({ key: z.string() });

export function toyAdapter(sabotage?: Sabotage): ProviderAdapter {
  const is = (one: Sabotage): boolean => sabotage === one;

  async function exchange(op: string, fields: object, payer: string, call: ProviderCall): Promise<Answer | Lost | NotSent> {
    const { key } = secretsSchema.parse(call.secrets);
    const body = JSON.stringify({ op, ...fields, time: call.now() });
    const secrets = is('leaks the secret in the transcript') ? [] : [key, payer];
    const outcome = await call.http.send({
      method: 'POST',
      path: '/toy',
      headers: { [SIGNATURE]: signed(body, key) },
      body: Buffer.from(body),
      redactedBody: redact(JSON.parse(body), { secrets }),
    });
    if (outcome.type === 'not_sent')
      return is('says unknown where nothing was sent') ? { lost: 'connection_lost' } : { outcome: 'not_sent', cause: outcome.cause };
    if (outcome.type === 'unknown') return { lost: outcome.cause };
    const text = Buffer.from(outcome.body).toString();
    const signature = outcome.headers[SIGNATURE];
    const unsignedIsFine = is('accepts what is unsigned') && signature === undefined;
    const valid = is('skips the signature check') || unsignedIsFine || signature === signed(text, key);
    if (outcome.status !== 200 && !is('believes an HTTP error')) return { lost: 'provider_error' };
    if (is('throws at what it cannot read')) return answerSchema.parse(JSON.parse(text));
    const json = readJson(text);
    call.http.note(valid ? 'valid' : 'invalid', redact(json, { secrets }));
    if (!valid && !(is('believes an HTTP error') && outcome.status !== 200)) return { lost: 'bad_signature' };
    const read = answerSchema.safeParse(json).data;
    if (is('believes an HTTP error') && outcome.status !== 200) return { status: 'refused', reason: 'NO_MONEY' };
    return read ?? { lost: 'unreadable_answer' };
  }

  async function sale(request: SaleRequest, call: ProviderCall): Promise<ProviderResult> {
    const payer = request.method.type === 'payer_code' ? request.method.code : '';
    const key = is('resends with a new key') && call.attempt > 1 ? randomUUID() : request.providerKey;
    const fields = { key, amount: request.amount.minor.toString(), payer };
    const answer = await exchange('sale', fields, payer, call);
    if ('outcome' in answer) return answer;
    if ('lost' in answer) {
      if (is('sends again by itself')) await exchange('sale', fields, payer, call);
      if (is('calls a time-out a decline') && answer.lost === 'timeout')
        return { outcome: 'declined', code: 'expired', providerCode: 'timeout' };
      return { outcome: 'unknown', cause: answer.lost };
    }
    return resultOf(answer, request, call);
  }

  function resultOf(answer: Answer, request: SaleRequest, call: ProviderCall): ProviderResult {
    const { status, reason = '' } = answer;
    const providerRef = is('leaks the payer in the result') && request.method.type === 'payer_code' ? request.method.code : 'T-1';
    const money = statedBy(answer);
    const echoed = { base: request.amount.minor, currency: request.amount.currency };
    if (status === 'paid') return { outcome: 'approved', providerRef, stated: money ?? (is('echoes our amount') ? echoed : 'not_stated') };
    if (status === 'waiting') {
      const wrong = money !== undefined && money.base !== request.amount.minor;
      return wrong && !is('passes a pending over another amount')
        ? { outcome: 'unknown', cause: 'amount_mismatch' }
        : { outcome: 'pending' };
    }
    if (status === 'refused' && reason === 'NO_MONEY') {
      if (call.attempt > 1 && !is('believes a no to the second send'))
        return { outcome: 'unknown', cause: 'resend_refused', providerCode: reason };
      return { outcome: 'declined', code: 'insufficient_funds', providerCode: reason };
    }
    if (status === 'refused' && reason === 'REPEATED')
      return is('calls a duplicate a decline')
        ? { outcome: 'declined', code: 'declined_by_provider', providerCode: reason }
        : { outcome: 'unknown', cause: 'resend_refused', providerCode: reason };
    if (status === 'refused' && reason === 'BUSY') return { outcome: 'unknown', cause: 'busy', providerCode: reason };
    return is('says approved for an unknown code')
      ? { outcome: 'approved', providerRef, stated: 'not_stated' }
      : { outcome: 'unknown', cause: 'unknown_code', providerCode: status };
  }

  function statedBy({
    amount,
    currency,
  }: Answer): { readonly base: bigint; readonly currency?: ReturnType<typeof currencyCode> } | undefined {
    if (amount === undefined) return undefined;
    return currency === undefined || is('drops the currency')
      ? { base: BigInt(amount) }
      : { base: BigInt(amount), currency: currencyCode(currency) };
  }

  async function query(providerKey: string, call: ProviderCall): Promise<QueryResult> {
    const answer = await exchange('query', { key: providerKey }, '', call);
    if ('outcome' in answer) return { outcome: 'no_answer', cause: answer.cause };
    if ('lost' in answer) return { outcome: 'no_answer', cause: answer.lost };
    const money = statedBy(answer);
    switch (answer.status) {
      case 'paid':
        return { outcome: 'approved', providerRef: 'T-1', stated: money ?? 'not_stated' };
      case 'waiting':
        return { outcome: 'pending' };
      case 'refused':
        return { outcome: 'declined', code: 'insufficient_funds', providerCode: 'NO_MONEY' };
      case 'missing':
        return is('takes a missing payment for a failed one')
          ? { outcome: 'declined', code: 'canceled', providerCode: 'missing' }
          : { outcome: 'not_found', providerCode: 'missing' };
      default:
        return { outcome: 'no_answer', cause: 'unknown_code' };
    }
  }

  return {
    name: 'upay',
    limits: { currencies: undefined, minMinor: 1n, maxMinor: 10n ** 9n, refundDays: 1, maxRefunds: undefined, methods: [] },
    settingsSchema,
    secretsSchema,
    providerKeyFor: (_kind, id) => id,
    operations: {
      sale: {
        execute: sale,
        resend: 'same_key',
        connectTimeoutMs: 1_000,
        totalTimeoutMs: 1_000,
        schedule: () => ({ steps: [], cancelAtEnd: false, afterwardsMs: [] }),
        notFound: { windowMs: 0, afterExpiry: false, answers: 1, apartMs: 0 },
      },
    },
    options: {},
    query: ({ charge }, call) => query(charge.providerKey, call),
    queryTimeouts: { connectTimeoutMs: 1_000, totalTimeoutMs: 1_000 },
    queryBounds: { inFlight: 1, perSecond: 1, orderEveryMs: 0, backOff: { firstMs: 1_000, mostMs: 60_000 } },
    notification: {
      async read({ headers, body }, call) {
        const { key } = secretsSchema.parse(call.secrets);
        const text = Buffer.from(body).toString();
        if (is('reads before it verifies')) JSON.parse(text);
        if (headers[SIGNATURE] !== signed(text, key) && !is('believes any message')) throw new SignatureInvalid('not signed');
        const json = answerSchema.extend({ key: z.string() }).safeParse(readJson(text)).data;
        if (json === undefined) throw new MessageUnreadable('not read');
        const about = { kind: 'charge', providerKey: json.key } as const;
        if (json.status !== 'paid') return { type: 'hint', claims: 'pending', about, redacted: json };
        return {
          type: 'evidence',
          result: { outcome: 'approved', providerRef: 'T-1', stated: statedBy(json) ?? 'not_stated' },
          about,
          redacted: json,
        };
      },
      answer: (result) => ({
        status: result === 'accepted' || is('tells the provider that all is well') ? 200 : 503,
        headers: {},
        body: 'seen',
      }),
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
