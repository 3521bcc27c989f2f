import { isIP, connect as connectPlain } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

const KEEP_ALIVE_MS = 10_000;

/**
 * Every connection of one Kafka client, to be ended together. The client tries again by itself, over a new connection too; once the gate is shut
 * there is none, so nothing is sent any more, whatever it still means to repeat.
 */
export class KafkaGate {
  readonly #sockets = new Set<Socket>();
  #shut = false;

  readonly connect: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    if (this.#shut) throw new Error('this connection to Kafka was given up');
    // Present in plain text too, as null: the declared type does not say so.
    const secure = ssl as typeof ssl | null | undefined;
    const socket = secure
      ? connectSecure({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...secure }, onConnect)
      : connectPlain({ host, port }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  };

  shut(): void {
    this.#shut = true;
    for (const socket of this.#sockets) socket.destroy(new Error('this connection to Kafka was given up'));
  }
}
