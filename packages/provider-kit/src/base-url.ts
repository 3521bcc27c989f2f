import { z } from 'zod';

/** An account's base URL: http(s), with no credentials, query or fragment; a path is a prefix of every request's path. */
export const baseUrlSchema = z.string().refine(isBaseUrl, { error: 'not a plain http(s) URL' });

function isBaseUrl(text: string): boolean {
  if (text.length > 300 || !URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && !/[?#\s]/.test(text);
}
