import { StartupError } from '@interlock/persistence';
import { bench } from './bench/bench.js';
import { benchOptions } from './bench/options.js';
import { crash } from './crash/storm/command.js';
import { demo } from './demo/demo.js';
import { kafka } from './kafka/kafka.js';
import { kafkaOptions } from './kafka/options.js';
import { migrateOwnDatabase } from './start/migrate.js';
import { start } from './start/start.js';

const usage = `node apps/lab/dist/main.js <command>

  start [--fresh]   PostgreSQL, gateway, worker and sandbox, until Ctrl-C; --fresh begins with an empty embedded database
  demo              the story of an order, told on a system of its own that is thrown away afterwards
  dev [--fresh]     the same, for npm run dev, which builds and tells it so whenever a source file changes
  migrate           brings the schema of the database of DATABASE_URL up to date
  conformance [provider]
                    tries every case of the conformance kit on the adapters, and prints the table
  crash [--blows 40] [--tills 8] [--seed 1]
                    kills and freezes processes and PostgreSQL under load, and judges what is left
  explore [--config <name>]… [--list]
                    every interleaving of one order over the real decisions, and the shortest way to what is broken
  bench [name] [--quick]
                    measures what a sale costs, or what is named; --date 2026-11-21 and --out file say what its section of the document is dated
                    and where it goes
  kafka [--port n]  a Kafka for development, until Ctrl-C; --fetch only brings its jars, --fresh begins with an empty one

  sim [--seed N] [--seeds N] [--jobs N] [--orders N] [--faults all|none|<list>]
                    the whole engine, its database and the twins in one process and a time of their own, until it breaks

The root commands (npm start -- --help) build what changed and then run this.
`;

/** The lab's programs. Returns the exit code. */
async function main([command, ...flags]: readonly string[]): Promise<number> {
  if (command === undefined || command === '--help' || flags.includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  switch (command) {
    case 'start':
    case 'dev':
      only(flags, ['--fresh']);
      return start({ fresh: flags.includes('--fresh'), dev: command === 'dev' });
    case 'demo':
      only(flags, []);
      return demo();
    case 'migrate':
      only(flags, []);
      return migrateOwnDatabase(process.env['DATABASE_URL']);
    case 'conformance': {
      // Its scripted providers make keys for themselves when they are loaded.
      const { conformance } = await import('./conformance/conformance.js');
      return conformance(flags, (text) => process.stdout.write(text));
    }
    case 'kafka':
      return kafka(kafkaOptions(flags));
    case 'crash':
      return crash(flags, (text) => process.stdout.write(text));
    case 'explore': {
      const { exploration } = await import('./exploration/exploration.js');
      const isShown = process.stderr.isTTY;
      return exploration(flags, {
        line: (text) => process.stdout.write(`${text}\n`),
        progress: (text) => isShown && process.stderr.write(`\r\u001b[K${text}`),
      });
    }
    case 'bench':
      return bench(benchOptions(flags));
    case 'sim': {
      // It brings the whole of the gateway and the worker into this process.
      const [{ sim }, { simulationOptions }] = await Promise.all([import('./simulation/sim.js'), import('./simulation/options.js')]);
      return sim(simulationOptions(flags));
    }
    default:
      throw new StartupError(`There is no command "${command}"; --help shows those there are.`);
  }
}

function only(flags: readonly string[], known: readonly string[]): void {
  const strange = flags.find((flag) => !known.includes(flag));
  if (strange !== undefined)
    throw new StartupError(`"${strange}" is not known here${known.length > 0 ? `; there is ${known.join(', ')}` : ''}.`);
}

// A terminal that was closed takes no more lines; the end must still be an orderly one.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const text = error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`interlock: ${text ?? 'unknown'}\n`);
    process.exit(1);
  },
);
