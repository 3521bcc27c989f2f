import { CheckInAccounts, KeepAgreements, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Trouble } from './trouble.js';
import { Turns } from './turns.js';
import type { Job, Turn } from './turns.js';

/** Keys and agreements live for hours and days. */
const PAUSE_MS = 5_000;

/** Keeps what grows old: agreements are renewed and ended, accounts are given their next key. */
@Injectable()
export class Upkeep implements Job {
  readonly steps: readonly Turn[] = [
    this.turn('keeping agreements', () => this.commands.execute<KeepAgreements, number>(new KeepAgreements())),
    this.turn('checking accounts in', () => this.commands.execute<CheckInAccounts, number>(new CheckInAccounts())),
  ];
  private readonly turns: Turns;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly commands: CommandBus,
    trouble: Trouble,
  ) {
    this.turns = new Turns(trouble);
  }

  start(): void {
    this.turns.start(...this.steps);
  }

  /** Begins nothing more and waits for the turn that runs; its calls have time-outs of their own, and its rows leases. */
  stop(timeoutMs: number): Promise<void> {
    return this.turns.stop(timeoutMs);
  }

  private turn(what: string, keep: () => Promise<number>): Turn {
    const take = async (): Promise<boolean> => {
      this.runtime.assertReady();
      await keep();
      return false;
    };
    return { what, pauseMs: PAUSE_MS, take };
  }
}
