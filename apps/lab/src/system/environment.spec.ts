import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@interlock/persistence';
import { serviceEnvironment } from './environment.js';

describe('the environment of a service', () => {
  it.each(['gateway', 'worker'] as const)('is read by the %s as the settings that it was made of', (service) => {
    const settings = readSettings({
      INTERLOCK_PROVIDER_HOSTS: 'upay:pay.example.com,codepay:open.example.com',
      INTERLOCK_WEBHOOK_ALLOW: '10.0.0.0/8,::1/128',
      INTERLOCK_TRUSTED_PROXIES: '192.0.2.0/24',
      INTERLOCK_KEY_RATE: '0',
    });
    expect(readSettings(serviceEnvironment(service, settings))).toEqual(settings);
  });
});
