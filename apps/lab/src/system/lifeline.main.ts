import { rm } from 'node:fs/promises';

// Its input ends when nobody holds the other end any more: the whole system was killed, for one that stops in order ends this process first.
const [dataDir, remains] = process.argv.slice(2);
if (dataDir === undefined) throw new TypeError('no data directory was named');
process.stdin.resume();
process.stdin.once('close', () => void end(dataDir));

async function end(directory: string): Promise<void> {
  // Loaded only now: until then, which is always, this process shall cost next to nothing.
  const { stopAbandonedServer } = await import('@interlock/persistence');
  await stopAbandonedServer(directory);
  if (remains === 'remove') await rm(directory, { recursive: true, force: true });
}
