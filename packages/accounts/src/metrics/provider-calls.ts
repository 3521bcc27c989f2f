import type { OperationKind, ProviderName } from '@interlock/domain';
import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';
import { metric } from './catalogue.js';

/** What a call to a provider is about. */
export type CallPurpose = OperationKind | 'query' | 'agreement' | 'activation' | 'check' | 'batch_close' | 'batch_read';

/** Seconds; from an answer within the house to the longest time-out. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40];

/** How long this process's calls to providers took. */
@Injectable()
export class ProviderCalls {
  readonly seconds = new Histogram({ ...metric('interlock_provider_call_seconds'), buckets: BUCKETS });

  took(provider: ProviderName, operation: CallPurpose, ms: number): void {
    this.seconds.observe({ provider, operation }, ms / 1000);
  }
}
