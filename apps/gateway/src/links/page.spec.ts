import { describe, expect, it } from '@jest/globals';
import { formPage } from './page.js';

describe('a page that sends a form', () => {
  it('lets no member of the form, and no address, be anything but text', () => {
    const hostile = { [`a"><script>`]: `"><img src=x onerror=alert(1)>` };
    const { body } = formPage({ type: 'redirect', url: 'https://w.example/?a=1&b="x"', httpMethod: 'POST', form: hostile });
    expect(body).not.toContain('<img');
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).toContain('action="https://w.example/?a=1&amp;b=&quot;x&quot;"');
  });

  it('runs the one script that carries its nonce, which is another each time', () => {
    const nonces = [1, 2].map(() => {
      const { headers, body } = formPage({ type: 'redirect', url: 'https://w.example', httpMethod: 'POST' });
      const nonce = /script-src 'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '';
      expect(body).toContain(`<script nonce="${nonce}">`);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });
});
