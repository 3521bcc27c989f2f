import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Frontend messages that PostgreSQL answers at once: Query, and the Sync that ends each extended query. Source: PostgreSQL, Message Formats. */
const ASKS = new Set(['Q', 'S'].map((letter) => letter.charCodeAt(0)));
const HEADER_BYTES = 5;

/** Stands between a process and PostgreSQL and counts how often the process waits for an answer. */
export interface CountingProxy {
  /** The same database by way of the proxy. */
  readonly url: string;
  roundTrips(): number;
  close(): Promise<void>;
}

export async function startCountingProxy(databaseUrl: string): Promise<CountingProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const asks = countAsks(() => (count += 1));
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true));
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
      socket.on('error', () => undefined);
    }
    client.on('data', asks);
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    roundTrips: () => count,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Takes one connection's bytes as they come. The first message has a length and no type. */
export function countAsks(asked: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const typed = started ? 1 : 0;
      if (rest.length < HEADER_BYTES) return;
      const bytes = typed + rest.readUInt32BE(typed);
      if (rest.length < bytes) return;
      if (started && ASKS.has(rest.readUInt8(0))) asked();
      started = true;
      rest = rest.subarray(bytes);
    }
  };
}
