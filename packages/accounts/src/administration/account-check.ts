import { OperationNotSupported, ProviderAccountNotFound } from '@interlock/domain';
import { AccountSettingsRepository } from '@interlock/persistence';
import type { AccountChecked, HttpOutcome, ProviderCall } from '@interlock/provider-kit';
import { Inject, Injectable } from '@nestjs/common';
import { AccountDirectory } from '../account-directory.js';
import { ProviderRegistry } from '../provider-registry.js';
import { RUNTIME } from '../runtime.js';
import type { Runtime } from '../runtime.js';
import { UUID } from '../uuid.js';
import type { AccountCheckView } from './check-view.js';
import type { CheckProviderAccount } from './commands.js';

/** A harmless signed call that somebody asks for: of a disabled account too, and nothing is kept of it. */
@Injectable()
export class AccountCheck {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly settings: AccountSettingsRepository,
    private readonly directory: AccountDirectory,
    private readonly providers: ProviderRegistry,
  ) {}

  async check({ mode, id }: CheckProviderAccount): Promise<AccountCheckView> {
    const { clock } = this.runtime;
    const account = UUID.test(id) ? await this.settings.find(mode, id) : undefined;
    if (account === undefined) throw new ProviderAccountNotFound();
    const { check, queryTimeouts } = this.providers.adapter(account.provider);
    if (check === undefined) throw new OperationNotSupported(`${account.provider} offers no call that asks for nothing`);
    this.runtime.assertReady();
    // What was changed a moment ago is what is checked.
    this.directory.forget(id);
    const startedAt = clock.now();
    const opened = await this.providers.open(id, { purpose: 'check', ...queryTimeouts, attempt: 1 });
    const watch: Watch = { answer: undefined, at: 0, detail: undefined };
    const checked: AccountChecked =
      opened === undefined ? { credentials: 'unknown', cause: 'account_unusable' } : await check(watched(opened.call, watch));
    const { answer, at, detail } = watch;
    const clockAheadMs = answer === undefined ? undefined : clockAhead(answer, at);
    return {
      providerAccountId: id,
      checkedAt: new Date(startedAt).toISOString(),
      tookMs: clock.now() - startedAt,
      reachable: answer !== undefined,
      ...checked,
      ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
      ...(answer !== undefined || detail === undefined ? {} : { detail }),
    };
  }
}

type Answered = Extract<HttpOutcome, { type: 'answered' }>;
interface Watch {
  answer: Answered | undefined;
  /** When it was there. */
  at: number;
  /** Why none was. */
  detail: string | undefined;
}

/** The same call; its last answer is noted. */
function watched(call: ProviderCall, watch: Watch): ProviderCall {
  return {
    ...call,
    http: {
      send: async (request) => {
        const outcome = await call.http.send(request);
        if (outcome.type === 'answered') Object.assign(watch, { answer: outcome, at: call.now() });
        else watch.detail = outcome.detail;
        return outcome;
      },
      note: (verdict, answer) => {
        call.http.note(verdict, answer);
      },
    },
  };
}

function clockAhead({ headers }: Answered, at: number): number | undefined {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : date - Math.trunc(at / 1000) * 1000;
}
