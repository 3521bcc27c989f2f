import { DUPLICATE_REFUND, LATE_REFUND, IdempotencyKeyReused, InvalidReference, OperationInProgress } from '@interlock/domain';
import { differingMembers, memberHashes } from '@interlock/persistence';
import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { takenOf } from '@interlock/domain';
import { beginFollowing, isUniqueViolation, readOrder } from '@interlock/persistence';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { RefundParts } from '@interlock/provider-kit';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { RefundOrder } from '../commands.js';
import type { CommandAnswer } from '../commands.js';
import { FollowingChecks } from '../changes/following-checks.js';
import { Engine } from '../engine/engine.js';
import { followingOperation } from '../engine/following-operation.js';
import { assertAlone, chargeInUse, isCharge } from '../engine/order-operations.js';
import type { FollowingContent } from '../engine/requests.js';
import { AmountExceedsRemaining, InvalidState } from '../errors.js';
import { answerOf, existing, orderOf, within } from '../orders/command-answer.js';
import { refundableOf } from '../orders/order-view.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How often a begin that lost its guard looks for the reason. */
const TRIES = 10;
/** Where refunds are counted, every change of the order loses the guard: as often as those that still fit may begin and end meanwhile. */
const COUNTED_TRIES = 100;

/** `POST /v1/orders/{id}/refunds`: the refund number is the idempotency key; the amount is reserved before the provider is asked. */
@CommandHandler(RefundOrder)
export class RefundOrderHandler implements ICommandHandler<RefundOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
    private readonly providers: ProviderRegistry,
    private readonly checks: FollowingChecks,
  ) {}

  async execute(command: RefundOrder): Promise<CommandAnswer> {
    const { actor, orderId, input } = command;
    const { pool, newId } = this.runtime;
    const ours = [LATE_REFUND, DUPLICATE_REFUND].find((prefix) => input.refundNo.startsWith(prefix));
    if (ours !== undefined) throw new InvalidReference('refundNo', `numbers that begin with ${ours} are those of refunds of our own`);
    const hashes = memberHashes(this.runtime.keyRing, input);
    let read = await orderOf(pool, actor.merchantId, orderId);
    for (let count = 0; count < this.triesOf(read); count += 1) {
      const before = replayOf(read, input.refundNo, hashes);
      if (before !== undefined) return before;
      const charge = this.refundable(read, command);
      const amountMinor = amountOf(input) ?? refundableOf(charge);
      if (amountMinor <= 0n || amountMinor > refundableOf(charge)) throw exceeds(command, refundableOf(charge), takenOf(charge));
      const content = { ...(await this.checks.contentOf('refund', input, read, charge)), ...partsOf(input.parts) };
      this.runtime.assertReady();
      const window = this.engine.sendWindow();
      const refund = await followingOperation(this.runtime, this.providers.adapter(charge.provider), {
        order: read.order,
        charge,
        kind: 'refund',
        amountMinor,
        content: Object.keys(content).length === 0 ? undefined : content,
        origin: 'merchant',
        now: this.runtime.clock.now(),
        refundNo: input.refundNo,
        idempotencyHashes: hashes,
        operator: input.operator,
        reason: input.reason,
      });
      const cause = { cause: 'request', actor: actor.actor, requestId: actor.requestId };
      const version = await beginFollowing(pool, {
        operation: refund,
        cause,
        eventId: newId(),
        countedOn: this.countedOn(read, charge),
      }).catch((error: unknown) => {
        if (isUniqueViolation(error, 'operation_refund_no')) return undefined;
        throw error;
      });
      read = existing(await readOrder(pool, 'byId', [orderId]));
      if (version === undefined) continue;
      const run = this.engine.send(read, refund, window, { ...cause, actor: this.runtime.processName });
      return answerOf(await within(this.runtime, orderId, run, command.waitMs), { replayed: false, operationId: refund.id });
    }
    throw new OperationInProgress('refund');
  }

  /** Where the provider takes only so many refunds of one payment, the version on which they were counted. */
  private countedOn({ order }: OrderWithOperations, { provider }: OperationRecord): number | undefined {
    return this.providers.adapter(provider).limits.maxRefunds === undefined ? undefined : order.version;
  }

  private triesOf(read: OrderWithOperations): number {
    return read.operations.some((operation) => this.countedOn(read, operation) !== undefined) ? COUNTED_TRIES : TRIES;
  }

  /** The charge that holds the money. The guard judges again; this says why not, in words. */
  private refundable(read: OrderWithOperations, command: RefundOrder): OperationRecord {
    const { order, operations } = read;
    if (order.state !== 'paid' && order.state !== 'partially_refunded') {
      if (order.state === 'refunded')
        throw exceeds(
          command,
          0n,
          operations.filter(isCharge).reduce((taken, charge) => taken + takenOf(charge), 0n),
        );
      throw new InvalidState(`the order is ${order.state}: only what is known to be paid can be refunded`);
    }
    const charge = chargeInUse(read);
    if (command.input.amount !== undefined && command.input.amount.currency !== order.currency) {
      throw new InvalidReference('amount.currency', `the order is in ${order.currency}`);
    }
    const { refundDays, maxRefunds } = this.providers.adapter(charge.provider).limits;
    if (this.runtime.clock.now() > (charge.finishedAt ?? charge.createdAt) + refundDays * DAY_MS) {
      throw new InvalidState(`${charge.provider} refunds within ${String(refundDays)} days of the payment`);
    }
    const refunds = operations.filter(
      ({ kind, outcome, chargeId }) => kind === 'refund' && outcome !== 'declined' && chargeId === charge.id,
    ).length;
    if (maxRefunds !== undefined && refunds >= maxRefunds)
      throw new InvalidState(`${charge.provider} takes at most ${String(maxRefunds)} refunds of one payment`);
    assertAlone(read, charge, 'refund');
    return charge;
  }
}

/** The amount that is asked, or the sum of its parts; undefined: all that is left. */
function amountOf({ amount, parts }: RefundOrder['input']): bigint | undefined {
  if (parts === undefined) return amount?.minor;
  const sum = partsIn(parts).reduce((total, [, minor]) => total + minor, 0n);
  if (sum === 0n) throw new InvalidReference('parts', 'must be more than nothing together');
  if (amount !== undefined && amount.minor !== sum)
    throw new InvalidReference('parts', `add up to ${String(sum)}, and the amount is ${String(amount.minor)} (minor units)`);
  return sum;
}

function partsOf(parts: RefundOrder['input']['parts']): Pick<FollowingContent, 'parts'> {
  return parts === undefined ? {} : { parts: Object.fromEntries(partsIn(parts).map(([part, minor]) => [part, String(minor)])) };
}

const partsIn = (parts: RefundParts): [string, bigint][] =>
  Object.entries(parts).filter((part): part is [string, bigint] => part[1] !== undefined);

function exceeds({ input }: RefundOrder, left: bigint, taken: bigint): AmountExceedsRemaining {
  return new AmountExceedsRemaining(input.amount?.minor.toString(), left.toString(), taken.toString());
}

function replayOf(read: OrderWithOperations, refundNo: string, hashes: Readonly<Record<string, string>>): CommandAnswer | undefined {
  const before = read.operations.find((operation) => operation.refundNo === refundNo);
  if (before === undefined) return undefined;
  const differing = differingMembers(before.idempotencyHashes ?? {}, hashes);
  if (differing.length > 0) throw new IdempotencyKeyReused(`refundNo "${refundNo}"`, differing);
  return answerOf(read, { replayed: true, operationId: before.id });
}
