import { describe, expect, it } from '@jest/globals';
import { Kafka } from 'cloudevents';
import type { CloudEvent, KafkaMessage } from 'cloudevents';
import { cloudEvent } from './cloud-event.js';

const event = {
  id: '01920000-0000-7000-8000-0000000000e1',
  merchantId: '01920000-0000-7000-8000-000000000001',
  orderId: '01a1fdec-988b-7097-9b64-323b44e93636',
  version: 2,
  type: 'order.paid',
  payload: {
    orderId: '01a1fdec-988b-7097-9b64-323b44e93636',
    merchantOrderNo: 'A-1001',
    state: 'paid',
    version: 2,
    operationId: '01a1fdec-988c-7506-a962-233ef34e9fb0',
  },
  createdAt: new Date('2026-11-21T11:45:03.664Z'),
} as const;

describe('an event on its way to Kafka', () => {
  it('is a CloudEvent to the CNCF’s own library', () => {
    const { key, value, headers } = cloudEvent(event, 'https://pay.example');
    const message: KafkaMessage<string> = { key, value, headers, body: undefined };
    const read = Kafka.toEvent<string>(message) as CloudEvent<string>;
    expect(read.validate()).toBe(true);
    expect(read).toMatchObject({
      specversion: '1.0',
      id: event.id,
      source: 'https://pay.example/v1/orders',
      type: 'order.paid',
      subject: event.orderId,
      time: '2026-11-21T11:45:03.664Z',
      datacontenttype: 'application/json',
      partitionkey: event.orderId,
      merchantid: event.merchantId,
    });
    expect(read.data).toEqual(event.payload);
    expect(key).toBe(event.orderId);
  });
});
