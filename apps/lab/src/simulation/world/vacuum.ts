import type { ClientBase } from 'pg';

/** So many effects lie between two of them. */
const EVERY = 3_000;
/** What every effect writes into, and what is looked for in it by its first rows. Pages are kept, for a run is short. */
const statement = 'vacuum (truncate off, skip_database_stats on) "order", operation, webhook_delivery, account_pace, outbox';

/**
 * Takes away the dead rows that a queue leaves behind: every claim would step over those of all before it. It comes after so many effects, and so at the
 * same ones in every run of a seed; PostgreSQL's own, which comes by everybody's time, is turned off, for where rows lie is the order in which they are found.
 */
export class Vacuum {
  private last = 0;

  constructor(private readonly connection: ClientBase) {}

  isDue(released: number): boolean {
    return released - this.last >= EVERY;
  }

  async run(released: number): Promise<void> {
    this.last = released;
    await this.connection.query(statement);
  }
}
