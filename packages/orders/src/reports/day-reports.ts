import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { InvalidReference } from '@interlock/domain';
import type { CurrencyCode } from '@interlock/domain';
import { FIGURES, readBusinessDays, readDayLines, TerminalRepository } from '@interlock/persistence';
import type { DayLine, Figure, Figures } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../commands.js';
import type { AmountView } from '../orders/order-view.js';

export interface FiguresView {
  readonly count: number;
  readonly amount: AmountView;
}
/** `net`: what the providers owe more at the day's end than at its beginning. */
export interface DaySumsView extends Readonly<Record<Figure, FiguresView>> {
  readonly net: AmountView;
}
export interface DayLineView extends DaySumsView {
  readonly storeNo?: string;
  readonly terminalSn?: string;
  readonly provider?: string;
  readonly currency: string;
}
export interface DayReportView {
  readonly date: string;
  readonly days: readonly {
    readonly storeNo?: string;
    readonly timeZone: string;
    readonly dayStartsMinute: number;
    readonly from: string;
    readonly to: string;
  }[];
  readonly lines: readonly DayLineView[];
  readonly totals: readonly (DaySumsView & { readonly currency: string })[];
}

/** What moved on a business day, from the books, and what of the day is still open. */
@Injectable()
export class DayReports {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'pool'>,
    private readonly terminals: TerminalRepository,
  ) {}

  /** Throws `InvalidReference` where the merchant has no such store or terminal. */
  async day(
    { merchantId }: Pick<Actor, 'merchantId'>,
    asked: { readonly date: string; readonly storeNo?: string | undefined; readonly terminalSn?: string | undefined },
  ): Promise<DayReportView> {
    const { date, terminalSn } = asked;
    const { pool } = this.runtime;
    const storeNo = await this.store(merchantId, asked);
    const days = await readBusinessDays(pool, { merchantId, storeNo, date });
    const lines = await readDayLines(pool, { merchantId, days, terminalSn });
    const byCurrency = Map.groupBy(lines, ({ currency }) => currency);
    return {
      date,
      days: days.map(({ storeNo: of, timeZone, dayStartsMinute, from, to }) => ({
        ...(of === null ? {} : { storeNo: of }),
        timeZone,
        dayStartsMinute,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      })),
      lines: lines.map((line) => ({
        ...(line.storeNo === null ? {} : { storeNo: line.storeNo }),
        ...(line.terminalSn === null ? {} : { terminalSn: line.terminalSn }),
        ...(line.provider === null ? {} : { provider: line.provider }),
        currency: line.currency,
        ...sumsView([line], line.currency),
      })),
      totals: [...byCurrency].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, of]) => ({ currency, ...sumsView(of, currency) })),
    };
  }

  /** A terminal's day is its store's. */
  private async store(
    merchantId: string,
    { storeNo, terminalSn }: { readonly storeNo?: string | undefined; readonly terminalSn?: string | undefined },
  ): Promise<string | undefined> {
    if (terminalSn !== undefined) {
      const terminal = await this.terminals.findTerminal(merchantId, terminalSn);
      if (terminal === undefined) throw new InvalidReference('terminalSn', 'no such terminal of this merchant');
      if (storeNo !== undefined && storeNo !== terminal.storeNo)
        throw new InvalidReference('storeNo', 'the terminal belongs to another store');
      return terminal.storeNo;
    }
    if (storeNo !== undefined && (await this.terminals.findStore(merchantId, storeNo)) === undefined)
      throw new InvalidReference('storeNo', 'no such store of this merchant');
    return storeNo;
  }
}

function sumsView(lines: readonly DayLine[], currency: CurrencyCode): DaySumsView {
  const amount = (minor: bigint): AmountView => ({ currency, value: minor.toString() });
  const sums = Object.fromEntries(FIGURES.map((figure) => [figure, sumOf(lines, figure)])) as Record<Figure, Figures>;
  const { sales, tips, cashback, surcharges, refunds, voids } = sums;
  const views = FIGURES.map((figure) => [figure, { count: sums[figure].count, amount: amount(sums[figure].minor) }] as const);
  return {
    ...(Object.fromEntries(views) as Record<Figure, FiguresView>),
    net: amount(sales.minor + tips.minor + cashback.minor + surcharges.minor - refunds.minor - voids.minor),
  };
}

function sumOf(lines: readonly DayLine[], figure: Figure): Figures {
  return lines.reduce<Figures>((sum, line) => ({ count: sum.count + line[figure].count, minor: sum.minor + line[figure].minor }), {
    count: 0,
    minor: 0n,
  });
}
