import { constants } from 'node:os';
import { StartupError } from '@interlock/persistence';
import type { System } from '../system/index.js';
import { Builds, type Renewal } from './builds.js';

/** The exit code by which the watching script is asked to start us again: that of a program which its signal has ended. */
export const START_AGAIN = 128 + constants.signals.SIGUSR2;

/** Builds are heard of from the very start; they are acted on once the system runs. */
export interface HeardBuilds {
  /**
   * Starts the processes again that a build concerns; the others go on, and the sandbox forgets nothing of what it has seen. Resolves when
   * the whole system must start again.
   */
  renew(system: System, say: (line: string) => void): Promise<void>;
}

/** For `npm run dev`, which says by SIGUSR2 that something was built. */
export function hearBuilds(): HeardBuilds {
  const builds = new Builds();
  let onBuild: (() => void) | undefined;
  process.on('SIGUSR2', () => onBuild?.());
  return {
    renew: (system, say) =>
      new Promise((resolve, reject) => {
        let work = Promise.resolve();
        onBuild = () => {
          work = work.then(() => renewed(system, builds.renewal(), say)).then((whole) => void (whole && resolve()), reject);
        };
        // What was built while the system was starting.
        onBuild();
      }),
  };
}

/** True when this process is concerned itself. */
async function renewed(system: System, renewal: Renewal, say: (line: string) => void): Promise<boolean> {
  if (renewal === 'everything') return true;
  for (const name of renewal) {
    try {
      say(`the ${name} is started again`);
      await system[name]?.restart();
    } catch (error) {
      // A mistake in the source, most likely: the next change mends it.
      if (!(error instanceof StartupError)) throw error;
      say(error.message);
    }
  }
  return false;
}
