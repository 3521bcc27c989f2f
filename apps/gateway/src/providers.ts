import { codepayAdapter } from '@interlock/provider-codepay';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { upayAdapter } from '@interlock/provider-upay';
import { walletAdapter } from '@interlock/provider-wallet';

/** Every provider that this process can ask; the only place of the gateway that names one. */
export const providers: readonly ProviderAdapter[] = [upayAdapter, codepayAdapter, walletAdapter];
