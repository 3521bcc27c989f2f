import { ProviderAccountNotFound } from '@interlock/domain';
import { AccountDirectory, ProviderRegistry, RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { hash } from 'node:crypto';
import { isOpen } from '@interlock/domain';
import { UnmatchedNotificationRepository, glanceAtOperation, hinted, readOrder } from '@interlock/persistence';
import type { OperationGlance, OperationRecord, OpenAccount, OrderWithOperations } from '@interlock/persistence';
import { MessageUnreadable, SignatureInvalid } from '@interlock/provider-kit';
import type { NotificationResult, ProviderNotification, RawAnswer } from '@interlock/provider-kit';
import { Inject, Logger } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ApplyNotification } from '../commands.js';
import { Finisher } from '../engine/finisher.js';
import { RefusedNotifications } from './refused-notifications.js';

/** `POST /hooks/{provider}/{accountId}`: verified on the raw bytes; evidence ends in the same finish as an answer, a hint only makes us ask. Acknowledged after the commit. */
@CommandHandler(ApplyNotification)
export class ApplyNotificationHandler implements ICommandHandler<ApplyNotification> {
  private readonly logger = new Logger('Notification');

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
    private readonly accounts: AccountDirectory,
    private readonly unmatched: UnmatchedNotificationRepository,
    private readonly finisher: Finisher,
    private readonly refused: RefusedNotifications,
  ) {}

  async execute(command: ApplyNotification): Promise<RawAnswer> {
    const account = UUID.test(command.accountId) ? await this.accounts.find(command.accountId) : undefined;
    if (account?.provider !== command.provider) throw new ProviderAccountNotFound();
    const adapter = this.providers.adapter(account.provider);
    const { settings, secrets } = this.providers.configuration(account);
    const call = { settings, secrets, currency: account.currency, now: this.runtime.clock.now };
    const answer = (result: NotificationResult): RawAnswer => adapter.notification.answer(result, command.message, call);
    let notification: ProviderNotification;
    try {
      notification = await adapter.notification.read(command.message, call);
    } catch (error) {
      if (error instanceof SignatureInvalid) {
        this.refused.add(account, command.requestId);
        return answer('bad_signature');
      }
      if (error instanceof MessageUnreadable) return answer('unreadable');
      throw error;
    }
    try {
      return answer(await this.apply(command, account, notification));
    } catch (error) {
      this.logger.error(
        { accountId: account.id, providerKey: notification.about.providerKey, requestId: command.requestId, err: error },
        'a verified notification was not kept; the provider is asked to send it again',
      );
      return answer('failed');
    }
  }

  private async apply(command: ApplyNotification, account: OpenAccount, notification: ProviderNotification): Promise<NotificationResult> {
    const { pool, clock } = this.runtime;
    const { about } = notification;
    if (notification.type === 'hint') {
      const operation = await glanceAtOperation(pool, account.id, about.providerKey);
      if (!isAbout(operation, notification)) return this.unknownOrder(command, account, notification);
      // What the hint claims is what we know: a repeat.
      if (isOpen(operation.outcome) || operation.outcome !== notification.claims) await hinted(pool, operation.id, clock.now());
      return 'accepted';
    }
    const read = await readOrder(pool, 'byProviderKey', [account.id, about.providerKey]);
    const operation = read?.operations.find(
      (candidate) => candidate.providerAccountId === account.id && candidate.providerKey === about.providerKey,
    );
    if (read === undefined || !isAbout(operation, notification)) return this.unknownOrder(command, account, notification);
    await this.finish(command, read, operation, notification);
    return 'accepted';
  }

  private async unknownOrder(
    command: ApplyNotification,
    account: OpenAccount,
    { redacted }: ProviderNotification,
  ): Promise<'unknown_order'> {
    const { clock, newId } = this.runtime;
    await this.unmatched.record({
      id: newId(),
      providerAccountId: account.id,
      bodySha256: bodyHash(command),
      body: redacted,
      receivedAt: new Date(clock.now()),
    });
    return 'unknown_order';
  }

  private async finish(
    command: ApplyNotification,
    read: OrderWithOperations,
    operation: OperationRecord,
    notification: Extract<ProviderNotification, { type: 'evidence' }>,
  ): Promise<void> {
    const now = this.runtime.clock.now();
    await this.finisher.finish({
      read,
      operationId: operation.id,
      source: 'notification',
      // A notification counts as asked when its operation was begun: it never lowers what a query has shown.
      askedAt: operation.createdAt,
      attempt: operation.attempts,
      lease: operation.lease,
      result: notification.result,
      exchanges: [
        {
          askedAt: now,
          finishedAt: now,
          request: { method: 'POST', url: command.message.path, body: notification.redacted },
          outcome: 'answered',
          bodySha256: bodyHash(command),
          verdict: 'valid',
        },
      ],
      claimedDueAt: operation.dueAt,
      cause: { cause: 'notification', actor: operation.provider, requestId: command.requestId },
    });
  }
}

/** Whether this is what the notification speaks of: a refund's number is no charge's. */
function isAbout<O extends OperationGlance>(operation: O | undefined, { about }: ProviderNotification): operation is O {
  return operation !== undefined && (operation.id === operation.chargeId) === (about.kind === 'charge');
}

function bodyHash({ message }: ApplyNotification): string {
  return hash('sha256', message.body);
}
