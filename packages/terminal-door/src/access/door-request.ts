/** A request as it came. */
export interface DoorRequest {
  readonly authorization: string | undefined;
  /** The bytes: the signature covers them. */
  readonly body: Buffer;
  /** Where it came from; a proxy that is believed is seen through. */
  readonly address: string;
  readonly comesFrom: (networks: readonly string[]) => boolean;
  /** By TLS, or from this machine itself. */
  readonly secure: boolean;
  /** Takes one request from the share of a terminal, a vendor or this address; where nothing is left of it, in how many seconds there is again, else 0. */
  readonly waitSeconds: (whose: 'terminal' | 'vendor' | 'address', id?: string) => number;
  readonly requestId: string;
  /** Nobody waits for the answer any more. */
  readonly isGone: () => boolean;
  /** The normal form of an address that notifications may go to. Throws where they may not. */
  readonly accepted: (path: string, url: string) => string;
}
