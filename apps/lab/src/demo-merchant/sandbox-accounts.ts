import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxAccounts } from '@interlock/sandbox';
import type { DemoIdentities } from './identities.js';
import {
  CODEPAY_APP_ID,
  CODEPAY_MERCHANT_NO,
  CODEPAY_TERMINAL_SN,
  demoCurrencies,
  upayTerminals,
  WALLET_CLIENT_ID,
  WALLET_KEY_VERSION,
} from './ids.js';

const FILE = 'sandbox-accounts.json';

/** The demo merchant as the providers know it: the other half of what `seedDemoMerchant` writes. */
export function sandboxAccountsOf({ upayKeys, codepay, wallet, agreement }: DemoIdentities): SandboxAccounts {
  return {
    upay: (['upayFirst', 'upaySecond'] as const).map((name) => ({
      terminalSn: upayTerminals[name],
      terminalKey: upayKeys[name],
      currency: demoCurrencies.upay,
    })),
    codepay: [
      {
        appId: CODEPAY_APP_ID,
        merchantNo: CODEPAY_MERCHANT_NO,
        appPublicKey: codepay.app.publicKey,
        gatewayPrivateKey: codepay.gateway.privateKey,
        terminals: [CODEPAY_TERMINAL_SN],
        currency: demoCurrencies.codepay,
      },
    ],
    wallet: [
      {
        clientId: WALLET_CLIENT_ID,
        merchantPublicKey: wallet.merchant.publicKey,
        walletPrivateKey: wallet.wallet.privateKey,
        keyVersion: String(WALLET_KEY_VERSION),
        agreements: [{ accessToken: agreement.accessToken }],
      },
    ],
  };
}

/** Writes the file that the sandbox reads at its start, for our own account alone; returns its path. `changed`: who else may call. */
export async function writeSandboxAccounts(
  dataDir: string,
  identities: DemoIdentities,
  changed: (demo: SandboxAccounts) => SandboxAccounts = (demo) => demo,
): Promise<string> {
  const file = join(dataDir, FILE);
  await writeFile(`${file}.new`, JSON.stringify(changed(sandboxAccountsOf(identities))), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return file;
}
