import { currencyCode, PROVIDER_NAMES } from '@interlock/domain';
import { TerminalRepository } from '@interlock/persistence';
import type pg from 'pg';
import { CODEPAY_STORE_NO, CODEPAY_TERMINAL_SN, DEMO_TERMINAL_SN, demoCurrencies, demoIds, demoStores } from './ids.js';

/** A store in each provider's currency, and the terminal that is CodePay's POS; each where there is none. */
export async function seedStores({ pool, now }: { readonly pool: pg.Pool; readonly now: () => number }): Promise<void> {
  const terminals = new TerminalRepository(pool);
  const merchantId = demoIds.merchant;
  const createdAt = new Date(now());
  for (const provider of PROVIDER_NAMES) {
    const { storeNo } = demoStores[provider];
    if ((await terminals.findStore(merchantId, storeNo)) !== undefined) continue;
    const currency = currencyCode(demoCurrencies[provider]);
    await terminals.insertStore({ ...demoStores[provider], merchantId, currency, timeZone: 'UTC', createdAt });
  }
  const { id: storeId, storeNo } = demoStores.codepay;
  const providerAccountId = demoIds.codepay;
  if ((await terminals.findStoreAt(merchantId, storeNo, providerAccountId)) === undefined)
    await terminals.bindStore({ storeId, providerAccountId, providerStoreNo: CODEPAY_STORE_NO, createdAt });
  const terminalId = demoIds.terminal;
  if ((await terminals.findTerminal(merchantId, DEMO_TERMINAL_SN)) === undefined) {
    const terminal = { id: terminalId, merchantId, storeId, terminalSn: DEMO_TERMINAL_SN, name: 'Demo POS', enabled: true };
    await terminals.insertTerminal({ ...terminal, createdAt });
  }
  const terminal = await terminals.findTerminal(merchantId, DEMO_TERMINAL_SN);
  if (terminal?.bindings.some((binding) => binding.providerAccountId === providerAccountId) === true) return;
  await terminals.bind({ terminalId, providerAccountId, providerTerminalSn: CODEPAY_TERMINAL_SN, createdAt });
}
