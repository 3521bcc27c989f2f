import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** A message as it came, and what it says once it is verified. */
export interface Received {
  readonly path: string;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: { readonly id: string; readonly version: number } };
}

/** A merchant's server over real HTTP. `status` says what it answers next; `hold` keeps every answer back until what it returns is called. */
export class Receiver {
  readonly received: Received[] = [];
  status: number | ((message: Received) => number) = 200;
  /** What it says beside the status. */
  says = 'taken';
  private held: Promise<void> = Promise.resolve();
  private readonly server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const message = {
        path: request.url ?? '',
        id: headers['webhook-id'] ?? '',
        headers,
        text: body,
        body: JSON.parse(body) as Received['body'],
      };
      this.received.push(message);
      await this.held;
      response.statusCode = typeof this.status === 'number' ? this.status : this.status(message);
      response.end(this.says);
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** `order 3` for each message, in the order in which they came. */
  get versions(): readonly number[] {
    return this.received.map(({ body }) => body.data.version);
  }

  hold(): () => void {
    let release = (): void => undefined;
    this.held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** As a receiver checks a message: by the library's own hand. Throws where the signature is not of this secret. */
export function verified(secret: string, { text: body, headers }: Pick<Received, 'text' | 'headers'>): unknown {
  return new Webhook(secret).verify(body, headers);
}
