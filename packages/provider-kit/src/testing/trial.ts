import { performance } from 'node:perf_hooks';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import type { ProviderAdapter } from '../adapter.js';
import { openCall } from '../open-call.js';
import { ProviderPools } from '../pools.js';
import type { ProviderCall } from '../provider-call.js';
import type { Exchange } from '../transport.js';
import { says, ScriptedServer, type Act } from './scripted-server.js';
import type { AccountAnswer, ConformanceSubject, ReceivedRequest, Scenario } from './subject.js';

/** A rejected promise is a bug in the adapter, and so is one that never settles. */
export type Result = ProviderResult | QueryResult | AccountAnswer | { readonly outcome: 'rejected'; readonly detail: string };

export interface Observed {
  readonly result: Result;
  readonly exchanges: readonly Exchange[];
  readonly received: readonly ReceivedRequest[];
}
export interface RunOptions {
  readonly attempt?: number;
  /** Milliseconds after the first send. */
  readonly later?: number;
  readonly totalTimeoutMs?: number;
  readonly sendUntilPassed?: boolean;
  /** Nobody listens where the provider should be. */
  readonly unreachable?: boolean;
}

/** Ample for an answer that comes; a case in which none comes waits its own, short time. */
const ANSWERED_MS = 20_000;
const SETTLED_MS = 30_000;

/** Runs one scenario against a server of its own through the real transport, as often as its cases want, and looks for leaks in each run. */
export class Trial {
  private constructor(
    readonly subject: ConformanceSubject,
    readonly scenario: Scenario,
    private readonly server: ScriptedServer,
    /** Where something confidential stood; shared by every trial of a scenario. */
    readonly leaks: Set<string>,
  ) {}

  static async with<T>(subject: ConformanceSubject, scenario: Scenario, leaks: Set<string>, use: (trial: Trial) => Promise<T>): Promise<T> {
    const trial = new Trial(subject, scenario, await ScriptedServer.start(), leaks);
    try {
      return await use(trial);
    } finally {
      await trial.server.close();
    }
  }

  get isQuery(): boolean {
    return this.scenario.request.kind === 'query';
  }

  get isAccount(): boolean {
    return this.scenario.request.kind === 'account';
  }

  /** Requests that come before the one under test. */
  get preceding(): number {
    return this.scenario.before?.length ?? 0;
  }

  /** `act` is what the provider does with the request under test, and with all after it. */
  async run(act: Act, options: RunOptions = {}): Promise<Observed> {
    const { attempt = 1, later = 0, totalTimeoutMs = ANSWERED_MS, sendUntilPassed = false, unreachable = false } = options;
    const { adapter, currency, now, settings, secrets } = this.subject;
    this.server.plays([...(this.scenario.before ?? []).map(says), act]);
    const pools = new ProviderPools();
    const baseUrl = unreachable ? await deafUrl() : this.server.baseUrl;
    const at = () => now + later;
    const http = openCall({
      pools,
      accountId: 'conformance',
      baseUrl,
      connectTimeoutMs: ANSWERED_MS,
      totalTimeoutMs,
      now: at,
      ...(sendUntilPassed ? { sendUntil: { wallMs: at() - 1, monotonicMs: performance.now() - 1 } } : {}),
    });
    const call: ProviderCall = {
      settings: adapter.settingsSchema.parse({ ...settings(baseUrl), ...this.scenario.settings }),
      secrets: adapter.secretsSchema.parse(secrets),
      currency,
      http,
      now: at,
      attempt,
    };
    const result = await settled(execute(adapter, this.scenario.request, call));
    // What belongs to a call that is over must be seen before its sockets are torn down.
    const observed = { result, exchanges: [...http.exchanges], received: [...this.server.received] };
    await pools.destroy();
    this.lookForLeaks(observed);
    return observed;
  }

  private lookForLeaks({ result, exchanges }: Observed): void {
    // What the account is given (a key, a token) is in the result of its call; it is sealed before it is stored.
    const given = this.scenario.request.kind === 'account' && result.outcome === 'approved';
    const places = { transcript: textOf(exchanges), ...(given ? {} : { result: textOf(result) }) };
    const confidential = [...this.subject.confidential, ...(this.scenario.confidential ?? [])];
    for (const [place, text] of Object.entries(places))
      for (const [index, secret] of confidential.entries())
        // Few digits stand in hashes and times by chance; as a member of their own they do not.
        if (text.includes(secret.length < 6 ? `"${secret}"` : secret))
          this.leaks.add(`the ${place} holds confidential text ${String(index + 1)}`);
  }
}

export const textOf = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) => (typeof member === 'bigint' ? member.toString() : member)) ?? '';

/** The capability is looked up by its name, so that a scenario of one that the adapter lacks is a miss. */
async function execute(adapter: ProviderAdapter, request: Scenario['request'], call: ProviderCall): Promise<Result> {
  const { operations } = adapter;
  switch (request.kind) {
    case 'query':
      return adapter.query(request, call);
    case 'account':
      return request.ask(adapter, call) ?? absent(request.of);
    case 'sale':
      return operations.sale.execute(request, call);
    case 'authorize':
      return operations.authorize?.execute(request, call) ?? absent(request.kind);
    case 'capture':
      return operations.capture?.execute(request, call) ?? absent(request.kind);
    case 'increment':
      return operations.increment?.execute(request, call) ?? absent(request.kind);
    case 'adjust_tip':
      return operations.adjust_tip?.execute(request, call) ?? absent(request.kind);
    case 'cancel':
      return operations.cancel?.execute(request, call) ?? absent(request.kind);
    case 'void':
      return operations.void?.execute(request, call) ?? absent(request.kind);
    case 'refund':
      return operations.refund?.execute(request, call) ?? absent(request.kind);
  }
}

const absent = (kind: string): Result => ({ outcome: 'rejected', detail: `the adapter declares no ${kind}` });

async function settled(running: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<Result>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'rejected', detail: 'it did not settle' }), SETTLED_MS);
  });
  try {
    return await Promise.race([running, never]);
  } catch (error) {
    return { outcome: 'rejected', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** An address on which somebody listened until now. */
async function deafUrl(): Promise<string> {
  const server = await ScriptedServer.start();
  await server.close();
  return server.baseUrl;
}
