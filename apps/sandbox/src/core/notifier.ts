import { Agent, request } from 'undici';

import type { Agenda } from './agenda.js';
import type { FaultOrder, Faults } from './faults.js';
import type { MagicName } from './magic-amounts.js';
import type { ProviderName } from '@interlock/domain';

/** A notification that a twin wants delivered: plain data, which may name records and accounts. */
export interface Letter<C> {
  /** The operation that made the order, in the provider's word: faults are armed on it. */
  readonly operation: string;
  /** The order's numbers, for faults that name one. */
  readonly keys: readonly string[];
  readonly url: string;
  /** The order's magic, of which `notified_twice` and `not_notified` are played here. */
  readonly magic: MagicName | undefined;
  readonly content: C;
}

/** How a provider sends one kind of notification. */
export interface Sender<C> {
  /** Milliseconds before each delivery, counted from the previous one; stops when acknowledged. */
  readonly scheduleMs: readonly number[];
  /** Composed anew for each delivery, signed with the key of that moment. A forgery says that the order is paid and has a signature that does not verify. */
  compose(content: C, forged: boolean): { readonly headers: Readonly<Record<string, string>>; readonly body: string };
  acknowledged(answer: { readonly status: number; readonly body: string }): boolean;
}

export interface Mailbox<C> {
  /** An order that wants notifications was created: where `notify_forged` is armed a stranger's forgery comes at once. */
  opened(letter: Letter<C>): void;
  /** Something happened that the provider notifies. */
  notify(letter: Letter<C>): void;
}

/** One delivery that is due. */
interface Due<C> {
  readonly url: string;
  readonly content: C;
  readonly attempt: number;
  readonly forged: boolean;
}

/** A receiver that takes longer has not acknowledged; real time, not the sandbox's. */
const RECEIVER_TIMEOUT_MS = 10_000;
const LATE_MS = 60_000;

/** How a message reaches its receiver. Rejects where there is no answer: unreachable, refused, too slow, not a URL. */
export interface Post {
  send(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<{ readonly status: number; readonly body: string }>;
  close(): Promise<void>;
}

/** Over HTTP. */
export function httpPost(): Post {
  const agent = new Agent({
    connections: 16,
    connectTimeout: 2_000,
    headersTimeout: RECEIVER_TIMEOUT_MS,
    bodyTimeout: RECEIVER_TIMEOUT_MS,
  });
  return {
    async send(url, headers, body) {
      const signal = AbortSignal.timeout(RECEIVER_TIMEOUT_MS);
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal });
      return { status: answer.statusCode, body: await answer.body.text() };
    },
    close: () => agent.destroy(),
  };
}

/** Sends the providers' notifications, with their schedules, until the receiver acknowledges. */
export class Notifier {
  constructor(
    private readonly agenda: Agenda,
    private readonly faults: Faults,
    private readonly post: Post,
    /** Divides every wait of the providers' schedules. */
    private readonly speed = 1,
  ) {}

  /** One kind of notification of a provider: `kind` is a name that stays the same. */
  mailbox<C>(provider: ProviderName, kind: string, sender: Sender<C>): Mailbox<C> {
    const deliveries = this.agenda.kind<Due<C>>(`notification ${kind}`, async (due) => {
      if (!(await this.#acknowledged(sender, due)) && !due.forged) deliver({ ...due, attempt: due.attempt + 1 }, 0);
    });
    const deliver = (due: Due<C>, extraMs: number): void => {
      const delayMs = due.forged ? 0 : sender.scheduleMs[due.attempt];
      if (delayMs !== undefined) deliveries.in(delayMs / this.speed + extraMs, due);
    };
    const armed = (letter: Letter<C>, wanted: 'forgery' | 'genuine'): FaultOrder | undefined =>
      this.faults.takeForNotification(provider, letter.operation, letter.keys, wanted);
    return {
      opened: (letter) => {
        if (armed(letter, 'forgery') !== undefined) deliver({ url: letter.url, content: letter.content, attempt: 0, forged: true }, 0);
      },
      notify: (letter) => {
        if (letter.magic === 'not_notified') return;
        const fault = armed(letter, 'genuine');
        if (fault?.name === 'notify_never') return;
        const lateMs = fault?.name === 'notify_late' ? (fault.delayMs ?? LATE_MS) : 0;
        const times = letter.magic === 'notified_twice' || fault?.name === 'notify_twice' ? 2 : 1;
        for (let sent = 0; sent < times; sent++) deliver({ url: letter.url, content: letter.content, attempt: 0, forged: false }, lateMs);
      },
    };
  }

  async close(): Promise<void> {
    await this.post.close();
  }

  async #acknowledged<C>(sender: Sender<C>, { url, content, forged }: Due<C>): Promise<boolean> {
    const { headers, body } = sender.compose(content, forged);
    try {
      return sender.acknowledged(await this.post.send(url, headers, body));
    } catch {
      // To a provider all of it means "not acknowledged".
      return false;
    }
  }
}
