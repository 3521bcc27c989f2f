import { PROVIDER_NAMES } from '@interlock/domain';
import { z } from 'zod';
import { number } from '../orders/members.js';

const DATE = 'must be a date, as 2026-05-22';

/** `GET /v1/reports/day?…` */
export const dayReportQuery = z.strictObject({
  date: z.iso
    .date({ error: DATE })
    .meta({ description: 'The business day that begins on it, by each store’s own clock', examples: ['2026-05-22'] }),
  storeNo: number.optional(),
  terminalSn: number.optional(),
});
export type DayReportQuery = z.output<typeof dayReportQuery>;

const amount = z.strictObject({ currency: z.string(), value: z.string() }).meta({ description: 'Minor units; below zero with a minus' });
const figures = (description: string) => z.strictObject({ count: z.int(), amount }).meta({ description });
const sums = {
  sales: figures('Taken, without what stands beside it'),
  tips: figures('With payments, and changed after them'),
  cashback: figures('Handed out with payments'),
  surcharges: figures('What providers added'),
  refunds: figures('Given back, of payments of any day'),
  voids: figures('Undone whole: voids, and cancels of what was paid'),
  open: figures('Begun on the day and not decided by now, and holds that are not captured; in no sum'),
  net: amount.meta({ description: 'What providers owe more at the end of the day than at its beginning' }),
};
const moment = z.iso.datetime();

export const dayReport = z
  .strictObject({
    date: z.iso.date(),
    days: z.array(
      z.strictObject({
        storeNo: z.string().optional().meta({ description: 'Absent: orders of no store, whose day is that of UTC' }),
        timeZone: z.string().meta({ examples: ['America/Mexico_City'] }),
        dayStartsMinute: z.int().meta({ description: 'The cut-off, in minutes after midnight' }),
        from: moment,
        to: moment.meta({ description: 'The first moment of the next day' }),
      }),
    ),
    lines: z.array(
      z.strictObject({
        storeNo: z.string().optional(),
        terminalSn: z.string().optional(),
        provider: z.enum(PROVIDER_NAMES).optional().meta({ description: 'Absent: orders that wait for their terminal' }),
        currency: z.string(),
        ...sums,
      }),
    ),
    totals: z.array(z.strictObject({ currency: z.string(), ...sums })),
  })
  .meta({ id: 'DayReport' });
