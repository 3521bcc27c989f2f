/** SQLSTATE classes and codes of a server that ends, starts or cannot be reached (PostgreSQL, Appendix A). */
const SERVER_AWAY = /^(08...|57P0[1-3]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/;
/** What the driver and its pool say without a code. */
const DRIVER_WORDS = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/**
 * Whether a statement failed because there was no connection, or none any more. It may have been done or not: only what is harmless to
 * repeat may be repeated.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return SERVER_AWAY.test(code) || DRIVER_WORDS.test(message);
}
