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
