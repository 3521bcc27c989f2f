import type { OpenAgreement } from '@interlock/persistence';
import type { Agreements } from '@interlock/provider-kit';
import { Injectable } from '@nestjs/common';
import { ProviderRegistry } from '../provider-registry.js';
import type { OpenedCall } from '../provider-registry.js';

/** Source: wallet OpenAPI; published clients wait 25 s for an answer. */
const TIMEOUTS = { connectTimeoutMs: 5_000, totalTimeoutMs: 25_000 };
/** Longer than any of these calls takes: until then nobody else is at it. */
export const TAKEN_MS = 40_000;

type Answer = { readonly outcome: 'approved' | 'declined' | 'unknown' };
type Known<A extends Answer> = Exclude<A, { readonly outcome: 'unknown' }>;

/** Calls about an agreement, at its own provider account. */
@Injectable()
export class AgreementCalls {
  constructor(private readonly providers: ProviderRegistry) {}

  /**
   * Undefined where the provider could not be asked, or what it said cannot be used. `attempt` counts the sends of the one code or token that is
   * sent: what is taken once is refused the second time, and that no says nothing about the first.
   */
  async ask<A extends Answer>(
    { providerAccountId }: Pick<OpenAgreement, 'providerAccountId'>,
    attempt: number,
    ask: (calls: Agreements, call: OpenedCall['call']) => Promise<A>,
  ): Promise<Known<A> | undefined> {
    const opened = await this.providers.open(providerAccountId, { purpose: 'agreement', ...TIMEOUTS, attempt });
    if (opened?.adapter.agreements === undefined) return undefined;
    const answer = await ask(opened.adapter.agreements, opened.call);
    return answer.outcome === 'unknown' ? undefined : (answer as Known<A>);
  }
}

/** The provider's no in its own words, for the row. */
export function refusalOf(answer: { readonly outcome: string; readonly providerCode?: string; readonly message?: string } | undefined): {
  readonly providerCode?: string;
  readonly message?: string;
} {
  if (answer?.outcome !== 'declined') return {};
  return { providerCode: answer.providerCode ?? '', message: answer.message ?? '' };
}
