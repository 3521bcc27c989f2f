import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface BenchReceiver {
  readonly url: string;
  /** Messages that came so far. */
  readonly count: number;
  stop(): Promise<void>;
}

/** A merchant's server that says yes at once; or, `dead`, takes the message and never answers. */
export async function startReceiver({ dead = false } = {}): Promise<BenchReceiver> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      count += 1;
      if (!dead) response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  server.on('connection', (socket) => sockets.add(socket.once('close', () => sockets.delete(socket))));
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hooks`,
    get count() {
      return count;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
