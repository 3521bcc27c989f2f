import { z } from 'zod';

/**
 * MIS-to-POS order push (Upay Web API, Payment Flow): the order goes to a bound POS, which runs the payer's dialogue; its life is that of any order.
 * No path and no field is published: both are settings, and without them the account has no such method.
 */
const pushed = [
  'terminal_sn',
  'client_sn',
  'total_amount',
  'target_terminal_sn',
  'subject',
  'operator',
  'description',
  'longitude',
  'latitude',
  'device_id',
  'extended',
  'goods_details',
  'reflect',
  'notify_url',
] as const;
type PushedField = (typeof pushed)[number];
const indispensable: ReadonlySet<PushedField> = new Set(['terminal_sn', 'client_sn', 'total_amount', 'target_terminal_sn']);

const fields = z
  .partialRecord(z.enum(pushed), z.union([z.string().min(1).max(64), z.null()]))
  .refine((names) => pushed.every((field) => names[field] !== null || !indispensable.has(field)), {
    error: `cannot be left out: ${[...indispensable].join(', ')}`,
  })
  .refine((names) => new Set(sentNames(names)).size === sentNames(names).length, { error: 'two members of one name' });

export const orderPushSettings = z.strictObject({
  /** Appended to the base URL. */
  path: z.string().regex(/^\/[A-Za-z0-9/_.-]{1,200}$/),
  /** Their name of each member, where it is not ours; null: it is not sent. */
  fields: fields.default({}),
});
type OrderPushSettings = z.output<typeof orderPushSettings>;

type Names = Readonly<Partial<Record<PushedField, string | null>>>;

function sentNames(names: Names): string[] {
  return pushed.flatMap((field) => nameOf(field, names) ?? []);
}

function nameOf(field: PushedField, names: Names): string | null {
  const name = names[field];
  return name === undefined ? field : name;
}

/** An order's members under the names that this deployment has for them. */
export function pushedBody(
  members: Readonly<Record<string, unknown>>,
  { fields: names }: OrderPushSettings,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    pushed.flatMap((field) => {
      const name = nameOf(field, names);
      return name === null || members[field] === undefined ? [] : [[name, members[field]]];
    }),
  );
}
