import type { OrderState } from '@interlock/domain';
import type { Checked } from '@interlock/orders/invariants';
import { readOrder, type OperationRecord, type OrderWithOperations } from '@interlock/persistence';
import type { PaymentView } from '@interlock/sandbox';
import type pg from 'pg';
import { compareBooks, type BookLine } from '../demo/books.js';
import { demoIds } from '../demo-merchant/ids.js';
import { eventually, type ControlDoor } from '../system/index.js';
import type { Sale } from './sale.js';

/** Several times what the product's own windows allow (the time-out of a call, what a provider may need to show it): it bounds a hang, on a busy machine too. */
const ENDS_WITHIN_MS = 400_000;
/** Such an end is a minute away: asking for it must not cost what the others wait for. */
const EVERY_MS = 200;

/** What our rows say, asked of PostgreSQL itself, and what the payers' account saw. */
export class Books {
  constructor(
    readonly pool: pg.Pool,
    private readonly control: ControlDoor,
    private readonly databaseUrl: string,
  ) {}

  /** Throws where there is no such order. */
  async order({ merchantOrderNo }: Sale): Promise<OrderWithOperations> {
    const read = await readOrder(this.pool, 'byMerchantOrderNo', [demoIds.merchant, merchantOrderNo]);
    if (read === undefined) throw new Error(`${merchantOrderNo} is not there`);
    return read;
  }

  /** The order's only operation. Throws where it has none or several. */
  async onlyOperation(sale: Sale): Promise<OperationRecord> {
    const { operations } = await this.order(sale);
    const [only, ...others] = operations;
    if (only === undefined || others.length > 0) throw new Error(`${sale.merchantOrderNo} has ${String(operations.length)} operations`);
    return only;
  }

  /** Waits for something to be true of an order. Throws, with what it is instead. */
  async until(sale: Sale, what: string, holds: (read: OrderWithOperations) => boolean): Promise<OrderWithOperations> {
    let last = 'not there';
    const ask = async (): Promise<OrderWithOperations | false> => {
      const read = await this.order(sale);
      last = describe(read);
      return holds(read) && read;
    };
    return eventually(`${sale.merchantOrderNo} ${what}`, ask, { withinMs: ENDS_WITHIN_MS, everyMs: EVERY_MS }).catch((error: unknown) => {
      throw new Error(`${sale.merchantOrderNo} ${what}: it is ${last}`, { cause: error });
    });
  }

  /** Waits until the order is in this state. */
  reaches(sale: Sale, state: OrderState): Promise<OrderWithOperations> {
    return this.until(sale, `is ${state}`, ({ order }) => order.state === state);
  }

  /** What the payer's account saw of the order's charges, under all of their keys. */
  async truthOf(sale: Sale): Promise<readonly PaymentView[]> {
    const { operations } = await this.order(sale);
    const keys = new Set(operations.map(({ providerKey }) => providerKey));
    return (await this.control.truth('upay')).filter(({ key }) => keys.has(key));
  }

  /** How the payer's money moved: "+10000", or "+10000 -10000" where it was given back. */
  async movedFor(sale: Sale): Promise<string> {
    const payments = await this.truthOf(sale);
    return payments.flatMap(({ charges }) => charges.map(({ amount }) => (amount.startsWith('-') ? amount : `+${amount}`))).join(' ');
  }

  /** Charges of which our entries and the payers' account do not say the same; and what in our rows must never be so. */
  async differences(): Promise<{ readonly lines: readonly BookLine[]; readonly violations: readonly Checked[] }> {
    const { lines, violations } = await compareBooks(this.databaseUrl, this.control);
    return { lines: lines.filter((line) => !line.equal), violations };
  }
}

function describe({ order, operations }: OrderWithOperations): string {
  const each = operations.map(
    ({ kind, outcome, lease, looks }) => `${kind} ${outcome ?? 'running'} lease ${String(lease)} looks ${String(looks)}`,
  );
  return `${order.state}: ${each.join(', ')}`;
}
