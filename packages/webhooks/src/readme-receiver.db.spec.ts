import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webhookScenario } from './testing/scenario.js';
import type { WebhookScenario } from './testing/scenario.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The program that the README shows under "Webhooks". */
function receiverOfTheReadme(): string {
  const section = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n## Webhooks\n')[1] ?? '';
  const program = /```js\n([\s\S]*?)```/.exec(section)?.[1];
  if (program === undefined) throw new Error('the README shows no receiver');
  return program;
}

describe('the receiver of the README', () => {
  let scenario: WebhookScenario;
  let child: ChildProcess;
  let lines: AsyncIterator<string>;
  let url: string;
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the receiver has ended');
    return value;
  };

  beforeAll(async () => {
    scenario = await webhookScenario();
  });
  afterAll(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await scenario.close();
  });

  it('takes what is signed, keeps the highest version, and refuses the rest', async () => {
    // Its address is known once it listens, and the endpoint's secret before that.
    const { id, secret } = await scenario.endpoint('http://127.0.0.1:9');
    child = spawn(process.execPath, ['--input-type=module', '--eval', receiverOfTheReadme()], {
      cwd: join(import.meta.dirname, '..'),
      env: { PATH: process.env['PATH'], WEBHOOK_SECRET: secret, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('the receiver says nothing');
    lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    url = `http://127.0.0.1:${/^listens on (\d+)$/.exec(await line())?.[1] ?? ''}`;
    await scenario.database.pool.query('update webhook_endpoint set url = $2 where id = $1', [id, url]);

    const order = await scenario.order();
    await scenario.change(order.id);
    await scenario.drain();
    expect([await line(), await line()]).toEqual([`order ${order.id} is created`, `order ${order.id} is created`]);
    expect(await scenario.states(order.id)).toEqual(['delivered', 'delivered']);

    const forged = await fetch(url, {
      method: 'POST',
      headers: { 'webhook-id': 'x', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)), 'webhook-signature': 'v1,AAAA' },
      body: JSON.stringify({ type: 'order.paid', data: { id: order.id, version: 9, state: 'paid' } }),
    });
    expect(forged.status).toBe(400);
    const other = await scenario.order();
    await scenario.drain();
    // Nothing was said of the forged message.
    expect(await line()).toBe(`order ${other.id} is created`);
  });

  it('has ten lines', () => {
    expect(receiverOfTheReadme().trim().split('\n').length).toBe(10);
  });
});
