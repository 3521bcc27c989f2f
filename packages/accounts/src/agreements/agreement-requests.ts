import {
  IdempotencyKeyReused,
  InvalidProviderOptions,
  InvalidReference,
  OperationInProgress,
  OperationNotSupported,
} from '@interlock/domain';
import { AgreementRepository, differingMembers, memberHashes, refuseKeyOfAnother } from '@interlock/persistence';
import type { OpenAgreement } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AccountDirectory } from '../account-directory.js';
import { AgreementNotFound, AgreementRefused, InvalidAgreementState } from '../errors.js';
import { ProviderRegistry } from '../provider-registry.js';
import { RUNTIME } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import { UUID } from '../uuid.js';
import { AgreementCalls, refusalOf, TAKEN_MS } from './agreement-calls.js';
import { AgreementKeeping } from './agreement-keeping.js';
import { agreementView } from './agreement-view.js';
import type { AgreementAnswer, ConfirmAgreement, EndAgreement, PrepareAgreement } from './commands.js';

/** How often a change that lost against another one is tried again. */
const TRIES = 10;

/** What a merchant asks about a payer's stored consent. No money moves here, so a call that was lost is made again. */
@Injectable()
export class AgreementRequests {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly agreements: AgreementRepository,
    private readonly accounts: AccountDirectory,
    private readonly providers: ProviderRegistry,
    private readonly calls: AgreementCalls,
    private readonly keeping: AgreementKeeping,
  ) {}

  async prepare({ actor, input, idempotencyKey }: PrepareAgreement): Promise<AgreementAnswer> {
    const { keyRing, newId, clock } = this.runtime;
    const hashes = memberHashes(keyRing, { ...input, path: 'POST /v1/agreements' });
    const before = await this.agreements.findByKey(actor.merchantId, idempotencyKey);
    let written = false;
    if (before === undefined) {
      const options = await this.optionsOf(actor.merchantId, input);
      this.runtime.assertReady();
      const begun = this.agreements.insert({
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
      // False where the same request was faster, by this gateway or another one.
      written = await begun.catch(refuseKeyOfAnother(idempotencyKey));
    }
    const agreement = await this.agreements.findByKey(actor.merchantId, idempotencyKey);
    if (agreement === undefined) throw new Error('an agreement was written and is gone');
    const differing = differingMembers(agreement.idempotencyHashes ?? {}, hashes);
    if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, differing);
    // Whose answer was lost is asked for again: a page that nobody opens does no harm.
    const known = agreement.state === 'preparing' ? await this.askForPage(agreement) : agreement;
    return { view: agreementView(known), replayed: !written, settled: known.state !== 'preparing' };
  }

  async confirm({ actor, agreementId, code, idempotencyKey }: ConfirmAgreement): Promise<AgreementAnswer> {
    const { keyRing, clock } = this.runtime;
    const agreement = await this.existing(actor.merchantId, agreementId);
    const hashes = memberHashes(keyRing, { code, path: `POST /v1/agreements/${agreement.id}/confirm` });
    const replayed = isReplay(agreement, idempotencyKey, hashes);
    if (agreement.state !== 'prepared') {
      if (replayed) return { view: agreementView(agreement), replayed, settled: true };
      throw notConfirmable(agreement);
    }
    assertNotRefused(agreement, idempotencyKey);
    this.runtime.assertReady();
    const now = clock.now();
    const taken = await this.agreements
      .takeToConfirm(agreement.id, { key: idempotencyKey, hashes }, new Date(now), new Date(now + TAKEN_MS))
      .catch(refuseKeyOfAnother(idempotencyKey));
    if (taken === undefined) {
      // Somebody was faster. Where it is the same request: what is known of it by now.
      const present = await this.existing(actor.merchantId, agreementId);
      if (!isReplay(present, idempotencyKey, hashes)) throw notConfirmable(present);
      assertNotRefused(present, idempotencyKey);
      return { view: agreementView(present), replayed: true, settled: present.state !== 'prepared' };
    }
    const answer = await this.calls.ask(taken, taken.sends, (calls, call) => calls.confirm({ code }, call));
    if (answer?.outcome === 'approved') await this.keeping.store(taken, answer.tokens);
    else await this.agreements.change(taken, { dueAt: null, ...refusalOf(answer) });
    if (answer?.outcome === 'declined') throw new AgreementRefused(answer.providerCode, answer.message);
    const known = await this.existing(actor.merchantId, agreementId);
    return { view: agreementView(known), replayed: false, settled: known.state === 'active' || isOver(known) };
  }

  async end({ actor, agreementId }: EndAgreement): Promise<AgreementAnswer> {
    await this.toEnd(actor.merchantId, agreementId);
    await this.keeping.endNow(agreementId);
    const known = await this.existing(actor.merchantId, agreementId);
    return { view: agreementView(known), replayed: false, settled: isOver(known) };
  }

  /** First of all nothing is charged by it any more, whoever changes it at the same time. */
  private async toEnd(merchantId: string, agreementId: string): Promise<void> {
    for (let count = 0; count < TRIES; count += 1) {
      const agreement = await this.existing(merchantId, agreementId);
      if (agreement.state === 'ending' || isOver(agreement)) return;
      const ending: Parameters<AgreementRepository['change']>[1] =
        agreement.state === 'active'
          ? { state: 'ending', dueAt: new Date(this.runtime.clock.now()) }
          : { state: 'ended', dueAt: null, nextAction: null };
      if (await this.agreements.change(agreement, ending)) return;
    }
    throw new OperationInProgress('change of the agreement');
  }

  async find(merchantId: string, agreementId: string): Promise<ReturnType<typeof agreementView>> {
    return agreementView(await this.existing(merchantId, agreementId));
  }

  private async askForPage(agreement: OpenAgreement): Promise<OpenAgreement> {
    const { language, description, options } = agreement.content as unknown as PageContent;
    const asked = {
      agreementId: agreement.id,
      language,
      description,
      ...(options === undefined ? {} : { options }),
    };
    const answer = await this.calls.ask(agreement, 1, (calls, call) => calls.prepare(asked, call));
    if (answer?.outcome === 'approved') await this.agreements.change(agreement, { state: 'prepared', nextAction: answer.nextAction });
    if (answer?.outcome === 'declined') await this.agreements.change(agreement, { state: 'refused', ...refusalOf(answer) });
    return this.existing(agreement.merchantId, agreement.id);
  }

  private async optionsOf(merchantId: string, input: PrepareAgreement['input']): Promise<unknown> {
    const bound = await this.accounts.forNew(merchantId);
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

/** It is over, and the provider is told nothing more. */
const isOver = ({ state }: OpenAgreement): boolean => state === 'ended' || state === 'refused';

/** Whether the agreement has been asked for by this request before. Throws where its key came with other content. */
function isReplay({ confirmKey, confirmHashes }: OpenAgreement, idempotencyKey: string, hashes: Readonly<Record<string, string>>): boolean {
  if (confirmKey !== idempotencyKey) return false;
  const differing = differingMembers(confirmHashes ?? {}, hashes);
  if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, differing);
  return true;
}

/** What the provider refused is refused again, without asking it anew. */
function assertNotRefused({ confirmKey, providerCode, message }: OpenAgreement, idempotencyKey: string): void {
  if (confirmKey === idempotencyKey && providerCode !== null) throw new AgreementRefused(providerCode, message ?? '');
}

function notConfirmable({ state }: OpenAgreement): Error {
  if (state === 'prepared') return new OperationInProgress('confirmation');
  return new InvalidAgreementState(`the agreement is ${state}: only one that its payer has the page of can be confirmed`);
}
