import type { ReplaySelection, WebhookReplay } from '@interlock/persistence';

export interface ReplayView {
  readonly id: string;
  readonly selection: ReplaySelection;
  readonly state: 'running' | 'done';
  /** Deliveries that go out again so far. */
  readonly replayed: number;
  readonly createdAt: string;
  readonly finishedAt?: string;
}

export function replayView({ id, selection, replayed, createdAt, finishedAt }: WebhookReplay): ReplayView {
  return {
    id,
    selection,
    state: finishedAt === null ? 'running' : 'done',
    replayed,
    createdAt: createdAt.toISOString(),
    ...(finishedAt === null ? {} : { finishedAt: finishedAt.toISOString() }),
  };
}
