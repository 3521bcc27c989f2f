import { WebhookDeliveryRepository } from '@interlock/persistence';
import type { WebhookTry } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';

interface Waiting {
  readonly id: string;
  readonly tried: WebhookTry;
  readonly at: number;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** Rows that one statement writes at most. */
const MOST = 64;

/** Writes down what was taken: what comes while one statement runs goes with the next, so that a fast receiver costs few commits. */
@Injectable()
export class DeliveredWrites {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly deliveries: WebhookDeliveryRepository) {}

  /** Resolves once it is in the database. */
  write(id: string, tried: WebhookTry, at: number): Promise<void> {
    return new Promise((written, failed) => {
      this.waiting.push({ id, tried, at, written, failed });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const page = this.waiting.splice(0, MOST);
      try {
        await this.deliveries.delivered(page);
        for (const { written } of page) written();
      } catch (error) {
        for (const { failed } of page) failed(error);
      }
    }
    this.running = false;
  }
}
