import type { Stage } from './stage.js';

/** Payments, and movements back; minor units of whatever currency. */
interface Counted {
  payments: number;
  returns: number;
  net: bigint;
}

/** What the tills are told of all their payments at the end, beside what the payers' accounts saw of them. Returns how many payments differ. */
export async function showTills(stage: Stage, write: (text: string) => void): Promise<number> {
  const tills = count();
  const twins = count();
  let differences = 0;
  for (const till of stage.tills) {
    for (const sn of till.sns) {
      const told = (await till.query(sn)).biz_response?.data;
      const here = { taken: BigInt(told?.['total_amount'] ?? 0), net: BigInt(told?.['net_amount'] ?? -1) };
      add(tills, { payments: 1, returns: here.net < here.taken ? 1 : 0, net: here.net });
      const there = await seen(stage, sn);
      add(twins, there);
      if (there.payments !== 1 || there.net !== here.net) differences += 1;
    }
  }
  const requests = stage.tills.reduce((sum, till) => sum + till.requests, 0);
  write(
    `\nBy the terminal door, signed by MD5: ${String(stage.tills.length)} tills, ${String(requests)} requests; they were told of ${text(tills)}, ` +
      `the payers’ accounts saw ${text(twins)}: ${differences === 0 ? 'ok' : 'DIFFERS'}\n`,
  );
  return differences;
}

const count = (): Counted => ({ payments: 0, returns: 0, net: 0n });
const text = ({ payments, returns }: Counted): string => `${String(payments)} payments and ${String(returns)} returns`;

function add(sum: Counted, { payments, returns, net }: Counted): void {
  sum.payments += payments;
  sum.returns += returns;
  sum.net += net;
}

async function seen(stage: Stage, sn: string): Promise<Counted> {
  const order = await stage.merchant.orderOf(sn);
  const charges = order.operations.filter(({ kind }) => kind === 'sale');
  const payments = (await Promise.all(charges.map(({ provider, providerKey }) => stage.truth(provider, providerKey)))).flat();
  const moved = payments.flatMap((payment) => payment.charges.map(({ amount }) => BigInt(amount)));
  const of = (sign: (amount: bigint) => boolean): number => moved.filter(sign).length;
  return {
    payments: of((amount) => amount > 0n),
    returns: of((amount) => amount < 0n),
    net: moved.reduce((sum, amount) => sum + amount, 0n),
  };
}
