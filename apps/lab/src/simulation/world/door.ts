import type { ProviderName } from '@interlock/domain';
import type { OpenSandbox, PaymentView } from '@interlock/sandbox';

/** The twins' control door: payers and cashiers act by it, faults are armed, and the truth is read. */
export class Door {
  constructor(private readonly sandbox: Pick<OpenSandbox, 'app' | 'operations'>) {}

  get operations(): OpenSandbox['operations'] {
    return this.sandbox.operations;
  }

  /** Whether it was possible. */
  async act(provider: ProviderName, key: string, action: string, amount?: bigint): Promise<boolean> {
    const { statusCode } = await this.sandbox.app.inject({
      ...{ method: 'POST', url: `/control/${provider}/orders/${key}/${action}` },
      payload: JSON.stringify(amount === undefined ? {} : { amount: String(amount) }),
      headers: { 'content-type': 'application/json' },
    });
    return statusCode === 200;
  }

  async arm(provider: ProviderName, fault: object): Promise<boolean> {
    const { statusCode } = await this.sandbox.app.inject({
      ...{ method: 'POST', url: `/control/${provider}/faults` },
      payload: JSON.stringify(fault),
      headers: { 'content-type': 'application/json' },
    });
    return statusCode === 201;
  }

  async forget(provider: ProviderName): Promise<readonly { readonly fault: string }[]> {
    const { fired } = (await this.sandbox.app.inject(`/control/${provider}/faults`)).json<{ fired: readonly { fault: string }[] }>();
    await this.sandbox.app.inject({ method: 'DELETE', url: `/control/${provider}/faults` });
    return fired;
  }

  async truth(provider: ProviderName): Promise<readonly PaymentView[]> {
    return (await this.sandbox.app.inject(`/control/${provider}/truth`)).json<{ payments: readonly PaymentView[] }>().payments;
  }
}
