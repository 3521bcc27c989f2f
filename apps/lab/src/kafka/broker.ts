import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../system/eventually.js';
import { eachLine } from '../system/lines.js';
import { freePorts } from '../system/ports.js';
import { KafkaUnavailable, kafkaFolder } from './jars.js';

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 10_000;
/** A broker of a laptop: it starts faster with half of the compiler. */
const JAVA = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

export interface BrokerOptions {
  readonly jars: string;
  /** Its own; made where it is not there, and kept when it stops. */
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** A real Kafka of one node, as a process of its own that does not outlive us. It may be stopped and started again on the same data. */
export class KafkaBroker {
  #child: ChildProcess | undefined;
  #watcher: ChildProcess | undefined;
  #lastWord = '';

  private constructor(
    private readonly options: BrokerOptions,
    private readonly properties: string,
    /** For KAFKA_BROKERS. */
    readonly address: string,
  ) {}

  /** Finds ports and prepares the folder; nothing runs yet. */
  static async prepare(options: BrokerOptions): Promise<KafkaBroker> {
    const [free = 0, controllerPort = 0] = await freePorts(2);
    const port = options.port === 0 ? free : options.port;
    const data = join(options.folder, 'data');
    await mkdir(options.folder, { recursive: true });
    const properties = join(options.folder, 'server.properties');
    const values: Readonly<Record<string, string>> = { port: String(port), controllerPort: String(controllerPort), folder: data };
    const template = await readFile(join(kafkaFolder, 'server.properties'), 'utf8');
    await writeFile(
      properties,
      template.replace(/^#.*\n/gm, '').replaceAll(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
    );
    const broker = new KafkaBroker(options, properties, `127.0.0.1:${String(port)}`);
    if (!existsSync(join(data, 'meta.properties'))) await broker.#format();
    return broker;
  }

  /** Settles, with its last word, when the process that runs now has ended. */
  get ended(): Promise<string> {
    const child = this.#child;
    if (child === undefined || hasEnded(child)) return Promise.resolve(this.#lastWord);
    return once(child, 'exit').then(() => this.#lastWord);
  }

  /** Resolves when it takes connections. Throws `KafkaUnavailable` where it ends before that. */
  async start(): Promise<void> {
    const child = this.#java('kafka.Kafka', [this.properties]);
    this.#child = child;
    // It ends with us, however we end: its input is the one thing that the system closes for us.
    this.#watcher = spawn('sh', ['-c', 'cat >/dev/null; kill -KILL "$1"', 'sh', String(child.pid)], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const answers = async (): Promise<'answers' | 'ended' | false> =>
      hasEnded(child) ? 'ended' : (await this.#takesConnections()) && 'answers';
    const state = await eventually('Kafka takes connections', answers, { withinMs: READY_WITHIN_MS }).catch(async (error: unknown) => {
      await this.kill();
      throw error;
    });
    if (state === 'ended') {
      this.#watcher.kill('SIGKILL');
      throw new KafkaUnavailable(`Kafka did not start: ${this.#lastWord || 'it said nothing'}`);
    }
  }

  /** SIGTERM, and SIGKILL where that is not enough. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child !== undefined && !hasEnded(child)) {
      child.kill('SIGTERM');
      const over = new AbortController();
      await Promise.race([once(child, 'exit'), sleep(STOP_WITHIN_MS, undefined, { signal: over.signal }).catch(() => undefined)]);
      over.abort();
    }
    await this.kill();
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child !== undefined && !hasEnded(child)) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    this.#watcher?.kill('SIGKILL');
  }

  async #format(): Promise<void> {
    const id = Buffer.from(`a${randomUUID()}`).subarray(0, 16).toString('base64url');
    const child = this.#java('kafka.tools.StorageTool', ['format', '-t', id, '-c', this.properties]);
    await once(child, 'exit');
    if (child.exitCode !== 0) throw new KafkaUnavailable(`Kafka's folder could not be prepared: ${this.#lastWord}`);
  }

  /** In a session of its own: the Ctrl-C of our terminal must not reach it before us. */
  #java(main: string, args: readonly string[]): ChildProcess {
    const child = spawn('java', [...JAVA, '-cp', join(this.options.jars, '*'), main, ...args], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#lastWord = '';
    for (const stream of [child.stdout, child.stderr]) {
      eachLine(stream, (line) => {
        if (/ERROR|FATAL|Exception/.test(line) || this.#lastWord === '') this.#lastWord = line;
      });
    }
    child.once('error', (error) => (this.#lastWord = error.message));
    return child;
  }

  #takesConnections(): Promise<boolean> {
    const [host = '', port = ''] = this.address.split(':');
    return new Promise((resolve) => {
      const socket = connect({ host, port: Number(port) });
      const answer = (takes: boolean): void => {
        socket.destroy();
        resolve(takes);
      };
      socket.once('connect', () => answer(true));
      socket.once('error', () => answer(false));
    });
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}
