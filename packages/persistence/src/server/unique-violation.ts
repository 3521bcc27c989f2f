/** PostgreSQL's unique_violation of one of these constraints: in a begin, that is an answer. */
export function isUniqueViolation(error: unknown, ...constraints: readonly string[]): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return false;
  return 'constraint' in error && constraints.some((constraint) => constraint === error.constraint);
}
