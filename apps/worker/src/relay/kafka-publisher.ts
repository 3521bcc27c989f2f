import type { KafkaSettings, UnrelayedEvent } from '@interlock/persistence';
import type { Logger } from '@nestjs/common';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import type { LogEntry, Producer } from 'kafkajs';
import { cloudEvent } from './cloud-event.js';
import { KafkaGate } from './kafka-gate.js';

const CONNECT_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** What one send may take with its own repeats, after which it is given up and begun anew by another producer. */
const SEND_LIMIT_MS = 20_000;
/** Repeats of the client's own. A cluster that is away is the relay's affair, which waits longer; a leader that moved is found within a send's. */
const CONNECT_RETRY = { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 };
const SEND_RETRY = { retries: 5, initialRetryTime: 100, maxRetryTime: 1_000 };

/** Kafka did not take what it was given. One sentence for every reason, so that an outage is told once; the reason is the cause. */
export class KafkaRefused extends Error {
  override name = 'KafkaRefused';
}

/** The cluster that events are relayed to. */
export interface KafkaTarget extends KafkaSettings {
  /** Whether a topic that is not there may be made, by the broker's own rules. */
  readonly makesTopic: boolean;
}

/** Takes events and says when all of them are acknowledged. */
export interface Publisher {
  /** Rejects where it is not certain that all were taken; then this publisher is not used again. */
  send(events: readonly UnrelayedEvent[]): Promise<void>;
  /** Sends nothing more from this instant. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * One idempotent producer, and never used after a failure: it gives the next send the sequence numbers of the failed one, and a broker that had taken
 * that one would take the next for its repeat, acknowledge it and forget it. A new producer has an identity of its own.
 */
export class KafkaPublisher implements Publisher {
  readonly #gate = new KafkaGate();
  readonly #producer: Producer;

  private constructor(
    private readonly target: KafkaTarget,
    private readonly publicUrl: string,
    logger: Pick<Logger, 'debug'>,
  ) {
    const { brokers, ssl, sasl } = target;
    const kafka = new Kafka({
      clientId: 'interlock-relay',
      brokers: [...brokers],
      ssl,
      ...(sasl === undefined ? {} : { sasl }),
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      retry: CONNECT_RETRY,
      socketFactory: this.#gate.connect,
      logLevel: logLevel.INFO,
      logCreator: () => (entry) => logger.debug(lineOf(entry), 'kafka client'),
    });
    this.#producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: target.makesTopic,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: SEND_RETRY,
    });
  }

  /** Connects; throws `KafkaRefused` where that is not possible. `publicUrl`: of this installation, for the source of its events. */
  static async open(target: KafkaTarget, publicUrl: string, logger: Pick<Logger, 'debug'>): Promise<KafkaPublisher> {
    const publisher = new KafkaPublisher(target, publicUrl, logger);
    try {
      await publisher.#producer.connect();
      return publisher;
    } catch (error) {
      publisher.cut();
      throw new KafkaRefused('Kafka cannot be reached', { cause: error });
    }
  }

  async send(events: readonly UnrelayedEvent[]): Promise<void> {
    const messages = events.map((event) => {
      const { key, value, headers } = cloudEvent(event, this.publicUrl);
      return { key, value, headers: { ...headers } };
    });
    const late = setTimeout(() => this.cut(), SEND_LIMIT_MS);
    try {
      await this.#producer.send({ topic: this.target.topic, acks: -1, timeout: REQUEST_TIMEOUT_MS, messages });
    } catch (error) {
      throw new KafkaRefused('Kafka did not take the events', { cause: error });
    } finally {
      clearTimeout(late);
    }
  }

  cut(): void {
    this.#gate.shut();
  }

  async close(): Promise<void> {
    await this.#producer.disconnect().catch(() => undefined);
    this.cut();
  }
}

/** Chosen members alone, as in every line of ours. */
function lineOf({ namespace, log }: LogEntry): Record<string, unknown> {
  const { message, broker, error } = log as { message: string; broker?: unknown; error?: unknown };
  return { part: namespace, said: message, ...(broker === undefined ? {} : { broker }), ...(error === undefined ? {} : { error }) };
}
