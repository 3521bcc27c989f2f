import { randomBytes } from 'node:crypto';
import type { PageAction } from '@interlock/domain';

/** A page of ours for a payer's browser: it runs nothing but what carries the nonce, and tells no other site where it came from. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const headers = (policy: string): Page['headers'] => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': policy,
});

/** A form that sends itself, for providers whose page is opened by POST; with a button where scripts do not run. */
export function formPage({ url, form = {} }: PageAction): Page {
  const nonce = randomBytes(16).toString('base64');
  const fields = Object.entries(form).map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Payment</title></head><body><form method="post" action="${escaped(url)}">${fields.join('')}<button>Continue to the payment</button></form>
<script nonce="${nonce}">document.forms[0].submit()</script></body></html>`;
  return {
    status: 200,
    headers: headers(`default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`),
    body,
  };
}

/** The order is paid, closed or expired, or there never was one: whoever asks is not told which. */
export function nothingPage(): Page {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Payment</title></head><body><p>There is nothing to pay here any more.</p></body></html>`;
  return { status: 410, headers: headers("default-src 'none'; base-uri 'none'; frame-ancestors 'none'"), body };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
