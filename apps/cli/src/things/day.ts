import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import type { As } from '../frame/given.js';
import { addReading } from '../frame/reading.js';
import { table, type Columns } from '../show/table.js';

const figures = {
  sales: 'sales.amount',
  tips: 'tips.amount',
  refunds: 'refunds.amount',
  voids: 'voids.amount',
  net: 'net',
  'still open': 'open.amount',
} as const satisfies Columns;

export function addDay(program: Command, cli: Cli): void {
  addReading(
    program,
    {
      name: 'day',
      about:
        'What a business day brought: sales, refunds, tips and what is still open, by terminal, provider and currency. A date is 2026-11-21, as each store begins its day.',
      takes: ['date'],
      filters: [
        { name: 'storeNo', about: 'of this store' },
        { name: 'terminalSn', about: 'of this terminal' },
      ],
      ask: (client, { names: [date], query }) => client.GET('/v1/reports/day', { params: { query: { date, ...query } } }),
      draw: (data) => draw(data as As<'DayReport'>),
    },
    cli,
  );
}

function draw({ date, days, lines, totals }: As<'DayReport'>): string {
  const counted = { orders: 'sales.count', ...figures };
  const begun = days.map(({ storeNo, from, to, timeZone }) => ({ storeNo, from, to, timeZone }));
  const head = `${date}\n${table({ store: 'storeNo', from: 'from', to: 'to', zone: 'timeZone' }, begun)}`;
  if (lines.length === 0) return `${head}\nNothing was taken, and nothing given back.\n`;
  const each = table({ store: 'storeNo', terminal: 'terminalSn', provider: 'provider', ...counted }, lines);
  return `${head}\n${each}\n${table({ total: 'currency', ...counted }, totals)}`;
}
