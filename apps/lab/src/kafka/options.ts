import { StartupError } from '@interlock/persistence';

export interface KafkaOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Throws away what the broker held. */
  readonly fresh: boolean;
  /** Only brings the jars. */
  readonly fetchOnly: boolean;
}

/** Throws a `StartupError` for what is not known. */
export function kafkaOptions(flags: readonly string[]): KafkaOptions {
  let options: KafkaOptions = { port: 0, fresh: false, fetchOnly: false };
  for (let index = 0; index < flags.length; index += 1) {
    const flag = flags[index];
    if (flag === '--fetch') options = { ...options, fetchOnly: true };
    else if (flag === '--fresh') options = { ...options, fresh: true };
    else if (flag === '--port') options = { ...options, port: portOf(flags[(index += 1)]) };
    else throw new StartupError(`"${String(flag)}" is not known here; there is --port, --fresh, --fetch.`);
  }
  return options;
}

function portOf(text: string | undefined): number {
  const port = Number(text);
  if (text === undefined || !/^\d{1,5}$/.test(text) || port > 65_535)
    throw new StartupError('--port must be followed by a port, 0 to 65535.');
  return port;
}
