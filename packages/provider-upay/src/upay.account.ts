import type { ProviderCall } from '@interlock/provider-kit';
import type { UpaySecrets, UpaySettings } from './upay.settings.js';

export interface UpayAccount {
  readonly settings: UpaySettings;
  readonly secrets: UpaySecrets;
}

/** The account of a call: checked by `upaySettings` and `upaySecrets` when it was written, so it is not parsed again for each call. */
export function accountOf(call: Pick<ProviderCall, 'settings' | 'secrets'>): UpayAccount {
  return { settings: call.settings as UpaySettings, secrets: call.secrets as UpaySecrets };
}

/** Who signs: the serial of the header, and the keys in the order in which they are tried. */
export interface Signer {
  readonly sn: string;
  readonly keys: readonly [string, ...string[]];
}

/** The account's terminal; undefined before it is activated. */
export function terminalOf({ settings, secrets }: UpayAccount): Signer | undefined {
  if (settings.terminalSn === undefined || secrets.terminalKey === undefined) return undefined;
  const { terminalKey, previousTerminalKey } = secrets;
  return { sn: settings.terminalSn, keys: previousTerminalKey === undefined ? [terminalKey] : [terminalKey, previousTerminalKey] };
}

/** What is hidden wherever it stands in a transcript. */
export function secretsOf({ secrets }: UpayAccount): string[] {
  return [secrets.terminalKey, secrets.previousTerminalKey, secrets.vendorKey].filter((secret) => secret !== undefined);
}
