import { makeIdentities } from '../../demo-merchant/identities.js';
import { simulate } from '../simulate.js';
import type { SimulationResult } from '../simulate.js';
import { startThrowAwayDatabases } from '../throw-away-databases.js';
import type { SeedRequest, SeedWord } from './messages.js';

// Runs seeds, one after the other, for the process that has started this one; ends in order with it, or when it lets go.
const begun = Promise.all([startThrowAwayDatabases(), makeIdentities()]);

process.on('message', ({ request }: { readonly request: SeedRequest }) => {
  run(request).then(
    (result) => tell({ result }),
    (error: unknown) => tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.once('disconnect', () => {
  begun
    .then(([databases]) => databases.stop())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
});

async function run({ seed, orders, faults, verbose }: SeedRequest): Promise<SimulationResult> {
  const [databases, identities] = await begun;
  const database = await databases.take();
  try {
    return await simulate({
      ...{ seed, orders, faults: new Set(faults), databaseUrl: database.url, identities },
      onOrder: () => tell({ told: true }),
      ...(verbose ? { onEffect: (label, at) => process.stdout.write(`${new Date(at).toISOString()} ${label}\n`) } : {}),
    });
  } finally {
    await database.drop();
  }
}

/** Nobody hears it once who has started this has gone; to tell it all the same would end this process before it has cleaned up. */
function tell(word: SeedWord): void {
  if (process.connected) process.send?.(word);
}
