/** Which page of a list, newest first. */
export interface PageInput {
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The cursor of the page after the first `limit` of what was found, where there is one. */
export function nextOf(found: readonly { readonly id: string }[], limit: number): { readonly nextCursor?: string } {
  const last = found.length > limit ? found[limit - 1] : undefined;
  return last === undefined ? {} : { nextCursor: last.id };
}
