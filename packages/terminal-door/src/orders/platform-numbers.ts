import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { givePlatformNumber, nextPlatformBlock } from '@interlock/persistence';
import type { OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { ORDERS_PER_BLOCK, platformNumber } from '../view/platform-number.js';

/** The numbers that tills know orders by: taken from the database in blocks, so that a payment costs no round trip for its own. */
@Injectable()
export class PlatformNumbers {
  private block: { readonly number: bigint; used: bigint } | undefined;
  private asking: Promise<void> | undefined;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async next(): Promise<bigint> {
    for (;;) {
      const { block } = this;
      if (block !== undefined && block.used < ORDERS_PER_BLOCK) {
        block.used += 1n;
        return platformNumber(block.number, block.used - 1n);
      }
      // Those who come together share one question.
      this.asking ??= this.ask().finally(() => {
        this.asking = undefined;
      });
      await this.asking;
    }
  }

  /** The order with its number: one that came by another door gets it when a till first asks after it. */
  async numbered(read: OrderWithOperations): Promise<OrderWithOperations> {
    if (read.order.platformSn !== null) return read;
    const platformSn = await givePlatformNumber(this.runtime.pool, read.order.id, await this.next());
    return platformSn === undefined ? read : { ...read, order: { ...read.order, platformSn } };
  }

  private async ask(): Promise<void> {
    this.block = { number: await nextPlatformBlock(this.runtime.pool), used: 0n };
  }
}
