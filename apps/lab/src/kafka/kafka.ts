import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartupError, readSettings, variables } from '@interlock/persistence';
import { aborted, hearStopSignals } from '../start/stop-signals.js';
import { assertFree } from '../system/ports.js';
import { KafkaBroker } from './broker.js';
import { fetchJars, kafkaVersion } from './jars.js';
import type { KafkaOptions } from './options.js';

/** `npm run kafka`: a broker until a signal asks for its end. Returns the exit code. Throws a `StartupError` that says in one line what is wrong. */
export async function kafka({ port, fresh, fetchOnly }: KafkaOptions): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`kafka: ${line}\n`);
  const jars = await fetchJars(say);
  if (fetchOnly) {
    say(`the jars are in ${jars}`);
    return 0;
  }
  if (port !== 0) await assertFree(port, 'Choose another one by --port.');
  const folder = resolve(readSettings(process.env).dataDir, 'kafka');
  if (fresh) await rm(join(folder, 'data'), { recursive: true, force: true });
  const signal = hearStopSignals(() => say('stopping'));
  const broker = await KafkaBroker.prepare({ jars, folder, port });
  say(`starting Kafka ${kafkaVersion()}`);
  await broker.start();
  process.stdout.write(
    `Kafka runs; what it holds is in ${folder}. In another terminal:\n\n  ${variables.kafkaBrokers}=${broker.address} npm start\n\n`,
  );
  const lastWord = await Promise.race([aborted(signal), broker.ended]);
  if (lastWord !== undefined && !signal.aborted) throw new StartupError(`Kafka ended by itself: ${lastWord}`);
  await broker.stop();
  say('stopped');
  return 0;
}
