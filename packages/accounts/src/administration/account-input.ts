import type { OpenAccount } from '@interlock/persistence';
import type { AccountFault, ProviderAdapter } from '@interlock/provider-kit';
import type { z } from 'zod';
import { InvalidAccount } from '../errors.js';
import type { ProviderHosts } from './provider-hosts.js';

type Given = Pick<OpenAccount, 'currency'> & { readonly settings: unknown; readonly secrets: unknown };

/** Settings and secrets as they are kept. */
export interface CheckedAccount {
  readonly settings: Record<string, unknown>;
  readonly secrets: unknown;
}

/**
 * Judges an account as its provider's adapter does, and in the form in which it is kept. Throws `InvalidAccount`, which names every member at
 * fault (`settings.baseUrl`, `secrets.walletPublicKeys.7`) and repeats no value.
 */
export function checkedAccount(adapter: ProviderAdapter, given: Given, hosts: ProviderHosts): CheckedAccount {
  const settings = adapter.settingsSchema.safeParse(given.settings);
  const secrets = adapter.secretsSchema.safeParse(given.secrets);
  const faults = [...faultsOf('settings', settings.error), ...faultsOf('secrets', secrets.error)];
  if (adapter.limits.currencies?.includes(given.currency) === false)
    faults.push({ path: 'currency', message: `must be one that ${adapter.name} has: ${adapter.limits.currencies.join(', ')}` });
  if (settings.success) {
    const host = hosts.fault(adapter, (settings.data as { readonly baseUrl: string }).baseUrl);
    if (host !== undefined) faults.push({ path: 'settings.baseUrl', message: host });
  }
  if (settings.success && secrets.success && faults.length === 0)
    faults.push(...(adapter.accountFaults?.(settings.data, secrets.data) ?? []));
  if (faults.length > 0) throw new InvalidAccount(faults);
  return { settings: settings.data as Record<string, unknown>, secrets: secrets.data };
}

function faultsOf(root: 'settings' | 'secrets', error: z.ZodError | undefined): AccountFault[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [root, ...issue.path].map((part) => String(part).slice(0, 64));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key.slice(0, 64)].join('.'), message: 'is not known' }));
    return [{ path: path.join('.'), message: issue.message }];
  });
}
