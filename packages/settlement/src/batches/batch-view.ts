import type { BatchException, BatchRecord, StoredScope } from '@interlock/persistence';

/** A count of payments and refunds, and their sum in minor units as text; below zero where refunds outweigh what was taken. */
export interface FiguresView {
  readonly count: number;
  readonly total: { readonly currency: string; readonly value: string };
}

export type ScopeView = { readonly all: true } | { readonly storeNo: string } | { readonly terminalSns: readonly string[] };

/** What a person may have to look at; none of it stops a close. */
export type BatchExceptionView =
  | {
      readonly kind: 'open_operation';
      readonly orderId: string;
      readonly operationId: string;
      readonly operation: string;
      /** null: it was being sent. */
      readonly outcome: string | null;
    }
  | { readonly kind: 'outcome_unknown' | 'figures_differ'; readonly detail: string };

/** A batch as every door shows it. Absent members are left out, never null. */
export interface BatchView {
  readonly id: string;
  readonly providerAccountId: string;
  readonly scope: ScopeView;
  readonly state: string;
  readonly attempts: number;
  readonly createdAt: string;
  /** What was finished by then is in a closed batch. */
  readonly closedAsOf?: string;
  readonly finishedAt?: string;
  /** While it is closing: when the provider is asked again. */
  readonly dueAt?: string;
  /** What the provider states. */
  readonly stated?: FiguresView;
  /** What of ours is marked as handed in with it. */
  readonly own?: FiguresView;
  readonly providerCode?: string;
  readonly message?: string;
  readonly exceptions: readonly BatchExceptionView[];
}

export function batchView(batch: BatchRecord): BatchView {
  const stated = figures(batch.statedCount, batch.statedTotalMinor, batch.currency);
  const own = figures(batch.ownCount, batch.ownTotalMinor, batch.currency);
  return {
    id: batch.id,
    providerAccountId: batch.providerAccountId,
    scope: scopeView(batch.scope),
    state: batch.state,
    attempts: batch.attempts,
    createdAt: text(batch.createdAt),
    ...(batch.closedAsOf === null ? {} : { closedAsOf: text(batch.closedAsOf) }),
    ...(batch.finishedAt === null ? {} : { finishedAt: text(batch.finishedAt) }),
    ...(batch.dueAt === null ? {} : { dueAt: text(batch.dueAt) }),
    ...(stated === undefined ? {} : { stated }),
    ...(own === undefined ? {} : { own }),
    ...(batch.providerCode === null ? {} : { providerCode: batch.providerCode }),
    ...(batch.message === null ? {} : { message: batch.message }),
    exceptions: [...batch.exceptions.map(openOperation), ...outcomeUnknown(batch), ...figuresDiffer(stated, own)],
  };
}

export function figuresView(currency: string, count: number, totalMinor: bigint): FiguresView {
  return { count, total: { currency, value: totalMinor.toString() } };
}

export function scopeView(scope: StoredScope): ScopeView {
  switch (scope.type) {
    case 'all':
      return { all: true };
    case 'store':
      return { storeNo: scope.storeNo };
    case 'terminals':
      return { terminalSns: scope.terminals.map(({ terminalSn }) => terminalSn) };
  }
}

function figures(count: number | null, totalMinor: bigint | null, currency: string): FiguresView | undefined {
  return count === null || totalMinor === null ? undefined : figuresView(currency, count, totalMinor);
}

function openOperation({ orderId, operationId, kind, outcome }: BatchException): BatchExceptionView {
  return { kind: 'open_operation', orderId, operationId, operation: kind, outcome };
}

/** A close has no order to hang a case on. */
function outcomeUnknown({ state, dueAt, attempts }: BatchRecord): BatchExceptionView[] {
  if (state !== 'closing' || dueAt !== null) return [];
  const detail = `the provider was asked ${String(attempts)} times and nothing certain was heard; refresh the batch to ask again`;
  return [{ kind: 'outcome_unknown', detail }];
}

function figuresDiffer(stated: FiguresView | undefined, own: FiguresView | undefined): BatchExceptionView[] {
  if (stated === undefined || own === undefined) return [];
  if (stated.count === own.count && stated.total.value === own.total.value) return [];
  const words = ({ count, total }: FiguresView): string => `${String(count)} of ${total.value} ${total.currency}`;
  return [{ kind: 'figures_differ', detail: `the provider states ${words(stated)}, ours are ${words(own)} (minor units)` }];
}

const text = (ms: number): string => new Date(ms).toISOString();
