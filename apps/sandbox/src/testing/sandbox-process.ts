import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

import { until } from './sandbox-scenario.js';

/** Runs the sources as they stand: Node strips the types, and an import of "x.js" finds "x.ts". */
const fromSource = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
registerHooks({ resolve: (specifier, context, next) => {
  try { return next(specifier, context); }
  catch (error) { if (!specifier.endsWith('.js')) throw error; return next(specifier.slice(0, -3) + '.ts', context); }
} });`)}`;
const flags = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-transform-types',
  '--conditions=@interlock/source',
  '--import',
  fromSource,
];

/** Of a whole process, on a busy machine. */
const START_MS = 30_000;

/** The sandbox as `npm start` runs it: a process of its own. */
export class SandboxProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<number | null>;
  output = '';

  constructor(environment: Record<string, string>) {
    this.#child = spawn(process.execPath, [...flags, join(import.meta.dirname, '..', 'main.ts')], {
      env: { PATH: process.env['PATH'], ...environment },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => this.#child.on('close', (code) => resolve(code)));
  }

  async url(): Promise<string> {
    await until(() => this.output.includes('\n'), START_MS);
    return /http:\S+/.exec(this.output)?.[0] ?? this.output;
  }

  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  /** `kill -9`; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}
