import { InvalidSetting } from './invalid-setting.js';

export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Those of the settings that are about Kafka, as they stand in the environment. */
export interface KafkaVariables {
  /** Where a worker relays the outbox to, as `host:port,host:port`; absent: events stay in the database. */
  readonly kafkaBrokers?: string | undefined;
  readonly kafkaTopic: string;
  /** TLS to the brokers. */
  readonly kafkaSsl: 'true' | 'false';
  readonly kafkaSaslMechanism: (typeof SASL_MECHANISMS)[number];
  /** Both or neither. */
  readonly kafkaUsername?: string | undefined;
  readonly kafkaPassword?: string | undefined;
}

type SaslOf<Mechanism> = { readonly mechanism: Mechanism; readonly username: string; readonly password: string };

/** Where events go, as the relay needs it. */
export interface KafkaSettings {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly ssl: boolean;
  readonly sasl?: SaslOf<'plain'> | SaslOf<'scram-sha-256'> | SaslOf<'scram-sha-512'>;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]):/;
const BROKER = /^([A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\]):([1-9]\d{0,4})$/;

export function areBrokers(text: string): boolean {
  return text.split(',').every((broker) => Number(BROKER.exec(broker.trim())?.[2] ?? 65_536) <= 65_535);
}

/** A topic's name, as Kafka takes it. */
export function isTopic(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,249}$/.test(text) && text !== '.' && text !== '..';
}

/** Undefined where events stay in the database. */
export function kafkaOf(settings: KafkaVariables): KafkaSettings | undefined {
  const { kafkaBrokers, kafkaTopic: topic, kafkaSsl, kafkaSaslMechanism: mechanism, kafkaUsername, kafkaPassword } = settings;
  if (kafkaBrokers === undefined) return undefined;
  return {
    brokers: brokersOf(kafkaBrokers),
    topic,
    ssl: kafkaSsl === 'true',
    ...(kafkaUsername === undefined || kafkaPassword === undefined
      ? {}
      : { sasl: { mechanism, username: kafkaUsername, password: kafkaPassword } }),
  };
}

/** What the members cannot say each for itself. */
export function checkKafka(
  settings: KafkaVariables & { readonly mode: string },
  names: Readonly<Record<'kafkaUsername' | 'kafkaPassword' | 'kafkaSsl', string>>,
): void {
  const { kafkaBrokers, kafkaSsl, kafkaUsername, kafkaPassword } = settings;
  if ((kafkaUsername === undefined) !== (kafkaPassword === undefined))
    throw new InvalidSetting(`${names.kafkaUsername} and ${names.kafkaPassword} must be set together, or neither.`);
  const beyond = kafkaBrokers !== undefined && brokersOf(kafkaBrokers).some((broker) => !LOOPBACK.test(broker));
  if (settings.mode === 'production' && beyond && kafkaSsl !== 'true')
    throw new InvalidSetting(`${names.kafkaSsl} must be true in production, unless every broker is on loopback.`);
}

function brokersOf(text: string): string[] {
  return text.split(',').map((broker) => broker.trim());
}
