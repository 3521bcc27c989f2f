import { isIP } from 'node:net';
import { currencyCode, MAX_MINOR, UnknownCurrency } from '@interlock/domain';
import type { CurrencyCode, Money } from '@interlock/domain';
import { z } from 'zod';
import { amountFaults, currencyFault } from '../problems/amount-faults.js';

/** Control characters and halves of surrogate pairs: PostgreSQL stores no NUL, and no provider's field takes the others. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Text of 1 to `max` UTF-16 units that can be stored, signed and sent on. */
export const text = (max: number) =>
  z
    .string({ error: 'must be text' })
    .min(1, 'must not be empty')
    .max(max, `must be at most ${String(max)} characters`)
    .refine((value) => !UNFIT.test(value), 'must hold no control characters');

/** The merchant's own numbers: order, refund, store, terminal. */
export const number = z
  .string({ error: 'must be text' })
  .regex(/^[A-Za-z0-9_\-.:|*@]{1,64}$/, 'must be 1 to 64 letters, digits or _ - . : | * @')
  .meta({ examples: ['A-1001'] });

export const uuid = z.guid('must be an id (UUID)');

const currency = z
  .string({ error: currencyFault })
  .refine(isCurrency, currencyFault)
  .meta({ description: 'ISO 4217, upper case', examples: ['USD'] });

/** A currency on its own. */
export const currencyMember = currency.transform((code) => code as CurrencyCode);

const amountOf = (digits: RegExp, fault: string) =>
  z
    .strictObject(
      {
        currency,
        value: z
          .string({ error: fault })
          .regex(digits, fault)
          // Only nineteen digits are left at this point, so the number is read at little cost.
          .refine((value) => !digits.test(value) || BigInt(value) <= MAX_MINOR, amountFaults.tooLarge)
          .meta({ description: 'Minor units: "1000" is 10.00 USD', examples: ['1000'] }),
      },
      { error: notAnObject(amountFaults.shape) },
    )
    .transform(({ currency: code, value }): Money => ({ currency: code as CurrencyCode, minor: BigInt(value) }));

export const positiveAmount = amountOf(/^[1-9][0-9]{0,18}$/, amountFaults.above);
/** Of a thing that may be free. */
export const priceAmount = amountOf(/^(0|[1-9][0-9]{0,18})$/, amountFaults.atLeast);

/** A page of the merchant's to which the payer returns. */
export const webUrl = z
  .string({ error: 'must be an http or https URL' })
  .max(256, 'must be at most 256 characters')
  .refine((value) => /^https?:\/\/[\x21-\x7e]+$/.test(value) && URL.canParse(value), 'must be an http or https URL');

/** Where webhooks go; whether they may go there is judged by the settings of the process. */
export const webhookUrl = z
  .string({ error: 'must be an https URL' })
  .max(1024, 'must be at most 1024 characters')
  .refine((value) => /^https?:\/\/[\x21-\x7e]+$/i.test(value) && URL.canParse(value), 'must be an https URL')
  .meta({ examples: ['https://shop.example/hooks'] });

/** Keys and values of the merchant's own, kept and shown, never read. */
export const metadata = z
  .record(
    z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
    z
      .string({ error: 'must be text' })
      .max(512, 'must be at most 512 characters')
      .refine((value) => !UNFIT.test(value), 'must hold no control characters'),
    {
      error: recordError,
    },
  )
  .refine((members) => Object.keys(members).length <= 24, 'must hold at most 24 members');

export const buyer = z
  .record(z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/), text(256), { error: recordError })
  .refine((members) => Object.keys(members).length <= 16, 'must hold at most 16 members');

const coordinate = z.string({ error: 'must be text' }).regex(/^-?\d{1,3}(\.\d{1,12})?$/, 'must be decimal degrees');

/** Where the payer is, for the provider's risk checks. */
export const device = z.strictObject({
  ip: z
    .string({ error: 'must be an IP address' })
    .refine((value) => isIP(value) !== 0, 'must be an IP address')
    .optional(),
  id: text(128).optional(),
  latitude: coordinate.optional(),
  longitude: coordinate.optional(),
});

/** A member for each provider, checked by that provider's own schema: see the capability page. */
export const providerOptions = z
  .strictObject({
    upay: z.record(z.string(), z.unknown(), { error: 'must be an object' }).optional(),
    codepay: z.record(z.string(), z.unknown(), { error: 'must be an object' }).optional(),
    wallet: z.record(z.string(), z.unknown(), { error: 'must be an object' }).optional(),
  })
  .meta({ description: "What a provider's document has beyond the members of this command; refused where it cannot be carried out" });

function isCurrency(code: string): boolean {
  try {
    return currencyCode(code) === code;
  } catch (error) {
    if (error instanceof UnknownCurrency) return false;
    throw error;
  }
}

/** An unknown member keeps Zod's own issue, which names it. */
function notAnObject(message: string): z.core.$ZodErrorMap {
  return (issue) => (issue.code === 'invalid_type' ? message : undefined);
}

function recordError(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'invalid_key' ? 'is not a name of 1 to 64 letters, digits or _ . -' : undefined;
}
