import { once } from 'node:events';
import { createServer, Socket, type AddressInfo, type Server } from 'node:net';

const HOST = '127.0.0.1';

/** Requests flow from the client to the server, replies back. */
type Direction = 'requests' | 'replies';

/** Bytes that are on the way and do not arrive. The connection stays open at both ends, as on a network that has stalled. */
export interface Hold {
  /** Whether it has caught what it waited for. */
  readonly caught: boolean;
  /**
   * Lets everything flow again, in order; also where the sender is gone by now. Resolves when it is handed over, and for a sender that is
   * gone when the receiver has taken it all and closed.
   */
  release(): Promise<void>;
  /** Breaks the connection at both ends; what was held is lost. */
  cut(): void;
  /** Breaks it for the sender alone: to him the bytes are lost, and `release` still delivers them. */
  cutSender(): void;
}

interface Rule {
  readonly text: string;
  readonly seenIn: Direction;
  readonly holds: Direction;
  readonly hold: CaughtHold;
}

/**
 * A faulty network between a process and its server (PostgreSQL, a provider): passes bytes on until it is told to hold some back. What
 * makes it hold is a text in the bytes: the name of a prepared statement, an id, a path.
 */
export class TcpProxy {
  readonly #links = new Set<Link>();
  readonly #rules: Rule[] = [];

  private constructor(
    private readonly server: Server,
    private serverPort: number,
  ) {
    server.on('connection', (client) => this.#open(client));
  }

  /** In front of the server that listens on this port of the loopback. */
  static async listen(serverPort: number): Promise<TcpProxy> {
    const server = createServer().listen(0, HOST);
    await once(server, 'listening');
    return new TcpProxy(server, serverPort);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Where connections that are made from now on lead: the server has moved. */
  leadTo(serverPort: number): void {
    this.serverPort = serverPort;
  }

  /** The next request with this text in it does not arrive, nor does anything that its sender writes after it. */
  holdRequest(text: string): Hold {
    return this.#rule(text, 'requests', 'requests');
  }

  /** The next request with this text in it arrives, and the reply to it does not. */
  holdReplyTo(text: string): Hold {
    return this.#rule(text, 'requests', 'replies');
  }

  /** The next reply with this text in it does not arrive. */
  holdReply(text: string): Hold {
    return this.#rule(text, 'replies', 'replies');
  }

  async close(): Promise<void> {
    this.server.close();
    for (const link of this.#links) link.cut();
    await once(this.server, 'close');
  }

  #rule(text: string, seenIn: Direction, holds: Direction): Hold {
    const rule = { text, seenIn, holds, hold: new CaughtHold() };
    this.#rules.push(rule);
    return rule.hold;
  }

  #open(client: Socket): void {
    const link = new Link(
      client,
      (server) => server.connect(this.serverPort, HOST),
      (...seen) => this.#matching(...seen),
    );
    this.#links.add(link);
    void link.closed.then(() => this.#links.delete(link));
  }

  /** Each rule catches once. `before`: how many of the bytes have been passed on already and only help to see a text that came in two pieces. */
  #matching(direction: Direction, bytes: string, before: number): Rule | undefined {
    const index = this.#rules.findIndex(
      ({ seenIn, text }) => seenIn === direction && bytes.includes(text, Math.max(0, before - text.length + 1)),
    );
    return index === -1 ? undefined : this.#rules.splice(index, 1)[0];
  }
}

class CaughtHold implements Hold {
  #link: Link | undefined;
  #direction: Direction = 'requests';

  get caught(): boolean {
    return this.#link !== undefined;
  }

  catch(link: Link, direction: Direction): void {
    this.#link = link;
    this.#direction = direction;
  }

  release(): Promise<void> {
    return this.#caught().release(this.#direction);
  }

  cut(): void {
    this.#caught().cut();
  }

  cutSender(): void {
    this.#caught().cutSender(this.#direction);
  }

  #caught(): Link {
    if (this.#link === undefined) throw new Error('nothing was held');
    return this.#link;
  }
}

/** One direction of a connection. `held`: what does not arrive. */
interface Lane {
  readonly from: Socket;
  readonly to: Socket;
  held: Buffer[] | undefined;
  /** The last bytes that were seen, for a text that comes in two pieces. */
  tail: string;
}

const LONGEST_TEXT = 200;

/** One connection of a client, and the one to the server, which is made when the first bytes go there: a request that is on its way has not knocked yet. */
class Link {
  readonly #lanes: Readonly<Record<Direction, Lane>>;
  readonly closed: Promise<unknown>;

  constructor(
    client: Socket,
    private readonly connect: (server: Socket) => void,
    private readonly matching: (direction: Direction, bytes: string, before: number) => Rule | undefined,
  ) {
    const server = new Socket();
    this.#lanes = {
      requests: { from: client, to: server, held: undefined, tail: '' },
      replies: { from: server, to: client, held: undefined, tail: '' },
    };
    for (const direction of ['requests', 'replies'] as const) {
      const lane = this.#lanes[direction];
      lane.from.setNoDelay();
      lane.from.on('data', (chunk) => this.#pass(direction, chunk));
      // A broken connection closes; there is nobody to tell why.
      lane.from.on('error', () => undefined);
      lane.from.on('close', () => {
        if (lane.held === undefined) this.#end(lane);
      });
    }
    this.closed = Promise.all([closeOf(client), closeOf(server)]);
  }

  async release(direction: Direction): Promise<void> {
    const lane = this.#lanes[direction];
    const held = lane.held ?? [];
    lane.held = undefined;
    for (const chunk of held) this.#write(lane, chunk);
    if (!lane.from.closed || lane.to.closed) return;
    const gone = closeOf(lane.to);
    this.#end(lane);
    await gone;
  }

  cut(): void {
    for (const { from } of Object.values(this.#lanes)) from.destroy();
  }

  cutSender(direction: Direction): void {
    this.#lanes[direction].from.destroy();
  }

  #pass(direction: Direction, chunk: Buffer): void {
    const lane = this.#lanes[direction];
    const bytes = lane.tail + chunk.toString('latin1');
    const rule = this.matching(direction, bytes, lane.tail.length);
    lane.tail = bytes.slice(-LONGEST_TEXT);
    if (rule !== undefined) {
      this.#lanes[rule.holds].held ??= [];
      rule.hold.catch(this, rule.holds);
    }
    if (lane.held !== undefined) lane.held.push(chunk);
    else this.#write(lane, chunk);
  }

  #write({ to }: Lane, chunk: Buffer): void {
    if (to.destroyed) return;
    if (isUnused(to)) this.connect(to);
    to.write(chunk);
  }

  #end({ to }: Lane): void {
    if (isUnused(to)) to.destroy();
    else to.end();
  }
}

function isUnused(socket: Socket): boolean {
  return socket.pending && !socket.connecting;
}

/** Also of a socket that breaks, which `once` would reject for. */
function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}
