const DATETIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:?\d{2})$/;
const EPOCH_MS = /^\d{13}$/;

/** ISO 8601 with an offset (`Z`, `+08:00`, `+0800`) in milliseconds since 1970; undefined for anything else, a time without offset too. */
export function readTime(text: string): number | undefined {
  const match = DATETIME.exec(text);
  if (match === null) return undefined;
  const [, local = '', offset = ''] = match;
  const ms = Date.parse(local + (offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset));
  return Number.isNaN(ms) ? undefined : ms;
}

/** As `readTime`; some clients send `Request-Time` as 13 digits of epoch milliseconds. */
export function readHeaderTime(text: string): number | undefined {
  return EPOCH_MS.test(text) ? Number(text) : readTime(text);
}

/** ISO 8601 with a numeric offset and milliseconds. */
export function writeTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}
