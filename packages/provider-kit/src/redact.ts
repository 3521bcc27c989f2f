/** Keeps the ends of a text, for people to recognise it by; the middle becomes `*`. A text too short to hide at least four characters is hidden whole. */
export function maskMiddle(text: string, head: number, tail: number): string {
  if (text.length < head + tail + 4) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail);
}

/** A scanned payer code: its issuer's prefix and four digits to compare with a receipt. */
export const maskPayerCode = (code: string): string => maskMiddle(code, 2, 4);

/** A card or account number: first six and last four, as PCI DSS 4.0 (3.4.1) allows. */
export const maskAccount = (account: string): string => maskMiddle(account, 6, 4);

export const HIDDEN = '***';

export interface Redaction {
  /** Masks by member name, wherever it stands; text, or a whole member that is no text, is replaced. */
  readonly fields?: Readonly<Record<string, (text: string) => string>>;
  /** Values of this call (keys, tokens, the payer's code) that are hidden even where a provider echoes them in another member. */
  readonly secrets?: readonly string[];
}

const MAX_DEPTH = 12;
const MAX_TEXT = 4096;

/** A copy of a JSON value that may be stored. Never throws; what nests deeper than 12 levels is dropped, texts are cut at 4096 characters. */
export function redact(value: unknown, redaction: Redaction): unknown {
  const secrets = (redaction.secrets ?? []).filter((secret) => secret.length >= 4);
  return walk(value, redaction.fields ?? {}, secrets, 0);
}

function walk(value: unknown, fields: NonNullable<Redaction['fields']>, secrets: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return hide(value, secrets);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return HIDDEN;
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, fields, secrets, depth + 1));
  const entries = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const mask = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [hide(name, secrets), mask === undefined ? walk(member, fields, secrets, depth + 1) : hide(masked(member, mask), secrets)];
  });
  return Object.fromEntries(entries);
}

function masked(member: unknown, mask: (text: string) => string): string {
  return typeof member === 'string' ? mask(member) : HIDDEN;
}

/** Every name and text of a transcript comes through here, and nearly all of them hold nothing to hide: looking is cheaper than replacing. */
function hide(text: string, secrets: readonly string[]): string {
  let hidden = text;
  for (const secret of secrets) if (hidden.includes(secret)) hidden = hidden.replaceAll(secret, HIDDEN);
  if (hidden.length > MAX_TEXT) hidden = hidden.slice(0, MAX_TEXT);
  // PostgreSQL's jsonb holds neither NUL nor half a surrogate pair, and a provider can send both.
  if (hidden.includes('\u0000')) hidden = hidden.replaceAll('\u0000', '\uFFFD');
  return hidden.toWellFormed();
}
