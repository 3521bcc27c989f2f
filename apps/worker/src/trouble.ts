import { isConnectionLoss } from '@interlock/persistence';
import type { Logger } from '@nestjs/common';

/** PostgreSQL's absence is one trouble, whichever loop meets it and in whichever words the driver tells it. */
const DATABASE = Symbol('database');

interface Met {
  readonly key: string | typeof DATABASE;
  readonly since: number;
}

/** What keeps the loops from their work: told once when it begins and once when it is over, not with every try. */
export class Trouble {
  private readonly met = new Map<string, Met>();

  constructor(
    private readonly logger: Pick<Logger, 'log' | 'warn' | 'error'>,
    private readonly monotonic: () => number,
  ) {}

  failed(what: string, error: unknown): void {
    // A refusal at each of several addresses has no words of its own.
    const reason = error instanceof Error && error.message !== '' ? error.message : 'no connection';
    const key = isConnectionLoss(error) ? DATABASE : reason;
    if (this.met.get(what)?.key === key) return;
    const told = key === DATABASE && this.databaseAway();
    this.met.set(what, { key, since: this.monotonic() });
    if (told) return;
    if (key === DATABASE) this.logger.warn({ reason }, 'PostgreSQL is away; nothing is claimed until it is back');
    else this.logger.error({ err: error }, `${what} failed; it is tried again`);
  }

  worked(what: string): void {
    const was = this.met.get(what);
    if (was === undefined) return;
    this.met.delete(what);
    if (was.key === DATABASE && this.databaseAway()) return;
    const afterMs = Math.round(this.monotonic() - was.since);
    this.logger.log({ afterMs }, was.key === DATABASE ? 'PostgreSQL is back' : `${what} works again`);
  }

  private databaseAway(): boolean {
    return [...this.met.values()].some(({ key }) => key === DATABASE);
  }
}
