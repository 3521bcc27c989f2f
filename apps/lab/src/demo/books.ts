import { PROVIDER_NAMES, type ProviderName } from '@interlock/domain';
import { checkInvariants, violationsOf, type Checked } from '@interlock/orders/invariants';
import { createPool } from '@interlock/persistence';
import type { PaymentView } from '@interlock/sandbox';
import type { ControlDoor } from '../system/index.js';
import { CODEPAY_APP_ID, demoIds, upayTerminals, WALLET_CLIENT_ID } from '../demo-merchant/ids.js';
import { accountName } from './stage.js';

/** One charge at one provider account: what our books say of it, and what the payer's account saw. */
export interface BookLine {
  readonly account: string;
  readonly order: string;
  readonly currency: string;
  /** Minor units; absent: nothing is known of it there. */
  readonly ours: Moved | undefined;
  readonly theirs: Moved | undefined;
  /** Both sides say the same, at the same account and in the same currency. */
  readonly equal: boolean;
}
export interface Moved {
  readonly taken: bigint;
  readonly returned: bigint;
}

interface OurRow extends Moved {
  readonly provider: ProviderName;
  readonly accountId: string;
  readonly key: string;
  readonly order: string;
  readonly currency: string;
}

/** What the provider owes us for each charge, from the entries of its operations alone. */
const ourBooks = `
select c.provider, c.provider_account_id as "accountId", c.provider_key as key, o.merchant_order_no as "order", o.currency,
  coalesce(sum(e.amount_minor) filter (where e.amount_minor > 0), 0)::bigint as taken,
  coalesce(-sum(e.amount_minor) filter (where e.amount_minor < 0), 0)::bigint as returned
from operation c join "order" o on o.id = c.order_id
  left join operation p on p.charge_id = c.id
  left join entry e on e.operation_id = p.id and e.account = 'provider_receivable'
where c.charge_id = c.id group by c.id, o.id order by c.provider_account_id, c.id`;

/** How each account is known to its provider. */
const identities: Readonly<Record<string, string>> = {
  [demoIds.upayFirst]: upayTerminals.upayFirst,
  [demoIds.upaySecond]: upayTerminals.upaySecond,
  [demoIds.codepay]: CODEPAY_APP_ID,
  [demoIds.wallet]: WALLET_CLIENT_ID,
};

/** Our books beside the twins' truth, a line per charge; what only one side knows is a line too; and what in our rows must never be so. */
export async function compareBooks(
  databaseUrl: string,
  door: ControlDoor,
  /** Names at their providers of accounts beside the demo merchant's. */
  others: Readonly<Record<string, string>> = {},
): Promise<{ readonly lines: readonly BookLine[]; readonly violations: readonly Checked[] }> {
  const pool = createPool(databaseUrl, { max: 1, applicationName: 'interlock demo' });
  try {
    const ours = await pool.query<OurRow>(ourBooks);
    const lines: BookLine[] = [];
    const told = new Map<ProviderName, PaymentView[]>();
    for (const provider of PROVIDER_NAMES) told.set(provider, [...(await door.truth(provider))]);
    for (const row of ours.rows) {
      const payments = told.get(row.provider) ?? [];
      const at = payments.findIndex((payment) => payment.key === row.key);
      const [payment] = at === -1 ? [] : payments.splice(at, 1);
      const theirs = payment && { taken: BigInt(payment.charged), returned: BigInt(payment.refunded) };
      // A provider that never heard of a charge took nothing for it.
      const { taken, returned } = theirs ?? { taken: 0n, returned: 0n };
      const atHome =
        payment === undefined || (payment.account === { ...identities, ...others }[row.accountId] && payment.currency === row.currency);
      const equal = atHome && taken === row.taken && returned === row.returned;
      const { currency, order } = row;
      lines.push({ account: accountName(row.accountId), order, currency, ours: row, theirs, equal });
    }
    for (const payment of [...told.values()].flat()) {
      const theirs = { taken: BigInt(payment.charged), returned: BigInt(payment.refunded) };
      lines.push({ account: payment.account, order: payment.key, currency: payment.currency, ours: undefined, theirs, equal: false });
    }
    return { lines, violations: violationsOf(await checkInvariants(pool)) };
  } finally {
    await pool.end();
  }
}

/** The sums of both sides per account, as further lines of the same kind. */
export function totals(lines: readonly BookLine[]): readonly BookLine[] {
  const accounts = [...new Set(lines.map(({ account }) => account))];
  return accounts.map((account) => {
    const of = lines.filter((line) => line.account === account);
    const ours = sum(of.map((line) => line.ours));
    const theirs = sum(of.map((line) => line.theirs));
    const equal = ours.taken === theirs.taken && ours.returned === theirs.returned;
    return { account, order: `all ${String(of.length)}`, currency: of[0]?.currency ?? '', ours, theirs, equal };
  });
}

function sum(moved: readonly (Moved | undefined)[]): Moved {
  const add = (of: (one: Moved) => bigint): bigint => moved.reduce((total, one) => total + (one === undefined ? 0n : of(one)), 0n);
  return { taken: add((one) => one.taken), returned: add((one) => one.returned) };
}
