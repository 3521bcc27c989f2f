import type { BillingAddress, Card, ProviderCall, ProviderResult, SaleRequest } from '@interlock/provider-kit';
import { z } from 'zod';
import { exchange } from './codepay.exchange.js';
import type { JsonTexts } from './codepay.json.js';
import { declineForProcessor, ruleForAnswer } from './codepay.mapping.js';
import type { SaleOptions } from './codepay.options.js';
import { refusedResend, resultOfRefusal } from './codepay.outcome.js';
import { isPage, pageFields } from './codepay.page.js';
import { refuse } from './codepay.refuse.js';
import type { CodepayAccount } from './codepay.settings.js';
import { encryptCard } from './codepay.signing.js';
import { errorCodeOf, readReceipt, readTransaction, withoutUndefined } from './codepay.transaction.js';
import { cardTypes } from './codepay.words.js';
import { exact } from './codepay.wire.js';

type CardMethod = Extract<SaleRequest['method'], { type: 'card' }>;

/** The messages are fixed texts: none may quote what was given. */
const cardSchema = z.strictObject({
  number: z.string().regex(/^[0-9]{12,19}$/, 'not 12 to 19 digits'),
  holder: z.string().regex(/^[^\p{Cc}]{1,64}$/u, 'not 1 to 64 characters'),
  expiryMonth: z.string().regex(/^(0[1-9]|1[0-2])$/, 'not 01 to 12'),
  expiryYear: z.string().regex(/^20[0-9]{2}$/, 'not a year of four digits'),
  cvv: z.string().regex(/^[0-9]{3,4}$/, 'not 3 or 4 digits'),
});
const addressSchema = z.strictObject({
  name: z.string().max(128, 'too long').optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'not an ISO 3166 alpha-2 code')
    .optional(),
  province: z.string().max(128, 'too long').optional(),
  city: z.string().max(128, 'too long').optional(),
  address1: z.string().max(256, 'too long').optional(),
  address2: z.string().max(256, 'too long').optional(),
  zip: z.string().max(32, 'too long').optional(),
  phone: z.string().max(32, 'too long').optional(),
});
const methodSchema = z.object({ card: cardSchema, billingAddress: addressSchema });

/**
 * A sale with a card in clear, which the gateway answers at once or by a 3-D Secure page. The card leaves encrypted for the gateway, and
 * appears in no transcript, text or error. Source: Open API, Merchant Hosted Checkout; developer site, Encryption.
 */
export async function payByCard(
  request: SaleRequest,
  method: CardMethod,
  options: SaleOptions,
  account: CodepayAccount,
  call: ProviderCall,
): Promise<ProviderResult> {
  if (!account.settings.cardEntry) return refuse('the account does not allow card entry');
  if (account.gatewayPublicKey === undefined) return refuse('the account holds no gateway key to encrypt a card with');
  const checked = methodSchema.safeParse(method);
  if (!checked.success) return refuse(checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const answer = await exchange(
    account,
    'pay.merchant.checkout',
    {
      ...pageFields(request, options, account),
      card: encryptCard(writeCard(method.card, options), account.gatewayPublicKey),
      enc_type: 'RSA',
      billing_address: writeAddress(method.billingAddress),
    },
    call,
    method.card.number,
  );
  return answer.type === 'accepted' ? resultOfCard(answer.data, call) : resultOfRefusal(answer, 'sale', call);
}

/** `expiry` is MMYY. Source: developer site, Encryption; SDK sample (card_type). */
function writeCard({ number, holder, cvv, expiryMonth, expiryYear }: Card, { cardType }: SaleOptions): string {
  const word = cardType === undefined ? undefined : cardTypes[cardType].word;
  return JSON.stringify({ pan: number, holder, cvv, expiry: expiryMonth + expiryYear.slice(2), ...withoutUndefined({ card_type: word }) });
}

/** As a JSON string, as the SDK sends it, so that what is signed keeps its order. */
function writeAddress({ name, country, province, city, address1, address2, zip, phone }: BillingAddress): string {
  return JSON.stringify(withoutUndefined({ name, country, province, city, address1, address2, zip, phone }));
}

const redirectSchema = z.object({ redirect_url_3dsecure: exact(2048).catch('unusable') });

/** The answer states no amount, so its yes is confirmed by a query. */
function resultOfCard(data: JsonTexts | undefined, call: ProviderCall): ProviderResult {
  const transaction = data && readTransaction(data);
  if (data === undefined || transaction === undefined) return { outcome: 'unknown', cause: 'unreadable_answer' };
  const reference = withoutUndefined({ providerRef: transaction.trans_no });
  const { redirect_url_3dsecure: url } = redirectSchema.parse(Object.fromEntries(data));
  if (url !== undefined) {
    // The payer is waited for, and nobody can send them on: not a state to rest in.
    if (!isPage(url)) return { outcome: 'unknown', cause: 'unreadable_answer', ...reference };
    return { outcome: 'pending', ...reference, customerAction: { type: 'redirect', url, httpMethod: 'GET' } };
  }
  const status = transaction.trans_status;
  if (status === undefined) return { outcome: 'unknown', cause: 'unreadable_answer', ...reference };
  switch (ruleForAnswer('sale', status)) {
    case 'approved':
      if (reference.providerRef === undefined) return { outcome: 'unknown', cause: 'unreadable_answer', providerCode: status };
      return {
        outcome: 'approved',
        providerRef: reference.providerRef,
        stated: 'not_stated',
        ...withoutUndefined({ receipt: readReceipt(transaction) }),
      };
    case 'accepted':
    case 'pending':
      return { outcome: 'pending', providerCode: status, ...reference };
    case 'closed': {
      const errorCode = errorCodeOf(transaction);
      const code = declineForProcessor(errorCode ?? '');
      const providerCode = errorCode ?? status;
      if (code === 'contradiction') return { outcome: 'unknown', cause: 'provider_error', providerCode, ...reference };
      return call.attempt > 1 ? refusedResend(providerCode) : { outcome: 'declined', code, providerCode, ...reference };
    }
    case 'unknown':
      return { outcome: 'unknown', cause: 'provider_error', providerCode: status, ...reference };
    case undefined:
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, ...reference };
  }
}
