import { isIPv4 } from 'node:net';
import { z } from 'zod';

/**
 * An account's base URL: https, or http to loopback alone, because an answer is believed only over TLS or loopback where the protocol signs none.
 * No credentials, query or fragment; a path is a prefix of every request's path.
 */
export const baseUrlSchema = z.string().refine(isBaseUrl, { error: 'not a plain https URL (http only to loopback)' });

function isBaseUrl(text: string): boolean {
  if (text.length > 300 || /[?#\s]/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}
