import type { CaseKind, Evidence, Resolution } from '@interlock/domain';
import type { Read, World } from '@interlock/domain/testing';
import { COUNTED } from './configuration.js';
import type { Configuration, Counted } from './configuration.js';
import { unseen } from './provider.js';
import type { Asked, Facts } from './provider.js';

/** A provider account with the order's charge there. */
export interface Account {
  readonly facts: Facts;
  /** What it shows to whoever asks; the same as `facts` where it does not lag. */
  readonly shown: Facts;
  /** Before this moment it shows what it has done; 0: it does. */
  readonly shownBy: number;
  /** Notifications of the payment that may still arrive. */
  readonly notifications: number;
  /** Somebody has changed something there, and nobody has told us yet. */
  readonly untold: boolean;
}

/** What a person wants to make of a case. */
export interface Wish {
  readonly kind: CaseKind;
  readonly resolution: Exclude<Resolution, 'ask_again'>;
}

/**
 * A process at work on one operation. `sending`: before the first byte; `sent`: it waits for the answer; `resending`: it holds the lease and is
 * about to begin a further attempt; `asking`: it holds the lease and is about to ask for a person; `heard`: it has an answer or what a query showed,
 * sooner or later on its way, and is about to write it; `speaking`: it has written that, and a person's word is next.
 */
export interface Run {
  readonly process: 'gateway' | 'worker' | 'hook';
  readonly operationId: string;
  readonly phase: 'sending' | 'sent' | 'resending' | 'asking' | 'heard' | 'speaking';
  readonly attempt: number;
  readonly lease: number;
  readonly claimedDueAt: number | null;
  readonly sendUntil: number;
  readonly askedAt: number;
  /** It does not stay in its phase beyond this moment. */
  readonly until: number;
  readonly source: Evidence['source'];
  readonly result: Evidence['result'] | undefined;
  /** What a decision will be made on. */
  readonly seen: Read;
  /** It holds what a call to the next provider needs. */
  readonly holdsPlan: boolean;
  /** It asks for a person who wants this. */
  readonly wish: Wish | undefined;
}

/** A request on its way: it arrives before `until`, or never. */
export interface Request extends Asked {
  readonly operationId: string;
  readonly account: number;
  readonly until: number;
}

/** What may still happen. */
export type Left = Readonly<Record<Counted | 'refunds' | 'outside', number>>;

/** The order as the database has it, the provider accounts, the processes at work, and what is under way between them. */
export interface State {
  readonly world: World;
  readonly accounts: readonly Account[];
  readonly runs: readonly Run[];
  readonly requests: readonly Request[];
  readonly left: Left;
}

/** One thing that may happen. `must`: it will, if nothing else does; what need not happen is a loss, a crash or a wish. */
export interface Step {
  readonly says: () => string;
  readonly must: boolean;
  readonly to: State;
  /** What this very step breaks. */
  readonly broken: readonly string[];
}

/** The order has just been begun, and nothing was sent. */
export function begun(configuration: Configuration, world: World): State {
  const { failover, refunds, outside } = configuration;
  const counted = Object.fromEntries(COUNTED.map((what) => [what, configuration[what]])) as Record<Counted, number>;
  const [charge] = world.charges;
  if (charge === undefined) throw new Error('no charge');
  return {
    world,
    accounts: Array.from({ length: failover ? 2 : 1 }, () => ({
      facts: unseen,
      shown: unseen,
      shownBy: 0,
      notifications: 0,
      untold: false,
    })),
    runs: [
      {
        process: 'gateway',
        operationId: charge.id,
        phase: 'sending',
        attempt: 1,
        lease: 1,
        claimedDueAt: charge.dueAt,
        sendUntil: charge.sendUntil,
        askedAt: world.now,
        until: world.now,
        source: 'answer',
        result: undefined,
        seen: world.read(),
        holdsPlan: true,
        wish: undefined,
      },
    ],
    requests: [],
    left: { ...counted, refunds: refunds.length, outside: outside.length },
  };
}

/** The account that a charge is asked of: one charge each, in the order of the routes. */
export function accountOf(world: World, operationId: string): number {
  const { chargeId } = world.row(operationId);
  return world.charges.findIndex(({ id }) => id === chargeId);
}
