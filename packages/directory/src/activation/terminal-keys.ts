import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { TerminalKeyRepository } from '@interlock/persistence';
import type { KnownTerminal } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { BriefCache } from '../cache/brief-cache.js';
import { settingsCache } from '../cache/settings-cache.js';
import { StaleSettings } from '../cache/stale-settings.js';
import { acceptedKeys } from './key-rules.js';

/** How often one terminal is read anew because a signature did not fit: whoever sends rubbish costs us no more than this. */
const REREAD_EVERY_MS = 1_000;
const MOST_REREAD = 10_000;

/** Terminals and what they sign with, by serial, read at most every five seconds; a check-in on another gateway is heard of sooner. */
@Injectable()
export class TerminalKeys {
  private readonly cache: BriefCache<KnownTerminal>;
  private readonly reread = new Map<string, number>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly repository: TerminalKeyRepository,
    staleSettings: StaleSettings,
  ) {
    this.cache = settingsCache('terminal', runtime.clock.monotonic, staleSettings);
    // Whether a merchant is disabled is read with each of its terminals; that changes so seldom that all of them may be read anew.
    staleSettings.onStale((stale) => {
      if (stale?.kind === 'merchant') this.cache.forgetAll();
    });
  }

  find(terminalSn: string): Promise<KnownTerminal | undefined> {
    return this.cache.get(terminalSn, () => this.repository.find(terminalSn));
  }

  /** Past the cache, for a signature that fits nothing that is known here. Who asks again within a second gets what that read brought. */
  async findAnew(terminalSn: string): Promise<KnownTerminal | undefined> {
    const now = this.runtime.clock.monotonic();
    const before = this.reread.get(terminalSn);
    if (before !== undefined && now - before < REREAD_EVERY_MS) return this.find(terminalSn);
    if (this.reread.size >= MOST_REREAD) this.reread.clear();
    this.reread.set(terminalSn, now);
    this.cache.forget(terminalSn);
    return this.find(terminalSn);
  }

  /** What its requests may be signed with now, newest first. */
  keysOf({ keys }: KnownTerminal): readonly string[] {
    return acceptedKeys(keys, this.runtime.clock.now()).map(({ key }) => key);
  }
}
