/** Words by which npx (npm's error codes) and pnpm (its own sentences) tell that the registry was not reached, and what each means. */
const reasons = [
  { pattern: /ENOTFOUND|EAI_AGAIN|dns error|getaddrinfo/i, reason: 'its name is not known (no network, or no DNS?)' },
  { pattern: /ECONNREFUSED|connection refused/i, reason: 'it refuses the connection' },
  { pattern: /ETIMEDOUT|ERR_SOCKET_TIMEOUT|ESOCKETTIMEDOUT|timed? ?out/i, reason: 'it does not answer in time' },
  { pattern: /ECONNRESET|EHOSTUNREACH|ENETUNREACH|unreachable|connection reset/i, reason: 'the network breaks the connection' },
  {
    pattern: /UNABLE_TO_|SELF_SIGNED_CERT|CERT_|certificate/i,
    reason: 'its certificate is not trusted (a proxy in between? see NODE_EXTRA_CA_CERTS)',
  },
];

/** Whether this line of a tool's output tells of a request that did not reach the registry. */
export function tellsOfNetwork(/** @type {string} */ line) {
  return /\berror\b|\bERR_|reason:/i.test(line) && reasons.some(({ pattern }) => pattern.test(line));
}

/**
 * The one line for an installation that failed because the registry cannot be reached, or `undefined` when it failed for another reason.
 * @param {readonly string[]} lines what npx and pnpm said
 */
export function unreachableRegistry(lines) {
  const line = lines.find(tellsOfNetwork);
  const reason = line && reasons.find(({ pattern }) => pattern.test(line))?.reason;
  if (!reason) return undefined;
  const url = lines.map((said) => /https?:\/\/[^\s/"'()]+/.exec(said)?.[0]).find((found) => found !== undefined);
  const where = url ? new URL(url).host : 'the npm registry';
  return `the packages cannot be installed: ${where} cannot be reached: ${reason}`;
}
