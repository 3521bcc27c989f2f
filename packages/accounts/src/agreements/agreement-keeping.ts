import { AgreementRepository } from '@interlock/persistence';
import type { OpenAgreement } from '@interlock/persistence';
import type { AgreementTokens } from '@interlock/provider-kit';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { RUNTIME } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import { AgreementCalls, refusalOf, TAKEN_MS } from './agreement-calls.js';

const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;
/** An end that was not heard of is told again after the first, one that was refused after the second of these. */
const UNHEARD_END_MS = 10_000;
const REFUSED_END_MS = 10 * MINUTE;
/** A token is renewed this long before it expires. */
const RENEW_BEFORE_MS = DAY_MS;
/** Sends of one refresh token: with their pauses, most of the day before the expiry. */
const MOST_RENEWALS = 20;
/** How often a token that came for a row that somebody else changed looks for its place. */
const TRIES = 10;
const PAGE = 20;

type Change = Parameters<AgreementRepository['change']>[1];

/** Tokens from the moment that the provider gives them: stored, renewed, ended. Whatever lives at the provider is in a row, or is ended at once. */
@Injectable()
export class AgreementKeeping {
  private readonly logger = new Logger('Agreements');

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly agreements: AgreementRepository,
    private readonly calls: AgreementCalls,
  ) {}

  /** One turn of the worker. */
  async keep(): Promise<number> {
    const now = this.runtime.clock.now();
    const due = await this.agreements.takeDue(new Date(now), new Date(now + TAKEN_MS), PAGE);
    await Promise.all(due.map((agreement) => (agreement.state === 'ending' ? this.tellEnd(agreement) : this.renew(agreement))));
    return due.length;
  }

  /** Tells the provider of an end, if nobody else does so now. */
  async endNow(agreementId: string): Promise<void> {
    const now = this.runtime.clock.now();
    const taken = await this.agreements.take(agreementId, 'ending', new Date(now), new Date(now + TAKEN_MS));
    if (taken !== undefined) await this.tellEnd(taken);
  }

  /**
   * Puts new tokens on the row of `held`, whose lease the caller has. Where the row has changed meanwhile the token lives at the provider all the
   * same: an agreement that was ended beside it is ended once more, with this token; one that another code made active keeps that one's.
   */
  async store(held: OpenAgreement, tokens: AgreementTokens): Promise<void> {
    if (await this.agreements.change(held, this.active(tokens))) return;
    for (let count = 0; count < TRIES; count += 1) {
      const present = await this.agreements.find(held.merchantId, held.id);
      if (present === undefined) break;
      if (present.state === held.state) {
        if (await this.agreements.change(present, this.active(tokens))) return;
      } else if (present.state === 'ending' || present.state === 'ended') {
        const dueAt = new Date(this.runtime.clock.now());
        const reopened: Change = { state: 'ending', accessToken: tokens.accessToken, refreshToken: null, dueAt, lease: present.lease + 1 };
        if (await this.agreements.change(present, reopened)) {
          await this.endNow(held.id);
          return;
        }
      } else break;
    }
    await this.endUnkept(held, tokens.accessToken);
  }

  private async endUnkept(agreement: OpenAgreement, accessToken: string): Promise<void> {
    const answer = await this.calls.ask(agreement, 1, (calls, call) => calls.end({ accessToken }, call));
    if (answer?.outcome === 'approved') return;
    this.logger.error(
      { agreementId: agreement.id },
      'the provider gave a token that no agreement holds, and has not said that it ended it',
    );
  }

  private async tellEnd(agreement: OpenAgreement): Promise<void> {
    const { accessToken } = agreement;
    const answer = accessToken === null ? undefined : await this.calls.ask(agreement, 1, (calls, call) => calls.end({ accessToken }, call));
    if (answer?.outcome === 'approved') {
      await this.agreements.change(agreement, { state: 'ended', accessToken: null, refreshToken: null, dueAt: null });
      return;
    }
    // A no may be of the moment; a token that has expired needs no end.
    const { expiresAt } = agreement;
    const now = this.runtime.clock.now();
    const over = expiresAt !== null && expiresAt.getTime() <= now;
    const pause = answer?.outcome === 'declined' ? REFUSED_END_MS : UNHEARD_END_MS;
    await this.agreements.change(
      agreement,
      over
        ? { state: 'ended', accessToken: null, refreshToken: null, dueAt: null }
        : { dueAt: new Date(now + pause), ...refusalOf(answer) },
    );
  }

  private async renew(agreement: OpenAgreement): Promise<void> {
    const { refreshToken } = agreement;
    const sends = agreement.sends + 1;
    if (refreshToken === null || sends > MOST_RENEWALS) {
      await this.giveUp(agreement, 'nobody answered');
      return;
    }
    // Counted before it leaves: after a crash the next holder must not believe a "used" of its own, and the token would be gone with it.
    if (!(await this.agreements.change(agreement, { sends }))) return;
    const answer = await this.calls.ask(agreement, sends, (calls, call) => calls.refresh({ refreshToken }, call));
    if (answer?.outcome === 'approved') {
      await this.store(agreement, answer.tokens);
    } else if (answer?.outcome === 'declined') {
      // A token is good for one renewal: what the only send is refused is refused for ever, and the payer has to agree again.
      await this.giveUp(agreement, answer.providerCode, { refreshToken: null, ...refusalOf(answer) });
    } else {
      const pause = Math.min(60, 5 * 2 ** (sends - 1)) * MINUTE;
      await this.agreements.change(agreement, { dueAt: new Date(this.runtime.clock.now() + pause) });
    }
  }

  private async giveUp(agreement: OpenAgreement, why: string, change: Change = {}): Promise<void> {
    this.logger.warn({ agreementId: agreement.id, why }, 'an agreement is not renewed and ends when its token expires');
    await this.agreements.change(agreement, { dueAt: null, ...change });
  }

  private active(tokens: AgreementTokens): Change {
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
      sends: 0,
    };
  }
}
