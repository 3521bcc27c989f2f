/** Why an attempt failed, where no status says it. */
export type TransportFault = 'timeout' | 'dns' | 'unreachable' | 'tls' | 'address_not_allowed' | 'connection_lost';

export type TransportAnswer = { readonly status: number } | { readonly fault: TransportFault };

export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Takes a signed message to a receiver. Every outcome is a value. A simulation brings its own. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  /** Closes what is kept open. */
  close(): Promise<void>;
}
