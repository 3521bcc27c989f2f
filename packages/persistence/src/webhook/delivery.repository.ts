import type { Pool } from 'pg';
import { bound } from '../engine/named.js';
import {
  beginTestStatement,
  claimDeliveriesStatement,
  deliveredStatement,
  disableStatement,
  failedStatement,
  forgetStatement,
  supersedeStatement,
} from './delivery-statements.js';
import type { WebhookDelivery, WebhookTry } from './webhook-delivery.entity.js';

/** A delivery under a lease, and where it goes. */
export interface ClaimedDelivery extends Pick<
  WebhookDelivery,
  'id' | 'merchantId' | 'endpointId' | 'orderId' | 'version' | 'type' | 'occurredAt' | 'payload' | 'attempts' | 'lease' | 'createdAt'
> {
  readonly url: string;
  readonly kind: 'endpoint' | 'notify';
  /** The endpoint has failed so often that one at a time is tried. */
  readonly failing: boolean;
  /** A later view of the order, which has waited long enough to go in its place. */
  readonly supersededBy: string | null;
}

/** What a failure left on its endpoint; undefined members where it did not speak against it. */
export interface EndpointTrouble {
  readonly failures: number | null;
  readonly failingSince: Date | null;
}

/** Deliveries as jobs. Each write is one guarded statement. */
export class WebhookDeliveryRepository {
  constructor(private readonly pool: Pool) {}

  async claimDue(input: {
    readonly now: number;
    readonly leaseUntil: number;
    /** Of one endpoint. */
    readonly perEndpoint: number;
    /** Failures in a row from which on an endpoint gives one at a time. */
    readonly failingAfter: number;
    /** Endpoints that give none. */
    readonly except: readonly string[];
    /** Until then who waits behind a delivery that is on its way is left alone. */
    readonly aMomentLater: number;
    /** A view that was written by then supersedes earlier ones that could not be delivered. */
    readonly supersededBefore: number;
  }): Promise<ClaimedDelivery[]> {
    const { rows } = await this.pool.query<ClaimedDelivery>(
      bound(claimDeliveriesStatement, {
        now: new Date(input.now),
        lease_until: new Date(input.leaseUntil),
        per_endpoint: input.perEndpoint,
        failing_after: input.failingAfter,
        except: input.except,
        a_moment_later: new Date(input.aMomentLater),
        superseded_before: new Date(input.supersededBefore),
      }),
    );
    // The oldest first: the order of the rows in the table is anybody's.
    return rows.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1));
  }

  /** The later view, claimed in the place of the earlier ones; undefined where it is no longer there to be. */
  async supersede(
    claimed: Pick<ClaimedDelivery, 'id' | 'lease'>,
    input: { readonly supersededBy: string; readonly now: number; readonly leaseUntil: number; readonly failingAfter: number },
  ): Promise<ClaimedDelivery | undefined> {
    const { rows } = await this.pool.query<ClaimedDelivery>(
      bound(supersedeStatement, {
        id: claimed.id,
        lease: claimed.lease,
        superseded_by: input.supersededBy,
        now: new Date(input.now),
        lease_until: new Date(input.leaseUntil),
        failing_after: input.failingAfter,
      }),
    );
    return rows[0];
  }

  /** Several at once, in the order of their ids, so that two of these wait for each other in one direction. */
  async delivered(taken: readonly { readonly id: string; readonly tried: WebhookTry; readonly at: number }[]): Promise<void> {
    const sorted = taken.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    await this.pool.query(
      bound(deliveredStatement, {
        ids: sorted.map(({ id }) => id),
        tries: sorted.map(({ tried }) => JSON.stringify(tried)),
        ats: sorted.map(({ at }) => new Date(at)),
      }),
    );
  }

  /** `dueAt`: null gives it up. Undefined where the lease has moved on, and nothing was written. */
  async failed(
    claimed: Pick<ClaimedDelivery, 'id' | 'lease'>,
    input: {
      readonly tried: WebhookTry;
      readonly dueAt: number | null;
      readonly reason: string | null;
      readonly counts: boolean;
      readonly at: number;
    },
  ): Promise<EndpointTrouble | undefined> {
    const { rows } = await this.pool.query<EndpointTrouble>(
      bound(failedStatement, {
        id: claimed.id,
        lease: claimed.lease,
        try: JSON.stringify(input.tried),
        due_at: input.dueAt === null ? null : new Date(input.dueAt),
        reason: input.reason,
        counts: input.counts,
        at: new Date(input.at),
      }),
    );
    return rows[0];
  }

  /** Returns whether it was this call that disabled it. */
  async disable(input: {
    readonly endpointId: string;
    readonly state: 'failing' | 'gone';
    readonly failingSince: Date | null;
    readonly eventId: string;
    readonly at: number;
  }): Promise<boolean> {
    const answer = await this.pool.query(
      bound(disableStatement, {
        id: input.endpointId,
        state: input.state,
        failing_since: input.failingSince?.toISOString() ?? null,
        event_id: input.eventId,
        at: new Date(input.at),
      }),
    );
    return answer.rowCount === 1;
  }

  /** Undefined where the merchant has used the key. A key that stands for another kind of request throws a unique violation. */
  async beginTest(
    test: Pick<WebhookDelivery, 'id' | 'merchantId' | 'endpointId' | 'payload' | 'idempotencyKey' | 'idempotencyHashes'>,
    at: number,
    leaseUntil: number,
  ): Promise<boolean> {
    const answer = await this.pool.query(
      bound(beginTestStatement, {
        id: test.id,
        merchant_id: test.merchantId,
        endpoint_id: test.endpointId,
        payload: test.payload,
        idempotency_key: test.idempotencyKey,
        idempotency_hashes: test.idempotencyHashes,
        at: new Date(at),
        lease_until: new Date(leaseUntil),
      }),
    );
    return answer.rowCount === 1;
  }

  /** Removes what ended before this time, at most so many. Returns how many that were. */
  async forget(before: number, most: number): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(bound(forgetStatement, { before: new Date(before), most }));
    return rows[0]?.count ?? 0;
  }
}
