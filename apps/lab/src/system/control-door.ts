import type { ProviderName } from '@interlock/domain';
import type { PaymentView } from '@interlock/sandbox';

export interface Fault {
  /** The provider's own word, or "*". */
  readonly operation: string;
  readonly fault: string;
  readonly times?: number;
  readonly skip?: number;
  readonly key?: string;
  readonly delayMs?: number;
}

/** The sandbox's control door: what the payer and the cashier do, what goes wrong, and what the payer's account really saw. */
export class ControlDoor {
  constructor(private readonly sandboxUrl: string) {}

  async arm(provider: ProviderName, fault: Fault): Promise<void> {
    await this.ask('POST', `${provider}/faults`, fault);
  }

  async forgetFaults(provider: ProviderName): Promise<void> {
    await this.ask('DELETE', `${provider}/faults`);
  }

  async faults(provider: ProviderName): Promise<{
    readonly armed: readonly unknown[];
    readonly fired: readonly { readonly at: string; readonly fault: string; readonly key?: string }[];
  }> {
    return (await this.ask('GET', `${provider}/faults`)) as Awaited<ReturnType<ControlDoor['faults']>>;
  }

  /** `order` is the key that the provider received, or its own reference. */
  async act(
    provider: ProviderName,
    order: string,
    action: 'pay' | 'decline' | 'abandon' | 'tip' | 'void' | 'refund',
    /** Minor units; of a tip or a refund. */
    amount?: string,
  ): Promise<void> {
    await this.ask('POST', `${provider}/orders/${encodeURIComponent(order)}/${action}`, amount === undefined ? undefined : { amount });
  }

  async truth(provider: ProviderName): Promise<readonly PaymentView[]> {
    const { payments } = (await this.ask('GET', `${provider}/truth`)) as { readonly payments: readonly PaymentView[] };
    return payments;
  }

  /** Moves the sandbox's clock: whatever was to happen until then happens before this returns. */
  async advance(ms: number): Promise<void> {
    await this.ask('POST', 'clock/advance', { ms });
  }

  /** Whatever else the door has, such as a payer who agrees to a contract. Throws where it refuses. */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.sandboxUrl}/control/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} /control/${path}: ${String(answer.status)} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
