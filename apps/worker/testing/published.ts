import type { OperationKind, ProviderName } from '@interlock/domain';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When an operation of which nothing is heard is asked after, in seconds from its begin: as the providers' documents have it, copied by hand. */
export interface Published {
  readonly kind: OperationKind;
  readonly method?: 'payer_code' | 'merchant_qr';
  /** Every so often, until. */
  readonly steps: readonly (readonly [everyS: number, untilS: number])[];
  /** Pauses after the last step. */
  readonly afterwards: readonly number[];
  readonly resend: 'same_key' | 'sets_value' | 'never';
}

const upayLater = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];
const codepayFollowing = { steps: [[2, MINUTE] as const, [10, 10 * MINUTE] as const], afterwards: [10 * MINUTE, HOUR, 6 * HOUR, DAY] };
/** Of an order that lives for a minute: a quarter of a minute after its end. */
const codepayCharge = {
  steps: [[2, MINUTE] as const, [10, 75] as const],
  afterwards: [20, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, DAY],
};
const walletFollowing = {
  steps: [[5, MINUTE] as const, [30, 5 * MINUTE] as const, [2 * MINUTE, 15 * MINUTE] as const],
  afterwards: [10 * MINUTE, HOUR],
};
/** The same, five minutes after it. */
const walletCharge = {
  steps: [[5, MINUTE] as const, [30, 5 * MINUTE] as const, [2 * MINUTE, 6 * MINUTE] as const],
  afterwards: [10, 65, 65, 65, 10 * MINUTE, HOUR],
};

/** Every kind that each provider has. Upay: Web API, polling and automatic cancel. CodePay: Open API, Query Order. Wallet: OpenAPI, inquiryPayment and inquiryRefund. */
export const published: Readonly<Record<ProviderName, readonly Published[]>> = {
  upay: [
    {
      kind: 'sale',
      method: 'payer_code',
      steps: [
        [3, MINUTE],
        [10, 2 * MINUTE],
      ],
      afterwards: upayLater,
      resend: 'same_key',
    },
    {
      kind: 'sale',
      method: 'merchant_qr',
      steps: [
        [2, 30],
        [5, 240],
        [10, 250],
      ],
      afterwards: upayLater,
      resend: 'same_key',
    },
    { kind: 'cancel', steps: [[5, MINUTE]], afterwards: upayLater, resend: 'same_key' },
    { kind: 'void', steps: [[5, MINUTE]], afterwards: upayLater, resend: 'same_key' },
    {
      kind: 'refund',
      steps: [
        [20, 20],
        [5, MINUTE],
      ],
      afterwards: upayLater,
      resend: 'same_key',
    },
  ],
  codepay: [
    { kind: 'sale', method: 'merchant_qr', ...codepayCharge, resend: 'same_key' },
    { kind: 'authorize', method: 'merchant_qr', ...codepayCharge, resend: 'same_key' },
    {
      kind: 'cancel',
      steps: [
        [2, 30],
        [15, 3 * MINUTE],
      ],
      afterwards: [5 * MINUTE, 30 * MINUTE, 2 * HOUR],
      resend: 'same_key',
    },
    { kind: 'capture', ...codepayFollowing, resend: 'same_key' },
    { kind: 'increment', ...codepayFollowing, resend: 'never' },
    { kind: 'adjust_tip', ...codepayFollowing, resend: 'sets_value' },
    { kind: 'void', ...codepayFollowing, resend: 'same_key' },
    {
      kind: 'refund',
      steps: [
        [2, MINUTE],
        [30, 10 * MINUTE],
        [10 * MINUTE, 2 * HOUR],
        [2 * HOUR, 3 * DAY],
      ],
      afterwards: [DAY, 2 * DAY],
      resend: 'same_key',
    },
  ],
  wallet: [
    { kind: 'sale', method: 'merchant_qr', ...walletCharge, resend: 'same_key' },
    { kind: 'authorize', method: 'merchant_qr', ...walletCharge, resend: 'same_key' },
    { kind: 'cancel', ...walletFollowing, resend: 'same_key' },
    { kind: 'capture', ...walletFollowing, resend: 'same_key' },
    { kind: 'void', ...walletFollowing, resend: 'same_key' },
    {
      kind: 'refund',
      steps: [
        [5, MINUTE],
        [30, 5 * MINUTE],
        [2 * MINUTE, 15 * MINUTE],
        [10 * MINUTE, 2 * HOUR],
        [HOUR, DAY],
      ],
      afterwards: [DAY, DAY],
      resend: 'same_key',
    },
  ],
};

/** What is wrong with looks (seconds from the begin) beside what was published: none too early, none later than a quarter of its pause, none left out. */
export function faultsOfLooks(
  looks: readonly number[],
  { steps, afterwards }: Pick<Published, 'steps' | 'afterwards'>,
  given: {
    /** A look that comes once beside them. */ readonly once?: number;
    /** Until another query of the order lies far enough back. */ readonly slackS?: number;
  } = {},
): string[] {
  const { once = Infinity, slackS = 0 } = given;
  const faults: string[] = [];
  let before = 0;
  let paused = 0;
  const end = steps.at(-1)?.[1] ?? 0;
  const next = (): readonly [from: number, pause: number] | undefined => {
    for (const [every, until] of steps) {
      if (before + every <= until) return [before + every, every];
      if (before < until) return [until, every];
    }
    const pause = afterwards[paused];
    return pause === undefined ? undefined : [end + afterwards.slice(0, paused + 1).reduce((sum, each) => sum + each, 0), pause];
  };
  for (const look of looks) {
    const expected = next();
    const beside = expected === undefined || (once > before && once < expected[0]);
    const [from, pause] = beside ? [once, 0] : expected;
    const to = from + Math.min(pause / 4, 5 * MINUTE) + slackS;
    if (look < from - 0.001 || look > to + 0.001)
      faults.push(`after ${String(before)} s: at ${String(look)} s, not from ${String(from)} to ${String(to)} s`);
    if (!beside && before >= end) paused += 1;
    before = look;
  }
  const missing = next();
  if (missing !== undefined) faults.push(`after ${String(before)} s: no look from ${String(missing[0])} s on`);
  return faults;
}
