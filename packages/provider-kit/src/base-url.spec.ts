import { describe, expect, it } from '@jest/globals';
import { baseUrlSchema } from './base-url.js';

describe('baseUrlSchema', () => {
  it.each(['https://vsi-api.shouqianba.com', 'http://127.0.0.1:3100/upay', 'http://localhost:3100', 'http://[::1]:8443/'])(
    'takes %s',
    (url) => {
      expect(baseUrlSchema.safeParse(url).success).toBe(true);
    },
  );

  it.each([
    '',
    'vsi-api.shouqianba.com',
    'http://vsi-api.shouqianba.com',
    'http://127.0.0.1.example.com',
    'ftp://x',
    'https://user:pass@x',
    'https://x/?a=b',
    'https://x/#a',
    'https:// x',
    'javascript:alert(1)',
    `https://x/${'a'.repeat(300)}`,
  ])('refuses %j', (url) => {
    expect(baseUrlSchema.safeParse(url).success).toBe(false);
  });
});
