import type { OpenAgreement } from '@interlock/persistence';

/** An agreement as its merchant sees it: no token is in it. Times are ISO 8601. */
export interface AgreementView {
  readonly id: string;
  readonly state: string;
  readonly providerAccountId: string;
  readonly createdAt: string;
  /** When it can be charged no more, unless it is renewed before. */
  readonly expiresAt?: string;
  readonly payerId?: string;
  readonly nextAction?: Readonly<Record<string, unknown>>;
  /** The provider's last no. */
  readonly refusal?: { readonly providerCode: string; readonly message: string };
}

export function agreementView(agreement: OpenAgreement): AgreementView {
  const { state, nextAction, expiresAt, payerId, providerCode, message } = agreement;
  return {
    id: agreement.id,
    state,
    providerAccountId: agreement.providerAccountId,
    createdAt: agreement.createdAt.toISOString(),
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
    ...(payerId === null ? {} : { payerId }),
    ...(nextAction === null || state !== 'prepared' ? {} : { nextAction: { ...nextAction } }),
    ...(providerCode === null ? {} : { refusal: { providerCode, message: message ?? '' } }),
  };
}
