import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Journal, UnusableState } from './journal.js';
import { Records, type Shelf } from './records.js';
import { once, serial } from './serials.js';

interface Order {
  readonly sn: string;
  readonly account: { readonly key: string };
  amount: bigint;
  refunds: Map<string, { amount: bigint }>;
  ways?: Set<string>;
  told?: unknown;
  latest?: Refund | undefined;
}
interface Refund {
  readonly order: Order;
  state: string;
}

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interlock-books-'));
  path = join(folder, 'books', 'books.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const account = { key: 'a secret of the accounts file' };

class Books {
  readonly records = new Records(new Journal(join(folder, 'books')));
  readonly arrivals: string[] = [];
  readonly orders: Shelf<Order>;
  readonly refunds: Shelf<Refund>;
  readonly next: () => number;
  readonly isNew: (name: string) => boolean;

  constructor() {
    this.records.account('account 1', account);
    this.orders = this.records.shelf<Order>('order', (order, key) => this.arrivals.push(`${key} ${String(order.amount)}`));
    this.refunds = this.records.shelf<Refund>('refund');
    this.next = serial(this.records, 'numbers');
    this.isNew = once(this.records, 'names');
    this.records.restore();
  }

  open(sn: string, amount: bigint): Order {
    return this.orders.add(sn, { sn, account, amount, refunds: new Map() });
  }
}

/** What a process that is killed now leaves, read by the next one. */
function reopened(): Books {
  return new Books();
}

function lines(): number {
  return readFileSync(path, 'utf8').trimEnd().split('\n').length;
}

describe('the books', () => {
  it('come back as they were: amounts, maps, sets, what names what, and the accounts of today', () => {
    const books = new Books();
    const order = books.open('1', 9_007_199_254_740_993n);
    order.refunds.set('R1', { amount: 5n });
    order.ways = new Set(['3', '17']);
    order.told = { $bigint: 'a caller may say so', list: [1, null, 'x', { $object: true }] };
    order.latest = books.refunds.add('R1', { order, state: 'open' });
    books.records.flush();
    const again = reopened();
    const restored = again.orders.get('1');
    expect(restored).toEqual(order);
    expect(restored?.latest).toBe(again.refunds.get('R1'));
    expect(restored?.latest?.order).toBe(restored);
    expect(restored?.account).toBe(account);
    expect(again.arrivals).toEqual(['1 9007199254740993']);
    expect(readFileSync(path, 'utf8')).not.toContain(account.key);
  });

  it('are for their owner alone', () => {
    new Books().records.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'books')).mode & 0o777).toBe(0o700);
  });

  it('keep what was changed in a record that was reached, and in those that it names, as one line', () => {
    const books = new Books();
    const order = books.open('1', 1_000n);
    order.latest = books.refunds.add('R1', { order, state: 'open' });
    books.records.flush();
    const before = lines();
    const refund = books.refunds.get('R1');
    if (refund !== undefined) {
      refund.state = 'done';
      refund.order.amount -= 300n;
    }
    books.records.flush();
    expect(lines()).toBe(before + 1);
    const again = reopened();
    expect(again.orders.get('1')?.amount).toBe(700n);
    expect(again.refunds.get('R1')?.state).toBe('done');
  });

  it('write nothing for a look', () => {
    const books = new Books();
    books.open('1', 1_000n);
    books.records.flush();
    const before = lines();
    books.orders.get('1');
    books.records.flush();
    expect(lines()).toBe(before);
  });

  it('forget what was removed, and whoever named it', () => {
    const books = new Books();
    const order = books.open('1', 1_000n);
    order.latest = books.refunds.add('R1', { order, state: 'open' });
    books.records.flush();
    books.orders.touch(order);
    books.refunds.remove('R1');
    books.records.flush();
    expect(reopened().refunds.get('R1')).toBeUndefined();
    expect(reopened().orders.get('1')?.latest).toBeUndefined();
  });

  it('do without a last line that was cut short, and go on after it', () => {
    const books = new Books();
    books.open('1', 1_000n);
    books.records.flush();
    appendFileSync(path, '[["order","2",{"sn":"2","amount":{"$big');
    const again = reopened();
    expect(again.orders.get('2')).toBeUndefined();
    again.open('3', 3_000n);
    again.records.flush();
    const third = reopened();
    expect([...third.orders.values()].map(({ sn }) => sn)).toEqual(['1', '3']);
  });

  it.each([
    ['a line in the middle that is damaged', 'damaged\n[]\n', 'line 3 of the books is damaged'],
    ['a shelf of another version', '[["unheard of","1",{}]]\n', 'the books have a shelf that nobody knows: unheard of'],
    [
      'an account that is gone',
      '[["order","2",{"account":{"$account":"account 9"}}]]\n',
      'name account 9, which the accounts file does not have',
    ],
  ])('are refused for %s, and left as they are', (_name, text, reason) => {
    const books = new Books();
    books.open('1', 1_000n);
    books.records.close();
    const whole = readFileSync(path, 'utf8') + text;
    writeFileSync(path, whole);
    expect(() => reopened()).toThrow(UnusableState);
    expect(() => reopened()).toThrow(reason);
    expect(readFileSync(path, 'utf8')).toBe(whole);
  });

  it('are compacted at the start: one line a record', () => {
    const books = new Books();
    const order = books.open('1', 0n);
    for (let amount = 1n; amount <= 50n; amount++) {
      books.orders.touch(order).amount = amount;
      books.records.flush();
    }
    expect(lines()).toBeGreaterThan(50);
    expect(reopened().orders.get('1')?.amount).toBe(50n);
    expect(lines()).toBe(2); // the heading and the order
  });

  it('cannot keep what would come back as something else', () => {
    const books = new Books();
    const order = books.open('1', 0n);
    order.told = Buffer.from('bytes');
    expect(() => books.records.flush()).toThrow('told: only plain data can be kept');
    order.told = (): void => undefined;
    expect(() => books.records.flush()).toThrow('told: a function cannot be kept');
    order.told = undefined;
    books.records.flush();
    expect(reopened().orders.get('1')?.amount).toBe(0n);
  });

  it('give no number twice, and hear no name as new twice, over a restart', () => {
    const books = new Books();
    const numbers = [books.next(), books.next(), books.next()];
    expect(books.isNew('a')).toBe(true);
    books.records.flush();
    const again = reopened();
    numbers.push(again.next());
    again.records.flush();
    numbers.push(reopened().next());
    expect(numbers.slice(0, 3)).toEqual([1, 2, 3]);
    expect(new Set(numbers).size).toBe(5);
    expect([again.isNew('a'), again.isNew('b')]).toEqual([false, true]);
  });
});
