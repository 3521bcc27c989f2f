/** Who did it, under which request; every transition names both. */
export interface Cause {
  readonly cause: string;
  readonly actor: string;
  readonly requestId: string;
}
