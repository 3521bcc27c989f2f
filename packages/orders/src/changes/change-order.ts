import { IdempotencyKeyReused, OperationInProgress } from '@interlock/domain';
import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { beginFollowing, differingMembers, isUniqueViolation, memberHashes, readOrder, refuseKeyOfAnother } from '@interlock/persistence';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor, ChangeInput, CommandAnswer } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { followingOperation } from '../engine/following-operation.js';
import { assertAlone, chargeInUse } from '../engine/order-operations.js';
import type { FollowingContent } from '../engine/requests.js';
import { answerOf, existing, orderOf, within } from '../orders/command-answer.js';
import { FollowingChecks } from './following-checks.js';

/** The operations of which one at a time is open on a charge, beside cancel, which has a wish of its own. */
export type ChangeKind = 'capture' | 'increment' | 'adjust_tip' | 'void';

/** In what the four differ. */
export interface Change {
  readonly kind: ChangeKind;
  /** The last member of the request's path: part of what its key stands for. */
  readonly path: string;
  /** Minor units, once the order allows the change. Throws why it does not, in words; the guard judges again. */
  readonly figures: (
    read: OrderWithOperations,
    charge: OperationRecord,
  ) => { readonly amountMinor: bigint | null; readonly tipMinor?: bigint };
}

export interface ChangeCommand {
  readonly actor: Actor;
  readonly orderId: string;
  readonly input: ChangeInput;
  readonly idempotencyKey: string;
  readonly waitMs?: number | undefined;
}

/** How often a begin that lost its guard looks for the reason. */
const TRIES = 10;

/** begin → call → finish of a capture, increment, tip or void: the key of the request makes it one operation, however often it comes. */
@Injectable()
export class ChangingOrders {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
    private readonly providers: ProviderRegistry,
    private readonly checks: FollowingChecks,
  ) {}

  async execute({ kind, path, figures }: Change, command: ChangeCommand): Promise<CommandAnswer> {
    const { actor, orderId, input, idempotencyKey } = command;
    const { pool, newId, clock, keyRing, processName } = this.runtime;
    const hashes = memberHashes(keyRing, { ...input, path: `POST /v1/orders/${orderId.toLowerCase()}/${path}` });
    for (let count = 0; count < TRIES; count += 1) {
      const before = await this.replay(actor.merchantId, idempotencyKey, hashes);
      if (before !== undefined) return before;
      const asked = await this.asked({ kind, figures }, command).catch(async (refusal: unknown) => {
        // The same request may have begun it since, and that is why it is refused.
        const since = await this.replay(actor.merchantId, idempotencyKey, hashes);
        if (since === undefined) throw refusal;
        return since;
      });
      if ('view' in asked) return asked;
      const { read, charge, figure, content } = asked;
      const window = this.engine.sendWindow();
      const operation = await followingOperation(this.runtime, this.providers.adapter(charge.provider), {
        order: read.order,
        charge,
        kind,
        ...figure,
        content,
        origin: 'merchant',
        now: clock.now(),
        idempotencyKey,
        idempotencyHashes: hashes,
        operator: input.operator,
        reason: input.reason,
      });
      const cause = { cause: 'request', actor: actor.actor, requestId: actor.requestId };
      const version = await beginFollowing(pool, { operation, cause, eventId: newId() }).catch((error: unknown) => {
        if (isUniqueViolation(error, 'operation_idempotency_key')) return undefined;
        return refuseKeyOfAnother(idempotencyKey)(error);
      });
      if (version === undefined) continue;
      const begun = existing(await readOrder(pool, 'byId', [orderId]));
      const run = this.engine.send(begun, operation, window, { ...cause, actor: processName });
      return answerOf(await within(this.runtime, orderId, run, command.waitMs), { replayed: false, operationId: operation.id });
    }
    throw new OperationInProgress(kind);
  }

  /** What is to be begun, on the order as it is now; throws why it cannot be. */
  private async asked(
    { kind, figures }: Pick<Change, 'kind' | 'figures'>,
    { actor, orderId, input }: ChangeCommand,
  ): Promise<{
    readonly read: OrderWithOperations;
    readonly charge: OperationRecord;
    readonly figure: ReturnType<Change['figures']>;
    readonly content: FollowingContent | undefined;
  }> {
    const read = await orderOf(this.runtime.pool, actor.merchantId, orderId);
    const charge = chargeInUse(read);
    this.checks.assertExists(kind, charge);
    assertAlone(read, charge, 'change');
    const figure = figures(read, charge);
    const content = await this.checks.contentOf(kind, input, read, charge);
    this.runtime.assertReady();
    return { read, charge, figure, content };
  }

  private async replay(
    merchantId: string,
    idempotencyKey: string,
    hashes: Readonly<Record<string, string>>,
  ): Promise<CommandAnswer | undefined> {
    const read = await readOrder(this.runtime.pool, 'byIdempotencyKey', [merchantId, idempotencyKey]);
    const before = read?.operations.find((operation) => operation.idempotencyKey === idempotencyKey);
    if (read === undefined || before === undefined) return undefined;
    const differing = differingMembers(before.idempotencyHashes ?? {}, hashes);
    if (differing.length > 0) throw new IdempotencyKeyReused(`Idempotency-Key "${idempotencyKey}"`, differing);
    return answerOf(read, { replayed: true, operationId: before.id });
  }
}
