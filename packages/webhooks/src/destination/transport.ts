/** Why an attempt failed, where no status says it. */
export type TransportFault = 'timeout' | 'dns' | 'unreachable' | 'tls' | 'address_not_allowed' | 'connection_lost';

/** `text`: the beginning of what the receiver said, where it was asked for. */
export type TransportAnswer = { readonly status: number; readonly text?: string } | { readonly fault: TransportFault };

export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The receiver's words are its answer, not the status alone. */
  readonly reads?: boolean;
}

/** Takes a signed message to a receiver. Every outcome is a value. A simulation brings its own. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  /** Closes what is kept open. */
  close(): Promise<void>;
}
