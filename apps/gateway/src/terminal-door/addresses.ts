const PREFIXES = ['/terminal/', '/upay/'];

/** The doors of tills: their bodies stay bytes, are logged nowhere, and are answered in the protocol's own envelope whatever happens. */
export function isTerminalDoor(path: string | undefined): boolean {
  return PREFIXES.some((prefix) => path?.startsWith(prefix) === true);
}
