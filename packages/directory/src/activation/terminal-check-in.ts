import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { inTransaction, tellStale, TerminalKeyRepository } from '@interlock/persistence';
import type { KnownTerminal } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { StaleSettings } from '../cache/stale-settings.js';
import { CheckInRefused } from './errors.js';
import { acceptedKeys, newSigningKey, REPEAT_WINDOW_MS } from './key-rules.js';
import type { DeviceFacts } from './activated-terminals.js';
import type { TerminalIdentity } from './terminal-activation.js';

export interface CheckInRequest extends Pick<DeviceFacts, 'deviceId' | 'osInfo' | 'sdkVersion'> {
  /** Which of the terminal's keys signed it. */
  readonly signedWith: string;
  /** SHA-256 of the request's bytes. */
  readonly requestHash: Buffer;
}

/** Gives a terminal its next key, and keeps the one before. */
@Injectable()
export class TerminalCheckIn {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly repository: TerminalKeyRepository,
    private readonly staleSettings: StaleSettings,
  ) {}

  /**
   * The next key. The same bytes within ten minutes were not heard: they get the key that they asked for. One at a time for each terminal. Throws
   * `CheckInRefused`.
   */
  async checkIn(terminal: KnownTerminal, request: CheckInRequest): Promise<TerminalIdentity> {
    this.runtime.assertReady();
    const { terminalSn } = terminal;
    const stale = { kind: 'terminal', id: terminalSn } as const;
    const terminalKey = await inTransaction(this.runtime.pool, async (transaction) => {
      const key = await this.next(transaction, terminal, request);
      await tellStale(transaction, stale);
      return key;
    });
    this.staleSettings.tell(stale);
    return { terminalSn, terminalKey };
  }

  private async next(transaction: PoolClient, { id }: KnownTerminal, request: CheckInRequest): Promise<string> {
    const { clock, newId } = this.runtime;
    const now = clock.now();
    const held = await this.repository.lock(transaction, id);
    if (held?.deviceId !== request.deviceId) throw new CheckInRefused('device');
    const keys = await this.repository.newest(transaction, id);
    // The caches may have been late: only what is accepted now may ask for the next one.
    if (!acceptedKeys(keys, now).some(({ key }) => key === request.signedWith)) throw new CheckInRefused('key');
    const asked = keys.find(
      ({ requestHash, issuedAt }) => requestHash?.equals(request.requestHash) === true && now - issuedAt.getTime() < REPEAT_WINDOW_MS,
    );
    if (asked !== undefined) return asked.key;
    const key = newSigningKey();
    const number = (keys[0]?.number ?? 0) + 1;
    const { requestHash, osInfo = null, sdkVersion = null } = request;
    await this.repository.issue(transaction, { id: newId(), terminalId: id, number, key, issuedAt: new Date(now), requestHash });
    await this.repository.noteCheckIn(transaction, { id, osInfo, sdkVersion, at: new Date(now) });
    return key;
  }
}
