import { rm } from 'node:fs/promises';
import { stopAbandonedServer } from '@interlock/persistence';

// Its input ends when nobody holds the other end any more: the whole system was killed, for one that stops in order ends this process first.
const [dataDir, remains] = process.argv.slice(2);
if (dataDir === undefined) throw new TypeError('no data directory was named');
process.stdin.resume();
process.stdin.once('close', () => {
  void stopAbandonedServer(dataDir).then(async () => {
    if (remains === 'remove') await rm(dataDir, { recursive: true, force: true });
  });
});
