import { CheckInAccounts, KeepAgreements, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { NotReady } from '@interlock/domain';
import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Trouble } from './trouble.js';

/** Keys and agreements live for hours and days. */
const PAUSE_MS = 5_000;

/** Keeps what grows old: agreements are renewed and ended, accounts are given their next key. */
@Injectable()
export class Upkeep {
  private readonly trouble: Trouble;
  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly commands: CommandBus,
  ) {
    this.trouble = new Trouble(new Logger('Upkeep'), this.runtime.clock.monotonic);
  }

  start(): void {
    this.loops = [
      this.loop('keeping agreements', () => this.commands.execute<KeepAgreements, number>(new KeepAgreements())),
      this.loop('checking accounts in', () => this.commands.execute<CheckInAccounts, number>(new CheckInAccounts())),
    ];
  }

  /** Begins nothing more and waits for the turn that runs; its calls have time-outs of their own, and its rows leases. */
  async stop(timeoutMs: number): Promise<void> {
    this.stopping.abort();
    const over = new AbortController();
    await Promise.race([Promise.all(this.loops), setTimeout(timeoutMs, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort();
  }

  private async loop(what: string, turn: () => Promise<number>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        this.runtime.assertReady();
        await turn();
        this.trouble.worked(what);
      } catch (error) {
        if (!(error instanceof NotReady)) this.trouble.failed(what, error);
      }
      // Ends early when the worker is stopped.
      await setTimeout(PAUSE_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }
}
