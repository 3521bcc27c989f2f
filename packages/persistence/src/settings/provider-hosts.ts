import { PROVIDER_NAMES } from '@interlock/domain';

/** A host that accounts of a provider may name. */
export interface ConfiguredHost {
  readonly provider: string;
  /** `gw.example.com`, or `*.example.com` for every name one label longer. */
  readonly host: string;
}

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** `wallet:pay.example.com,codepay:*.example.com` */
export function parseProviderHosts(text: string): readonly ConfiguredHost[] {
  return text.split(',').map((entry) => {
    const [provider = '', host = '', ...more] = entry.trim().split(':');
    return { provider, host: more.length === 0 ? host.toLowerCase() : '' };
  });
}

export function areProviderHosts(hosts: readonly ConfiguredHost[]): boolean {
  const names: readonly string[] = PROVIDER_NAMES;
  return hosts.every(({ provider, host }) => names.includes(provider) && HOST.test(host));
}
