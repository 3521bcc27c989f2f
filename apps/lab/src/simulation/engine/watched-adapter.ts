import type { HttpOutcome, HttpTransport, ProviderAdapter } from '@interlock/provider-kit';
import type { Scheduler } from '../core/scheduler.js';
import { rememberedSchema } from './remembered-schema.js';

/**
 * The real adapter. While it works on what it sends or was answered, nothing is released: some of them sign on another thread, which ends at
 * a moment of its own. While it waits for its provider, everything else goes on.
 */
export function watchedAdapter(adapter: ProviderAdapter, scheduler: Scheduler): ProviderAdapter {
  const { settingsSchema, secretsSchema } = adapter;
  const schemas = { settingsSchema: rememberedSchema(settingsSchema), secretsSchema: rememberedSchema(secretsSchema) };
  return { ...(watched(adapter, scheduler) as ProviderAdapter), ...schemas };
}

type Call = Readonly<Record<string, unknown>> & { readonly http?: HttpTransport };

function watched(part: unknown, scheduler: Scheduler): unknown {
  if (typeof part === 'function') return watchedFunction(part as (...given: unknown[]) => unknown, scheduler);
  if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype) return part;
  return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, watched(member, scheduler)]));
}

function watchedFunction(work: (...given: unknown[]) => unknown, scheduler: Scheduler) {
  return (...given: unknown[]): unknown => {
    const call = given.at(-1);
    if (!isCall(call)) return work(...given);
    return thoughtThrough(work, given.slice(0, -1), call, scheduler);
  };
}

/** The thinking goes on from one exchange with the provider to the next. */
function thoughtThrough(work: (...given: unknown[]) => unknown, given: readonly unknown[], call: Call, scheduler: Scheduler): unknown {
  let thinking = scheduler.begin();
  const http: HttpTransport | undefined = call.http && {
    send: async (request) => {
      await scheduler.atEnd(thinking);
      const outcome = await call.http?.send(request);
      thinking = scheduler.begin();
      return outcome as HttpOutcome;
    },
    note: (verdict, answer) => call.http?.note(verdict, answer),
  };
  const done = work(...given, http === undefined ? call : { ...call, http });
  const end = (): Promise<void> => scheduler.atEnd(thinking);
  if (done instanceof Promise) return done.finally(end);
  void end();
  return done;
}

/** Every call of an adapter brings the account's secrets. */
function isCall(value: unknown): value is Call {
  return typeof value === 'object' && value !== null && 'secrets' in value && 'now' in value;
}
