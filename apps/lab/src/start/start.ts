import { readSettings, StartupError } from '@interlock/persistence';
import { startSystem, type System } from '../system/index.js';
import { readyLines, settingsLines } from './announcement.js';
import { hearBuilds, START_AGAIN } from './dev.js';
import { logPrinter } from './log-printer.js';
import { aborted, hearStopSignals } from './stop-signals.js';

interface End {
  readonly code: number;
  readonly failure?: string;
}

/**
 * `npm start`: the whole system, until a signal asks for its end. `dev`: its parts are started again as they are built anew. Returns the exit code. Throws a `StartupError` that says in one line what
 * is wrong.
 */
export async function start({ fresh, dev }: { readonly fresh: boolean; readonly dev: boolean }): Promise<number> {
  const startedMs = performance.now();
  const settings = readSettings(process.env);
  if (fresh && settings.databaseUrl !== undefined) {
    throw new StartupError('--fresh throws the embedded database away, and DATABASE_URL names one of your own: empty that one yourself.');
  }
  const say = (line: string): void => void process.stdout.write(`interlock: ${line}\n`);
  const builds = dev ? hearBuilds() : undefined;
  const signal = hearStopSignals(() => say('stopping'));
  const logs = logPrinter(process.stdout);
  process.stdout.write(`interlock starts with these settings:\n\n${settingsLines(settings)}\n`);

  const system = await startUnlessStopped({ settings, fresh, signal, onLine: (service, line) => logs.line(service, line), onEvent: say });
  if (system === undefined) return 0;
  process.stdout.write(readyLines(system, `${((performance.now() - startedMs) / 1000).toFixed(1)} s`));
  logs.showAll();

  const ends: Promise<End>[] = [aborted(signal).then(() => ({ code: 0 })), system.failed.then((failure) => ({ code: 1, failure }))];
  if (builds !== undefined) ends.push(builds.renew(system, say).then(() => ({ code: START_AGAIN })));
  const { code, failure } = await Promise.race(ends);
  if (failure !== undefined) process.stderr.write(`interlock: ${failure}\n`);
  await system.stop();
  say('stopped');
  return code;
}

/** Undefined when a signal came while it was starting: whatever failed then failed because of it. */
async function startUnlessStopped(
  options: Parameters<typeof startSystem>[0] & { readonly signal: AbortSignal },
): Promise<System | undefined> {
  try {
    return await startSystem(options);
  } catch (error) {
    if (options.signal.aborted) return undefined;
    throw error;
  }
}
