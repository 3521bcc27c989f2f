import { describe, expect, it } from '@jest/globals';
import { createLog } from './create-log.js';
import { currentRequest } from './current-request.js';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(
    createLog({
      process: 'gateway',
      level: 'debug',
      destination: { write: (line) => lines.push(line) },
    }),
  );
  return JSON.parse(lines.join('')) as Record<string, unknown>;
}

describe('the log', () => {
  it('names the request under which a line was written', () => {
    const line = logged((log) => {
      currentRequest.run({ requestId: 'request-0001', turnId: 'turn-0001' }, () => {
        log.info({ orderId: '1' }, 'begun');
      });
    });
    expect(line).toMatchObject({
      level: 'info',
      process: 'gateway',
      requestId: 'request-0001',
      turnId: 'turn-0001',
      orderId: '1',
      msg: 'begun',
    });
  });

  it('hides what authenticates', () => {
    const headers = { authorization: 'Bearer sk_test_secret', cookie: 'session=secret', host: 'pay.example' };
    const line = logged((log) => {
      log.info({ headers, req: { headers } }, 'seen');
    });
    expect(JSON.stringify(line)).not.toContain('secret');
    expect(line).toMatchObject({ headers: { host: 'pay.example', authorization: '[redacted]' } });
  });

  it('tells of an error what went wrong, not what it was given', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      constraint: 'order_no',
      detail: 'Key (no)=(secret)',
      parameters: ['secret'],
    });
    const line = logged((log) => {
      log.error({ err: new Error('begin failed', { cause }) }, 'a request failed');
    });
    expect(line).toMatchObject({ err: { message: 'begin failed', cause: { code: '23505', constraint: 'order_no' } } });
    expect(JSON.stringify(line)).not.toContain('secret');
  });
});
