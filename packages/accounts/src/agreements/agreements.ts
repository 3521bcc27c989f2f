import {
  IdempotencyKeyReused,
  InvalidProviderOptions,
  InvalidReference,
  OperationInProgress,
  OperationNotSupported,
} from '@interlock/domain';
import { AgreementRepository, differingMembers, memberHashes } from '@interlock/persistence';
import type { OpenAgreement } from '@interlock/persistence';
import type { Agreements as AgreementCalls, AgreementTokens } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AccountDirectory } from '../account-directory.js';
import { AgreementNotFound, AgreementRefused, InvalidAgreementState } from '../errors.js';
import { ProviderRegistry } from '../provider-registry.js';
import type { OpenedCall } from '../provider-registry.js';
import { RUNTIME } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import { agreementView } from './agreement-view.js';
import type { AgreementAnswer, ConfirmAgreement, EndAgreement, PrepareAgreement } from './commands.js';

/** Source: wallet OpenAPI; published clients wait 25 s for an answer. */
const TIMEOUTS = { connectTimeoutMs: 5_000, totalTimeoutMs: 25_000, attempt: 1 };
/** Longer than any of these calls takes: until then nobody else is at it. */
const TAKEN_MS = 40_000;
const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;
/** A token is renewed this long before it expires. */
const RENEW_BEFORE_MS = DAY_MS;
const PAGE = 20;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A payer's stored consent, from the page on which it is given to its end. No money moves here, so a call that was lost is made again. */
@Injectable()
export class AgreementKeeping {
  private readonly logger = new Logger('Agreements');

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly agreements: AgreementRepository,
    private readonly accounts: AccountDirectory,
    private readonly providers: ProviderRegistry,
  ) {}

  async prepare({ actor, input, idempotencyKey }: PrepareAgreement): Promise<AgreementAnswer> {
    const { keyRing, newId, clock } = this.runtime;
    const hashes = memberHashes(keyRing, { ...input, path: 'POST /v1/agreements' });
    const before = await this.agreements.findByKey(actor.merchantId, idempotencyKey);
    if (before === undefined) {
      const options = await this.optionsOf(actor.merchantId, input);
      this.runtime.assertReady();
      await this.agreements.insert({
        id: newId(),
        merchantId: actor.merchantId,
        providerAccountId: input.providerAccountId,
        state: 'preparing',
        accessToken: null,
        createdAt: new Date(clock.now()),
        expiresAt: null,
        content: { language: input.language, description: input.description, options },
        idempotencyKey,
        idempotencyHashes: hashes,
      });
    }
    const agreement = await this.agreements.findByKey(actor.merchantId, idempotencyKey);
    if (agreement === undefined) throw new Error('an agreement was written and is gone');
    const differing = differingMembers(agreement.idempotencyHashes ?? {}, hashes);
    if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, differing);
    // Whose answer was lost is asked for again: a page that nobody opens does no harm.
    const known = agreement.state === 'preparing' ? await this.askForPage(agreement) : agreement;
    return { view: agreementView(known), replayed: before !== undefined, settled: known.state !== 'preparing' };
  }

  async confirm({ actor, agreementId, code, idempotencyKey }: ConfirmAgreement): Promise<AgreementAnswer> {
    const { keyRing, clock } = this.runtime;
    const agreement = await this.existing(actor.merchantId, agreementId);
    const hashes = memberHashes(keyRing, { code, path: `POST /v1/agreements/${agreement.id}/confirm` });
    const replayed = agreement.confirmKey === idempotencyKey;
    if (replayed) {
      const differing = differingMembers(agreement.confirmHashes ?? {}, hashes);
      if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, differing);
    }
    if (agreement.state !== 'prepared') {
      if (replayed) return { view: agreementView(agreement), replayed, settled: true };
      throw new InvalidAgreementState(`the agreement is ${agreement.state}: only one that its payer has the page of can be confirmed`);
    }
    this.runtime.assertReady();
    const now = clock.now();
    const taken = await this.agreements.take(agreement.id, 'prepared', new Date(now), new Date(now + TAKEN_MS));
    if (taken === undefined) throw new OperationInProgress('confirmation');
    await this.agreements.change(taken, { confirmKey: idempotencyKey, confirmHashes: hashes });
    const answer = await this.call(taken, (calls, call) => calls.confirm({ code }, call));
    if (answer?.outcome === 'approved') await this.agreements.change(taken, this.active(answer.tokens));
    else await this.agreements.change(taken, { dueAt: null, ...refusalOf(answer) });
    if (answer?.outcome === 'declined') throw new AgreementRefused(answer.providerCode, answer.message);
    const known = await this.existing(actor.merchantId, agreementId);
    return { view: agreementView(known), replayed: false, settled: known.state === 'active' };
  }

  async end({ actor, agreementId }: EndAgreement): Promise<AgreementAnswer> {
    const agreement = await this.existing(actor.merchantId, agreementId);
    const { clock } = this.runtime;
    if (agreement.state === 'active') {
      // First of all nothing is charged by it any more; a renewal that is under way writes nothing.
      await this.agreements.change(agreement, { state: 'ending', dueAt: new Date(clock.now()) });
    } else if (agreement.state === 'preparing' || agreement.state === 'prepared') {
      await this.agreements.change(agreement, { state: 'ended', dueAt: null, nextAction: null });
    }
    const now = clock.now();
    const taken = await this.agreements.take(agreement.id, 'ending', new Date(now), new Date(now + TAKEN_MS));
    if (taken !== undefined) await this.tellEnd(taken);
    const known = await this.existing(actor.merchantId, agreementId);
    return { view: agreementView(known), replayed: false, settled: known.state === 'ended' || known.state === 'refused' };
  }

  async find(merchantId: string, agreementId: string): Promise<ReturnType<typeof agreementView>> {
    return agreementView(await this.existing(merchantId, agreementId));
  }

  /** One turn of the worker. */
  async keep(): Promise<number> {
    const now = this.runtime.clock.now();
    const due = await this.agreements.takeDue(new Date(now), new Date(now + TAKEN_MS), PAGE);
    await Promise.all(due.map((agreement) => (agreement.state === 'ending' ? this.tellEnd(agreement) : this.renew(agreement))));
    return due.length;
  }

  private async askForPage(agreement: OpenAgreement): Promise<OpenAgreement> {
    const { language, description, options } = agreement.content as unknown as PageContent;
    const asked = {
      agreementId: agreement.id,
      language,
      description,
      ...(options === undefined ? {} : { options }),
    };
    const answer = await this.call(agreement, (calls, call) => calls.prepare(asked, call));
    if (answer?.outcome === 'approved') await this.agreements.change(agreement, { state: 'prepared', nextAction: answer.nextAction });
    if (answer?.outcome === 'declined') await this.agreements.change(agreement, { state: 'refused', ...refusalOf(answer) });
    return this.existing(agreement.merchantId, agreement.id);
  }

  private async tellEnd(agreement: OpenAgreement): Promise<void> {
    const { accessToken } = agreement;
    const answer = accessToken === null ? undefined : await this.call(agreement, (calls, call) => calls.end({ accessToken }, call));
    if (answer?.outcome === 'approved') {
      await this.agreements.change(agreement, { state: 'ended', accessToken: null, refreshToken: null, dueAt: null });
      return;
    }
    // A no may be of the moment; a token that has expired needs no end.
    const { expiresAt } = agreement;
    const now = this.runtime.clock.now();
    const over = expiresAt !== null && expiresAt.getTime() <= now;
    const pause = Math.min(60, 2 ** Math.min(agreement.lease, 6)) * MINUTE;
    await this.agreements.change(
      agreement,
      over
        ? { state: 'ended', accessToken: null, refreshToken: null, dueAt: null }
        : { dueAt: new Date(now + pause), ...refusalOf(answer) },
    );
  }

  private async renew(agreement: OpenAgreement): Promise<void> {
    const { refreshToken } = agreement;
    const answer = refreshToken === null ? undefined : await this.call(agreement, (calls, call) => calls.refresh({ refreshToken }, call));
    if (answer?.outcome === 'approved') {
      await this.agreements.change(agreement, this.active(answer.tokens));
    } else if (answer?.outcome === 'declined') {
      // A token is good for one renewal: what is refused now is refused for ever, and the payer has to agree again.
      this.logger.warn(
        { agreementId: agreement.id, providerCode: answer.providerCode },
        'an agreement is not renewed and ends when its token expires',
      );
      await this.agreements.change(agreement, { refreshToken: null, dueAt: null, ...refusalOf(answer) });
    } else {
      await this.agreements.change(agreement, { dueAt: refreshToken === null ? null : new Date(this.runtime.clock.now() + 5 * MINUTE) });
    }
  }

  private active(tokens: AgreementTokens): Parameters<AgreementRepository['change']>[1] {
    const { expiresAt, refreshToken, refreshExpiresAt } = tokens;
    const now = this.runtime.clock.now();
    const renewAt = expiresAt === undefined || refreshToken === undefined ? null : Math.max(now + MINUTE, expiresAt - RENEW_BEFORE_MS);
    return {
      state: 'active',
      accessToken: tokens.accessToken,
      refreshToken: refreshToken ?? null,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      refreshExpiresAt: refreshExpiresAt === undefined ? null : new Date(refreshExpiresAt),
      ...(tokens.payerId === undefined ? {} : { payerId: tokens.payerId }),
      nextAction: null,
      providerCode: null,
      message: null,
      dueAt: renewAt === null ? null : new Date(renewAt),
    };
  }

  /** Undefined where the provider could not be asked, or what it said cannot be used. */
  private async call<A extends { readonly outcome: 'approved' | 'declined' | 'unknown' }>(
    agreement: OpenAgreement,
    ask: (calls: AgreementCalls, call: OpenedCall['call']) => Promise<A>,
  ): Promise<Exclude<A, { readonly outcome: 'unknown' }> | undefined> {
    const opened = await this.providers.open(agreement.providerAccountId, TIMEOUTS);
    if (opened?.adapter.agreements === undefined) return undefined;
    const answer = await ask(opened.adapter.agreements, opened.call);
    return answer.outcome === 'unknown' ? undefined : (answer as Exclude<A, { readonly outcome: 'unknown' }>);
  }

  private async optionsOf(merchantId: string, input: PrepareAgreement['input']): Promise<unknown> {
    const bound = await this.accounts.ofMerchant(merchantId);
    const account = bound.find(({ id }) => id === input.providerAccountId);
    if (account === undefined) throw new InvalidReference('providerAccountId', 'no such account of this merchant');
    if (!account.enabled || !account.bindingEnabled) throw new InvalidReference('providerAccountId', 'the account is disabled');
    const { agreements } = this.providers.adapter(account.provider);
    if (agreements === undefined)
      throw new OperationNotSupported(`${account.provider} has no agreements: it is charged with the payer present`);
    if (input.returnUrl !== undefined)
      throw new InvalidReference(
        'returnUrl',
        `${account.provider} publishes no field for it: the payer comes back the way that it was left`,
      );
    const deaf = Object.keys(input.providerOptions ?? {}).filter((name) => name !== account.provider);
    if (deaf.length > 0)
      throw new InvalidProviderOptions(
        deaf.map((name) => ({ path: `providerOptions.${name}`, message: `this goes to ${account.provider}` })),
      );
    const given = input.providerOptions?.[account.provider];
    if (given === undefined) return undefined;
    const parsed = agreements.optionsSchema.safeParse(given);
    if (parsed.success) return given;
    throw new InvalidProviderOptions(
      parsed.error.issues.map(({ path, message }) => ({
        path: ['providerOptions', account.provider, ...path].map(String).join('.'),
        message,
      })),
    );
  }

  private async existing(merchantId: string, agreementId: string): Promise<OpenAgreement> {
    const agreement = UUID.test(agreementId) ? await this.agreements.find(merchantId, agreementId) : undefined;
    if (agreement === undefined) throw new AgreementNotFound();
    return agreement;
  }
}

interface PageContent {
  readonly language: string;
  readonly description: string;
  readonly options?: unknown;
}

function refusalOf(answer: { readonly outcome: string; readonly providerCode?: string; readonly message?: string } | undefined): {
  readonly providerCode?: string;
  readonly message?: string;
} {
  if (answer?.outcome !== 'declined') return {};
  return { providerCode: answer.providerCode ?? '', message: answer.message ?? '' };
}
