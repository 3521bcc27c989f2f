import { startThrowAwaySystem, type ThrowAwaySystem } from '../system/index.js';
import { aborted, hearStopSignals } from '../start/stop-signals.js';
import { showBooks } from './show-books.js';
import { showTills } from './show-tills.js';
import { Stage } from './stage.js';
import { story } from './story.js';
import { tell } from './tell.js';

/** The exit code of what a signal broke off, as shells count it: 128 + the number of SIGINT. */
const BROKEN_OFF = 130;
/** Lines of the processes that are shown when something differs. */
const LOG_SHOWN = 30;

const write = (text: string): void => void process.stdout.write(text);

/** `npm run demo`: plays the story on a system of its own. Returns 0 when every cell is as expected and every line of the books is equal. */
export async function demo(): Promise<number> {
  const startedMs = performance.now();
  const signal = hearStopSignals(() => write('interlock: stopping\n'));
  write('starting PostgreSQL, gateway, worker and the three providers’ stand-ins, on free ports\n\n');
  let system: ThrowAwaySystem | undefined;
  let differences: number | undefined;
  try {
    system = await startThrowAwaySystem({ signal });
    differences = await Promise.race([play(system, new Stage(system, signal)), aborted(signal).then(() => undefined)]);
    if (differences !== undefined && differences > 0) write(`${system.log.slice(-LOG_SHOWN).join('\n')}\n`);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await system?.stop();
  }
  if (differences === undefined) return BROKEN_OFF;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  write(differences === 0 ? `\nEverything is as it must be (${seconds} s).\n` : `\n${String(differences)} lines differ (${seconds} s).\n`);
  return differences === 0 ? 0 : 1;
}

async function play(system: ThrowAwaySystem, stage: Stage): Promise<number> {
  const differences = await tell(story, stage, write);
  write('\n');
  const books = await showBooks(system.databaseUrl, stage.door, write);
  return differences + books + (await showTills(stage, write));
}
