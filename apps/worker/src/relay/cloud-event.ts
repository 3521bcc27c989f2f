import type { UnrelayedEvent } from '@interlock/persistence';

/** A record as it goes to Kafka; every header is text. */
export interface EventRecord {
  /** The order's id: events of one order stand in one partition, in order. */
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * CloudEvents 1.0 in Kafka's binary mode: the attributes are headers and the value is the data alone, so that a consumer can pass by what it does not
 * want without reading it (docs/adr/0016-events-in-binary-mode.md). `publicUrl`: this installation, so that two of them may share a topic.
 */
export function cloudEvent(event: UnrelayedEvent, publicUrl: string): EventRecord {
  return {
    key: event.orderId,
    value: JSON.stringify(event.payload),
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: `${publicUrl}/v1/orders`,
      ce_type: event.type,
      ce_subject: event.orderId,
      ce_time: event.createdAt.toISOString(),
      ce_partitionkey: event.orderId,
      ce_merchantid: event.merchantId,
      'content-type': 'application/json',
    },
  };
}
