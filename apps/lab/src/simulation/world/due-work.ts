import type { ClientBase } from 'pg';

/** By the name of the worker's step that does it. */
const firstDue: Readonly<Record<string, string>> = {
  'claiming what is due': `select min(due_at) from operation where due_at is not null`,
  'carrying on batches': `select min(due_at) from batch where due_at is not null`,
  'delivering webhooks': `select min(due_at) from webhook_delivery where due_at is not null`,
  // As the worker's own statement, by the first that its index has: a minimum beside a "not exists" would look at every order.
  expiring: `select expires_at from "order" where not expiry_handled and state in ('created', 'pending', 'uncertain') and expires_at is not null
    and cancel_requested is null and not exists (select 1 from operation c where c.order_id = "order".id and c.open_exclusive is not null)
    order by expires_at limit 1`,
};
const steps = Object.keys(firstDue);
const statement = {
  name: 'simulation_due_work',
  text: `select ${steps.map((step, index) => `(${firstDue[step] ?? ''}) as step_${String(index)}`).join(', ')}`,
};

interface DueWork {
  /** Epoch milliseconds; Infinity where nothing waits. */
  readonly at: number;
  /** The steps that find something by a moment. */
  readonly by: (moment: number) => ReadonlySet<string>;
}

/** When a worker's steps find something to do, by the conditions of their own statements: polling costs a time that costs nothing, but not us. */
export class DueWorks {
  private known: DueWork | undefined;

  constructor(private readonly connection: ClientBase) {}

  /** What was read is out of date. */
  readonly written = (): void => {
    this.known = undefined;
  };

  async next(): Promise<DueWork> {
    return (this.known ??= await this.read());
  }

  private async read(): Promise<DueWork> {
    const { rows } = await this.connection.query<Record<string, Date | null>>(statement);
    const at = steps.map((_, index) => rows[0]?.[`step_${String(index)}`]?.getTime() ?? Infinity);
    return {
      at: Math.min(...at),
      by: (moment) => new Set(steps.filter((_, index) => (at[index] ?? Infinity) <= moment)),
    };
  }
}
