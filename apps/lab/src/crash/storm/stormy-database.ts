import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedServer, type EmbeddedServer } from '@interlock/persistence';
import { holdLifeline } from '../../system/lifeline.js';
import { TcpProxy } from '../tcp-proxy.js';

/** A durable PostgreSQL that is killed, frozen and started again on the same data; our processes reach it at one address wherever it listens. */
export class StormyDatabase {
  private constructor(
    private readonly dataDir: string,
    private server: EmbeddedServer,
    private readonly road: TcpProxy,
    private readonly forget: () => Promise<void>,
  ) {}

  static async start(): Promise<StormyDatabase> {
    const dataDir = await mkdtemp(join(tmpdir(), 'interlock-storm-'));
    const lifeline = holdLifeline(dataDir, { remove: true });
    const forget = async (): Promise<void> => {
      await lifeline.release();
      await rm(dataDir, { recursive: true, force: true });
    };
    try {
      const server = await startEmbeddedServer({ dataDir });
      return new StormyDatabase(dataDir, server, await TcpProxy.listen(server.port), forget);
    } catch (error) {
      await forget();
      throw error;
    }
  }

  /** The same for as long as it lives. With its password. */
  get url(): string {
    const url = new URL(this.server.url);
    url.port = String(this.road.port);
    return url.href;
  }

  /** In order, as for an update: who is connected is cut off, nothing that was committed is lost. */
  async restart(): Promise<void> {
    await this.server.stop();
    await this.startAgain();
  }

  /** `kill -9` of the server itself, which then finds out by its log what it had promised. */
  async kill(): Promise<void> {
    process.kill(this.pid(), 'SIGKILL');
    await this.server.exited;
    // Lets go of the data directory.
    await this.server.stop();
    await this.startAgain();
  }

  /** `kill -9` of one of its processes: it throws everybody out and recovers. */
  killOneConnection(): void {
    const [one] = this.children('postgres: interlock');
    if (one !== undefined) signal(one, 'SIGKILL');
  }

  /** It sleeps where it stands, holding every lock that it holds. */
  async freeze(ms: number): Promise<void> {
    const server = this.pid();
    const processes = [server, ...this.children('postgres')];
    for (const each of processes) signal(each, 'SIGSTOP');
    await sleep(ms);
    for (const each of processes) signal(each, 'SIGCONT');
  }

  async stop(): Promise<void> {
    await this.road.close();
    await this.server.stop();
    await this.forget();
  }

  private async startAgain(): Promise<void> {
    this.server = await startEmbeddedServer({ dataDir: this.dataDir });
    this.road.leadTo(this.server.port);
  }

  private pid(): number {
    return Number.parseInt(readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
  }

  /** Processes of this server whose title begins so; PostgreSQL writes there what each is for. */
  private children(title: string): readonly number[] {
    const server = this.pid();
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter((found) => found !== null && Number(found[2]) === server && (found[3] ?? '').startsWith(title))
      .map((found) => Number(found?.[1]));
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended in between
  }
}
