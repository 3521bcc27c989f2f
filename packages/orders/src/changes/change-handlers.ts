import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { AdjustTip, CaptureOrder, IncrementAuthorization, VoidOrder } from '../commands.js';
import type { CommandAnswer } from '../commands.js';
import { ChangingOrders } from './change-order.js';
import { adjustTip, capture, increment, undo } from './changes.js';

/** `POST /v1/orders/{id}/captures` */
@CommandHandler(CaptureOrder)
export class CaptureOrderHandler implements ICommandHandler<CaptureOrder> {
  constructor(private readonly changing: ChangingOrders) {}

  execute(command: CaptureOrder): Promise<CommandAnswer> {
    return this.changing.execute(capture(command.input.amount), command);
  }
}

/** `POST /v1/orders/{id}/increments` */
@CommandHandler(IncrementAuthorization)
export class IncrementAuthorizationHandler implements ICommandHandler<IncrementAuthorization> {
  constructor(private readonly changing: ChangingOrders) {}

  execute(command: IncrementAuthorization): Promise<CommandAnswer> {
    return this.changing.execute(increment(command.input.amount), command);
  }
}

/** `POST /v1/orders/{id}/tip` */
@CommandHandler(AdjustTip)
export class AdjustTipHandler implements ICommandHandler<AdjustTip> {
  constructor(private readonly changing: ChangingOrders) {}

  execute(command: AdjustTip): Promise<CommandAnswer> {
    return this.changing.execute(adjustTip(command.input.amount), command);
  }
}

/** `POST /v1/orders/{id}/void` */
@CommandHandler(VoidOrder)
export class VoidOrderHandler implements ICommandHandler<VoidOrder> {
  constructor(private readonly changing: ChangingOrders) {}

  execute(command: VoidOrder): Promise<CommandAnswer> {
    return this.changing.execute(undo, command);
  }
}
