import { z } from 'zod';
import { providerOptions, text, uuid, webUrl } from '../orders/members.js';

/** `POST /v1/agreements` */
export const prepareAgreementBody = z
  .strictObject({
    providerAccountId: uuid,
    language: z
      .string({ error: 'must be text' })
      .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language such as en-US')
      .meta({ examples: ['en-US'] }),
    description: text(255).meta({ description: 'What the payer agrees to, as the provider shows it' }),
    returnUrl: webUrl.optional(),
    providerOptions: providerOptions.optional(),
  })
  .meta({ id: 'PrepareAgreement' });
export type PrepareAgreementBody = z.output<typeof prepareAgreementBody>;

/** `POST /v1/agreements/{id}/confirm` */
export const confirmAgreementBody = z
  .strictObject({
    code: z
      .string({ error: 'must be text' })
      .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 characters without spaces')
      .meta({ description: "What the provider's page gave for the payer's consent; good for one use, kept in memory only" }),
  })
  .meta({ id: 'ConfirmAgreement' });
export type ConfirmAgreementBody = z.output<typeof confirmAgreementBody>;

export const agreementView = z
  .strictObject({
    id: uuid,
    state: z.enum(['preparing', 'prepared', 'active', 'ending', 'ended', 'refused']),
    providerAccountId: uuid,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().optional(),
    payerId: z.string().optional().meta({ description: "The provider's name for the payer" }),
    nextAction: z.looseObject({ type: z.string() }).optional().meta({ description: 'What the payer has to open in order to agree' }),
    refusal: z.strictObject({ providerCode: z.string(), message: z.string() }).optional().meta({ description: "The provider's last no" }),
  })
  .meta({ id: 'Agreement' });
