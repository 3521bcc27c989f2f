import { describe, expect, it } from '@jest/globals';
import { unreachableRegistry } from './registry-error.mjs';

describe('the reason why packages cannot be installed', () => {
  it.each([
    [
      'npx, name unknown',
      'npm error network request to https://registry.test/pnpm failed, reason: getaddrinfo ENOTFOUND registry.test',
      /its name/,
    ],
    [
      'npx, refused',
      'npm error FetchError: request to https://registry.test/pnpm failed, reason: connect ECONNREFUSED 10.0.0.1:443',
      /refuses/,
    ],
    [
      'npx, silent',
      'npm error network request to https://registry.test/pnpm failed, reason: connect ETIMEDOUT 10.0.0.1:443',
      /does not answer/,
    ],
    ['npx, certificate', 'npm error request to https://registry.test/pnpm failed, reason: SELF_SIGNED_CERT_IN_CHAIN', /certificate/],
    [
      'pnpm, name unknown',
      '[WARN] GET https://registry.test/a/-/a-1.tgz error (client error (Connect): dns error: Name or service not known)',
      /its name/,
    ],
    [
      'pnpm, refused',
      '[WARN] GET https://registry.test/a/-/a-1.tgz error (tcp connect error: Connection refused (os error 111))',
      /refuses/,
    ],
    ['pnpm, silent', '[WARN] GET https://registry.test/a/-/a-1.tgz error (error sending request: operation timed out)', /does not answer/],
  ])('is the unreachable registry: %s', (_what, line, reason) => {
    expect(unreachableRegistry(['some other line', line])).toMatch(/^the packages cannot be installed: registry\.test cannot be reached: /);
    expect(unreachableRegistry(['some other line', line])).toMatch(reason);
  });

  it.each([
    'ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json',
    'npm error 404 Not Found - GET https://registry.test/nothing - Not found',
    '[WARN] Unsupported engine for cookie@2.0.2: wanted: {"node":">=22"}',
  ])('is another one: %s', (line) => {
    expect(unreachableRegistry([line])).toBeUndefined();
  });
});
