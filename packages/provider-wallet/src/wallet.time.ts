const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/;

/** `YYYY-MM-DDThh:mm:ss+00:00` from epoch milliseconds: ISO 8601 with a numeric offset, as every wallet document prints it. */
export function walletTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}+00:00`;
}

/** Epoch milliseconds of an ISO 8601 time with an offset (`Z`, `+08:30`, `+0830`). A time without one could be any hour: nothing. */
export function parseWalletTime(text: string): number | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const [offsetHours, offsetMinutes] = [part(9), part(10)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 18 || offsetMinutes > 59) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  // Date.UTC rolls 30 February over into March; a date that does not come back as it was written does not exist.
  if (!new Date(midnight).toISOString().startsWith(text.slice(0, 10))) return undefined;
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return midnight + (hour * 60 + minute - offset) * 60_000 + second * 1000 + milliseconds;
}

/** A `Request-Time` or `Response-Time`: as above, or 13 digits of epoch milliseconds, which one SDK sends. */
export function parseHeaderTime(text: string): number | undefined {
  return /^\d{13}$/.test(text) ? Number(text) : parseWalletTime(text);
}
