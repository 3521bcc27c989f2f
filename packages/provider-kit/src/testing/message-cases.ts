import { isDeepStrictEqual } from 'node:util';
import type { ProviderCall } from '../provider-call.js';
import type { NotificationResult, ProviderNotification, RawMessage } from '../notification.js';
import { isNotApplicable, type ConformanceSubject, type MessageScenario, type NotApplicable } from './subject.js';
import { textOf } from './trial.js';

/** One column of the table of messages. */
export interface MessageCase {
  readonly name: string;
  readonly check: (trial: MessageTrial) => Promise<readonly string[] | NotApplicable>;
}

type Read = { readonly is: 'read'; readonly notification: ProviderNotification } | { readonly is: 'refused'; readonly by: string };

/** Reads messages as the account's hook would. */
export class MessageTrial {
  private readonly settings: unknown;
  private readonly secrets: unknown;

  constructor(
    readonly subject: ConformanceSubject,
    readonly scenario: MessageScenario,
  ) {
    // Nothing is called: the address only has to be one.
    this.settings = subject.adapter.settingsSchema.parse(subject.settings('http://127.0.0.1:9'));
    this.secrets = subject.adapter.secretsSchema.parse(subject.secrets);
  }

  async read(message: RawMessage, later = 0): Promise<Read> {
    try {
      return { is: 'read', notification: await this.subject.adapter.notification.read(message, this.call(later)) };
    } catch (error) {
      return { is: 'refused', by: error instanceof Error ? error.name : String(error) };
    }
  }

  call(later = 0): Pick<ProviderCall, 'settings' | 'secrets' | 'currency' | 'now'> {
    const { currency, now } = this.subject;
    return { settings: this.settings, secrets: this.secrets, currency, now: () => now + later };
  }
}

const refusals = ['SignatureInvalid', 'MessageUnreadable'];

/** All that a message means to us; how it is stored aside. */
function meaning(read: Read): unknown {
  if (read.is === 'refused') return read;
  const { redacted: _stored, ...means } = read.notification;
  return means;
}
const seen = (read: Read): string => textOf(meaning(read)).slice(0, 300);

const genuine: MessageCase = {
  name: 'genuine',
  async check(trial) {
    const { genuine: message, about, means } = trial.scenario;
    const read = await trial.read(message);
    if (read.is === 'refused') return [`it was to be read; got ${read.by}`];
    const { notification } = read;
    const proves = notification.type === 'evidence' ? { type: 'evidence', outcome: notification.result.outcome } : { type: 'hint' };
    return isDeepStrictEqual(notification.about, about) && isDeepStrictEqual(proves, means)
      ? []
      : [`${textOf({ about, means })} was due; got ${seen(read)}`];
  },
};

const forged: MessageCase = {
  name: 'forged',
  check: (trial) =>
    all(trial.scenario.forged, async ({ name, message }) => {
      const read = await trial.read(message);
      return read.is === 'refused' && read.by === 'SignatureInvalid' ? [] : [`${name}: SignatureInvalid was due; got ${seen(read)}`];
    }),
};

/** Every bit of the body and of the signature. Base64 and hex have spellings of one value: a message that says the same is the same message. */
const flipped: MessageCase = {
  name: 'one bit flipped',
  async check(trial) {
    const { genuine: message, signatureHeaders } = trial.scenario;
    const before = meaning(await trial.read(message));
    const flips: { readonly name: string; readonly message: RawMessage }[] = bits(message.body).map(({ at, bytes }) => ({
      name: `bit ${String(at)} of the body`,
      message: { ...message, body: bytes },
    }));
    for (const header of signatureHeaders)
      for (const { at, bytes } of bits(Buffer.from(message.headers[header] ?? '')))
        flips.push({
          name: `bit ${String(at)} of ${header}`,
          message: { ...message, headers: { ...message.headers, [header]: Buffer.from(bytes).toString('latin1') } },
        });
    const complaints = await all(flips, async ({ name, message: changed }) => {
      const read = await trial.read(changed);
      const refused = read.is === 'refused' && refusals.includes(read.by);
      return refused || isDeepStrictEqual(meaning(read), before) ? [] : [`${name}: a refusal was due; got ${seen(read)}`];
    });
    return complaints.slice(0, 3);
  },
};

function bits(bytes: Uint8Array): readonly { readonly at: number; readonly bytes: Uint8Array }[] {
  return Array.from({ length: bytes.length * 8 }, (_, at) => {
    const changed = Uint8Array.from(bytes);
    changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
    return { at, bytes: changed };
  });
}

const MONTH = 30 * 24 * 3_600_000;

/** The adapter keeps nothing: a message means the same however often it comes, and late it proves no more than before. */
const replayed: MessageCase = {
  name: 'replayed',
  async check(trial) {
    const { genuine: message } = trial.scenario;
    const first = await trial.read(message);
    const second = await trial.read(message);
    const late = await trial.read(message, MONTH);
    const lateIsNoMore = isDeepStrictEqual(meaning(late), meaning(first)) || late.is === 'refused' || late.notification.type === 'hint';
    return [
      ...(isDeepStrictEqual(meaning(second), meaning(first)) ? [] : [`at once: the same was due; got ${seen(second)}`]),
      ...(lateIsNoMore ? [] : [`a month later: no more than before was due; got ${seen(late)}`]),
    ];
  },
};

const outOfOrder: MessageCase = {
  name: 'out of order',
  async check(trial) {
    const { earlier, genuine: message } = trial.scenario;
    if (isNotApplicable(earlier)) return earlier;
    const final = meaning(await trial.read(message));
    const late = await trial.read(earlier);
    const closes = late.is === 'read' && late.notification.type === 'evidence' && late.notification.result.outcome !== 'pending';
    const again = await trial.read(message);
    return [
      ...(late.is === 'refused' || closes ? [`an earlier word may only make us ask; got ${seen(late)}`] : []),
      ...(isDeepStrictEqual(meaning(again), final) ? [] : [`the final word was to mean the same after it; got ${seen(again)}`]),
    ];
  },
};

const unreadable: MessageCase = {
  name: 'unreadable',
  async check(trial) {
    const { unreadable: messages } = trial.scenario;
    if (isNotApplicable(messages)) return messages;
    return all(messages, async (message) => {
      const read = await trial.read(message);
      const text = Buffer.from(message.body).toString().slice(0, 40);
      return read.is === 'refused' && read.by === 'MessageUnreadable' ? [] : [`${text}: MessageUnreadable was due; got ${seen(read)}`];
    });
  },
};

const results: readonly NotificationResult[] = ['accepted', 'unknown_order', 'bad_signature', 'unreadable', 'failed'];

const answered: MessageCase = {
  name: 'the answer it expects',
  async check(trial) {
    const { subject, scenario } = trial;
    return all(results, async (result) => {
      const answer = subject.adapter.notification.answer(result, scenario.genuine, trial.call());
      const wrong = subject.expectsToHear[result](answer, scenario.genuine);
      return wrong === undefined ? [] : [`${result}: ${wrong}`];
    });
  },
};

const stored: MessageCase = {
  name: 'no secret is stored',
  async check(trial) {
    const read = await trial.read(trial.scenario.genuine);
    const text = textOf(read);
    return trial.subject.confidential.flatMap((secret, index) =>
      text.includes(secret) ? [`it holds confidential text ${String(index + 1)}`] : [],
    );
  },
};

async function all<T>(items: readonly T[], check: (item: T) => Promise<readonly string[]>): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const item of items) complaints.push(...(await check(item)));
  return complaints;
}

export const messageCases: readonly MessageCase[] = [genuine, forged, flipped, replayed, outOfOrder, unreadable, answered, stored];
