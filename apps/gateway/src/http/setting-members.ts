import { isIP } from 'node:net';
import { z } from 'zod';

const DAY_SECONDS = 86_400;
const MOST_NETWORKS = 64;

/** Addresses and networks that a request may come from. */
export const ipList = z
  .array(
    z
      .string({ error: 'must be text' })
      .refine(isNetwork, 'must be an IP address, or a network such as 192.0.2.0/24')
      .meta({ examples: ['192.0.2.0/24'] }),
  )
  .max(MOST_NETWORKS, `must hold at most ${String(MOST_NETWORKS)} networks`)
  .meta({ description: 'Addresses and networks that it may be used from; empty: from anywhere' });

/** Whole seconds from `min` to `maxDays`. */
export const seconds = (min: number, maxDays: number) =>
  z
    .int('must be a whole number of seconds')
    .min(min, `must be at least ${String(min)}`)
    .max(maxDays * DAY_SECONDS, `must be at most ${String(maxDays * DAY_SECONDS)}`);

/** How long what is replaced goes on beside what replaces it. */
export const overlapBody = z
  .strictObject({
    overlapSeconds: seconds(0, 30).default(DAY_SECONDS).meta({ description: 'How long the present one goes on beside the new one' }),
  })
  .default({ overlapSeconds: DAY_SECONDS })
  .meta({ id: 'Overlap' });
export type OverlapBody = z.output<typeof overlapBody>;

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
