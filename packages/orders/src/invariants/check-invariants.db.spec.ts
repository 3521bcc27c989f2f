import type { QueryResult } from '@interlock/domain';
import { BatchRepository, lookNow, stampBatch, stampedFigures } from '@interlock/persistence';
import { seedProvenBatch } from '@interlock/persistence/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { AdjustTip, CaptureOrder, IncrementAuthorization, VoidOrder } from '../commands.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { checkInvariants, invariants, violationsOf } from './check-invariants.js';
import type { Checked } from './check-invariants.js';

const canceled: QueryResult = { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' };
const paidAfterAll: QueryResult = { outcome: 'approved', providerRef: 'x', stated: { base: 1000n } };
const silent = () => ({ outcome: 'unknown', cause: 'timeout' }) as const;

let scenario: Scenario;
/** Orders of every kind, each by the commands that make it so. */
const orders = {
  paid: '',
  refunding: '',
  partlyRefunded: '',
  refunded: '',
  held: '',
  capturing: '',
  captured: '',
  raised: '',
  tipped: '',
  voided: '',
  letGo: '',
  canceled: '',
  canceling: '',
  uncertain: '',
  failed: '',
  late: '',
  suspended: '',
  duplicated: '',
  stamped: '',
  /** Changed by somebody else: a hold captured above itself, a payment refunded. */
  outside: '',
  refundedOutside: '',
};

/** Lets the provider answer one command otherwise than it does. */
async function whenIt<V extends 'sale' | 'authorize' | 'capture' | 'cancel' | 'refund' | 'query'>(
  verb: V,
  says: Scenario['first'][V],
  act: () => Promise<unknown>,
): Promise<void> {
  const before = scenario.first[verb];
  scenario.first[verb] = says;
  await act();
  scenario.first[verb] = before;
}

async function lateOrder(): Promise<string> {
  let id = '';
  await whenIt(
    'sale',
    () => ({ outcome: 'pending', providerRef: 'x' }),
    async () => {
      id = (await scenario.create({ method: { type: 'merchant_qr' } })).view.id;
    },
  );
  await whenIt(
    'query',
    () => canceled,
    () => scenario.cancel(id),
  );
  return id;
}

beforeAll(async () => {
  scenario = await orderScenario({ first: { whole: true, returnsMoneyWhenPaid: true } });
  const { actor, database, accounts } = scenario;
  const paid = async (): Promise<string> => (await scenario.create()).view.id;
  const held = async (): Promise<string> => (await scenario.create({ capture: 'manual' })).view.id;
  orders.paid = await paid();
  orders.refunding = await paid();
  await whenIt('refund', silent, async () => {
    await scenario.refund(orders.refunding, 'r1', 300n);
    await scenario.refund(orders.refunding, 'r2', 200n);
  });
  orders.partlyRefunded = await paid();
  await scenario.refund(orders.partlyRefunded, 'r1', 300n);
  orders.refunded = await paid();
  await scenario.refund(orders.refunded, 'r1', 300n);
  await scenario.refund(orders.refunded, 'r2');
  orders.held = await held();
  orders.capturing = await held();
  await whenIt('capture', silent, () => scenario.execute(new CaptureOrder(actor, orders.capturing, { amount: usd(400n) }, 'capturing')));
  orders.captured = await held();
  await scenario.execute(new CaptureOrder(actor, orders.captured, { amount: usd(400n) }, 'captured'));
  orders.raised = await held();
  await scenario.execute(new IncrementAuthorization(actor, orders.raised, { amount: usd(500n) }, 'raised'));
  orders.tipped = await paid();
  await scenario.execute(new AdjustTip(actor, orders.tipped, { amount: usd(150n) }, 'tip-1'));
  await scenario.execute(new AdjustTip(actor, orders.tipped, { amount: usd(100n) }, 'tip-2'));
  orders.voided = await paid();
  await scenario.execute(new AdjustTip(actor, orders.voided, { amount: usd(100n) }, 'tip-3'));
  await scenario.execute(new VoidOrder(actor, orders.voided, {}, 'voided'));
  orders.letGo = await held();
  await scenario.execute(new VoidOrder(actor, orders.letGo, {}, 'let-go'));
  await whenIt('sale', silent, async () => {
    orders.uncertain = (await scenario.create()).view.id;
    orders.canceling = (await scenario.create()).view.id;
  });
  await whenIt('cancel', silent, () => scenario.cancel(orders.canceling));
  await whenIt(
    'sale',
    () => ({ outcome: 'declined', code: 'insufficient_funds', providerCode: 'NO' }),
    async () => {
      orders.failed = (await scenario.create()).view.id;
    },
  );
  orders.canceled = await lateOrder();
  orders.suspended = await lateOrder();
  await whenIt(
    'query',
    () => paidAfterAll,
    () => whenIt('cancel', silent, () => scenario.refresh(orders.suspended)),
  );
  orders.late = await lateOrder();
  const answers = [paidAfterAll, paidAfterAll, { outcome: 'reversed', stated: { base: 1000n } }] as const;
  let asked = 0;
  await whenIt(
    'query',
    () => answers[asked++] ?? canceled,
    () => scenario.refresh(orders.late),
  );
  // A route that was given up, and whose payment turns up beside the one that was taken instead.
  await whenIt(
    'sale',
    () => ({ outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' }),
    async () => {
      orders.duplicated = (await scenario.create()).view.id;
    },
  );
  const [given] = (await scenario.order(orders.duplicated)).operations;
  // Past the pause that a busy provider has its account take.
  scenario.clock.advance({ seconds: 2 });
  await lookNow(database.pool, given?.id ?? '', scenario.clock.now());
  await whenIt(
    'query',
    () => paidAfterAll,
    () => scenario.work(),
  );
  orders.outside = await held();
  orders.refundedOutside = await paid();
  scenario.clock.advance({ seconds: 60 });
  await whenIt(
    'query',
    () => ({ ...paidAfterAll, stated: { base: 1000n, captured: 1200n } }),
    () => scenario.refresh(orders.outside),
  );
  await whenIt(
    'query',
    () => ({ ...paidAfterAll, stated: { base: 1000n, refunded: 1200n } }),
    () => scenario.refresh(orders.refundedOutside),
  );
  orders.stamped = await paid();
  const batch = await seedProvenBatch(database.pool, { merchantId: actor.merchantId, accountId: accounts[0] ?? '' });
  const [charge] = (await scenario.order(orders.stamped)).operations;
  await stampBatch(database.pool, {
    batchId: batch.id,
    lease: batch.lease,
    operations: [{ id: charge?.id ?? '', orderId: orders.stamped }],
    eventIds: { [orders.stamped]: v7() },
    at: scenario.clock.now(),
    actor: 'test',
    requestId: 'request-0004',
  });
  await new BatchRepository(database.pool).finish(batch, scenario.clock.now(), await stampedFigures(database.pool, batch.id));
});
afterAll(() => scenario.close());

const setCharge = (set: string) => `update operation set ${set} where order_id = $1 and id = charge_id`;
const setFollowing = (kind: string, set: string) => `update operation set ${set} where order_id = $1 and kind = '${kind}'`;

/** Of each invariant, an order of ours that is broken by hand in each of these ways. */
const breaks: readonly { readonly name: string; readonly of: keyof typeof orders; readonly how: string; readonly by: readonly string[] }[] =
  [
    { name: 'reserved_for_refunds', of: 'refunding', how: 'an amount less', by: [setCharge('refunding_minor = refunding_minor - 200')] },
    { name: 'reserved_for_refunds', of: 'refunding', how: 'one refund less', by: [setCharge('open_refunds = 1')] },
    {
      name: 'reserved_for_refunds',
      of: 'paid',
      how: 'a reservation for nothing',
      by: [setCharge('refunding_minor = 1, open_refunds = 1')],
    },
    { name: 'refunded_by_refunds', of: 'partlyRefunded', how: 'a refund counted twice', by: [setCharge('refunded_minor = 600')] },
    { name: 'refunded_by_refunds', of: 'paid', how: 'a refund that nobody made', by: [setCharge('refunded_minor = 1')] },
    { name: 'reserved_for_capture', of: 'capturing', how: 'nothing reserved', by: [setCharge('capturing_minor = 0')] },
    { name: 'captured_by_captures', of: 'captured', how: 'more than was captured', by: [setCharge('captured_minor = 401')] },
    { name: 'captured_by_captures', of: 'captured', how: 'nothing, and nothing undid it', by: [setCharge('captured_minor = 0')] },
    { name: 'authorized_by_increments', of: 'raised', how: 'the increment not added', by: [setCharge('authorized_minor = 1000')] },
    { name: 'authorized_by_increments', of: 'paid', how: 'more than was asked', by: [setCharge('authorized_minor = 1001')] },
    { name: 'tip_by_last_adjustment', of: 'tipped', how: 'the tip before the last', by: [setCharge('tip_taken_minor = 150')] },
    { name: 'open_exclusive_is_named', of: 'capturing', how: 'forgotten', by: [setCharge('open_exclusive = null')] },
    {
      name: 'open_exclusive_is_named',
      of: 'captured',
      how: 'kept after its end',
      by: [
        `update operation c set open_exclusive = p.id from operation p where c.order_id = $1 and c.id = c.charge_id and p.charge_id = c.id and p.kind = 'capture'`,
      ],
    },
    {
      name: 'open_exclusive_is_named',
      of: 'refunding',
      how: 'a refund',
      by: [
        setCharge('open_refunds = 0'),
        `update operation c set open_exclusive = (select p.id from operation p where p.charge_id = c.id and p.kind = 'refund' limit 1) where c.order_id = $1 and c.id = c.charge_id`,
      ],
    },
    {
      name: 'amounts_within_bounds',
      of: 'captured',
      how: 'captured above the authorized',
      by: ['alter table operation drop constraint captured_within_authorized', setCharge('captured_minor = 1001')],
    },
    {
      name: 'amounts_within_bounds',
      of: 'refunded',
      how: 'refunded above the taken',
      by: ['alter table operation drop constraint refunded_within_taken', setCharge('refunded_minor = 1001')],
    },
    {
      name: 'amounts_within_bounds',
      of: 'refunding',
      how: 'a refund beside a capture',
      by: ['alter table operation drop constraint exclusive_beside_no_refund', setCharge('open_exclusive = id')],
    },
    {
      name: 'only_charges_hold_amounts',
      of: 'partlyRefunded',
      how: 'a refund with amounts',
      by: [setFollowing('refund', 'excess_minor = 1')],
    },
    {
      name: 'only_charges_hold_amounts',
      of: 'captured',
      how: 'a charge that is not its own',
      by: [
        'alter table operation drop constraint charge_is_its_own',
        `update operation c set charge_id = p.id from operation p where c.order_id = $1 and p.order_id = $1 and c.id = c.charge_id and p.kind = 'capture'`,
      ],
    },
    { name: 'unproven_charges_hold_nothing', of: 'failed', how: 'money of a declined charge', by: [setCharge('captured_minor = 1000')] },
    { name: 'unproven_charges_hold_nothing', of: 'uncertain', how: 'money of an unknown one', by: [setCharge('excess_minor = 1')] },
    {
      name: 'one_live_charge',
      of: 'duplicated',
      how: 'the second one unmarked',
      by: ['drop index operation_one_live_charge', setCharge('duplicate = false')],
    },
    {
      name: 'undecided_order_has_open_charge',
      of: 'uncertain',
      how: 'its charge closed',
      by: [setCharge(`outcome = 'declined', finished_at = created_at, due_at = null`)],
    },
    {
      name: 'waiting_order_was_not_begun',
      of: 'paid',
      how: 'said to wait for a terminal',
      by: [
        'alter table terminal_order drop constraint terminal_order_terminal_sn_fkey',
        `insert into terminal_order (order_id, merchant_id, terminal_sn, state, lease, expires_at, created_at, updated_at)
          select id, merchant_id, 'a-till', 'waiting', 0, created_at, created_at, created_at from "order" where id = $1`,
      ],
    },
    { name: 'paid_order_holds_money', of: 'paid', how: 'nothing taken', by: [setCharge('captured_minor = 0')] },
    {
      name: 'paid_order_holds_money',
      of: 'partlyRefunded',
      how: 'said to be paid in full',
      by: [`update "order" set state = 'paid' where id = $1`],
    },
    {
      name: 'paid_order_holds_money',
      of: 'partlyRefunded',
      how: 'said to be refunded in full',
      by: [`update "order" set state = 'refunded' where id = $1`],
    },
    {
      name: 'paid_order_holds_money',
      of: 'refunded',
      how: 'said to be refunded in part',
      by: [`update "order" set state = 'partially_refunded' where id = $1`],
    },
    { name: 'paid_order_holds_money', of: 'failed', how: 'paid by nobody', by: [`update "order" set state = 'paid' where id = $1`] },
    { name: 'authorized_order_holds_a_hold', of: 'held', how: 'its hold declined', by: [setCharge(`outcome = 'declined'`)] },
    {
      name: 'authorized_order_holds_a_hold',
      of: 'captured',
      how: 'captured already',
      by: [`update "order" set state = 'authorized' where id = $1`],
    },
    {
      name: 'closed_order_holds_nothing',
      of: 'paid',
      how: 'failed with the money',
      by: [`update "order" set state = 'failed' where id = $1`],
    },
    {
      name: 'closed_order_holds_nothing',
      of: 'uncertain',
      how: 'canceled too early',
      by: [`update "order" set state = 'canceled' where id = $1`],
    },
    {
      name: 'closed_order_holds_nothing',
      of: 'letGo',
      how: 'failed with an approved charge',
      by: [`update "order" set state = 'failed' where id = $1`],
    },
    { name: 'open_operation_is_attended', of: 'uncertain', how: 'a charge without a time', by: [setCharge('due_at = null')] },
    { name: 'open_operation_is_attended', of: 'refunding', how: 'refunds without a time', by: [setFollowing('refund', 'due_at = null')] },
    {
      name: 'open_operation_is_attended',
      of: 'canceling',
      how: 'a charge whose cancel waits for nobody',
      by: [`update operation set due_at = null where order_id = $1`],
    },
    { name: 'operation_is_of_its_order', of: 'paid', how: 'another currency', by: [setCharge(`currency = 'EUR'`)] },
    { name: 'operation_is_of_its_order', of: 'paid', how: 'another merchant', by: [setCharge('merchant_id = id')] },
    {
      name: 'operation_is_of_its_order',
      of: 'partlyRefunded',
      how: 'another account',
      by: [setFollowing('refund', 'provider_account_id = id')],
    },
    { name: 'operation_is_of_its_order', of: 'paid', how: 'an order that is not there', by: ['delete from "order" where id = $1'] },
    {
      name: 'provider_key_is_used_once',
      of: 'refunded',
      how: 'one key for all',
      by: ['drop index operation_provider_key', `update operation set provider_key = 'key' where order_id = $1`],
    },
    {
      name: 'outcome_is_in_the_history',
      of: 'partlyRefunded',
      how: 'another outcome than was told',
      by: [setFollowing('refund', `outcome = 'declined'`)],
    },
    {
      name: 'outcome_is_in_the_history',
      of: 'captured',
      how: 'an outcome that was never told',
      by: [`update transition set operation_outcome = null where order_id = $1`],
    },
    {
      name: 'case_is_about_its_order',
      of: 'duplicated',
      how: 'an operation of another order',
      by: [`update "case" set operation_id = (select id from operation where order_id <> $1 limit 1) where order_id = $1`],
    },
    {
      name: 'case_is_about_its_order',
      of: 'suspended',
      how: 'closed before it was opened',
      by: [`update "case" set state = 'closed', closed_at = opened_at - interval '1 second' where order_id = $1`],
    },
    {
      name: 'case_has_its_history',
      of: 'suspended',
      how: 'it is gone',
      by: [`delete from case_event where case_id in (select id from "case" where order_id = $1)`],
    },
    {
      name: 'case_has_its_history',
      of: 'duplicated',
      how: 'a gap',
      by: [
        `insert into case_event (case_id, number, merchant_id, what, at) select id, 3, merchant_id, 'commented', opened_at from "case" where order_id = $1`,
      ],
    },
    {
      name: 'suspense_is_explained',
      of: 'suspended',
      how: 'another amount than was written off',
      by: [
        setCharge('open_exclusive = null'),
        `update "case" set state = 'closed', closed_at = opened_at, suspense_minor = 999 where order_id = $1`,
      ],
    },
    {
      name: 'one_line_per_version',
      of: 'refunded',
      how: 'a line is missing',
      by: ['delete from transition where order_id = $1 and version = 2'],
    },
    {
      name: 'one_line_per_version',
      of: 'paid',
      how: 'a version nobody told of',
      by: ['update "order" set version = version + 1 where id = $1'],
    },
    { name: 'one_line_per_version', of: 'failed', how: 'no history', by: ['delete from transition where order_id = $1'] },
    {
      name: 'history_is_a_chain',
      of: 'refunded',
      how: 'a line from elsewhere',
      by: [`update transition set from_state = 'failed' where order_id = $1 and version = 3`],
    },
    {
      name: 'history_is_a_chain',
      of: 'paid',
      how: 'another state than its end',
      by: [`update "order" set state = 'reversed' where id = $1`],
    },
    { name: 'outbox_is_complete', of: 'paid', how: 'an event is missing', by: ['delete from outbox where order_id = $1 and version = 2'] },
    {
      name: 'outbox_is_complete',
      of: 'paid',
      how: 'an event of nothing',
      by: ['delete from transition where order_id = $1 and version = 1'],
    },
    { name: 'change_has_its_evidence', of: 'paid', how: 'the exchange is gone', by: ['delete from fact where order_id = $1'] },
    {
      name: 'change_has_its_evidence',
      of: 'paid',
      how: 'the exchange is of another order',
      by: ['update fact set order_id = id where order_id = $1'],
    },
    {
      name: 'change_has_its_evidence',
      of: 'captured',
      how: 'an answer without an exchange',
      by: ['update transition set fact_id = null where order_id = $1'],
    },
    {
      name: 'movements_balance',
      of: 'paid',
      how: 'one leg',
      by: [`delete from entry where order_id = $1 and account = 'merchant_payable'`],
    },
    {
      name: 'movements_balance',
      of: 'paid',
      how: 'legs of two amounts',
      by: [`update entry set amount_minor = amount_minor + 1 where order_id = $1 and account = 'merchant_payable'`],
    },
    {
      name: 'movements_balance',
      of: 'paid',
      how: 'legs of two currencies',
      by: [`update entry set currency = 'EUR' where order_id = $1 and account = 'merchant_payable'`],
    },
    {
      name: 'entries_are_of_their_operation',
      of: 'paid',
      how: 'another currency',
      by: [`update entry set currency = 'EUR' where order_id = $1`],
    },
    {
      name: 'entries_are_of_their_operation',
      of: 'paid',
      how: 'another account',
      by: ['update entry set provider_account_id = id where order_id = $1'],
    },
    { name: 'ledger_says_what_charges_say', of: 'paid', how: 'no movement', by: ['delete from entry where order_id = $1'] },
    {
      name: 'ledger_says_what_charges_say',
      of: 'partlyRefunded',
      how: 'the refund written twice',
      by: [
        `insert into entry select gen_random_uuid(), gen_random_uuid(), e.order_id, e.operation_id, e.merchant_id, e.provider_account_id, e.account, e.currency, e.amount_minor, e.at from entry e join operation p on p.id = e.operation_id where e.order_id = $1 and p.kind = 'refund'`,
      ],
    },
    { name: 'ledger_says_what_charges_say', of: 'duplicated', how: 'a duplicate without its money', by: [setCharge('captured_minor = 0')] },
    {
      name: 'suspense_is_explained',
      of: 'suspended',
      how: 'nobody looks at it',
      by: [setCharge('open_exclusive = null'), `update "case" set state = 'closed', closed_at = opened_at where order_id = $1`],
    },
    {
      name: 'suspense_is_explained',
      of: 'duplicated',
      how: 'a duplicate that was kept and is not owed',
      by: [
        `update "case" set state = 'closed', closed_at = opened_at, resolution = 'keep' where order_id = $1 and kind = 'duplicate_charge'`,
      ],
    },
    {
      name: 'suspense_is_explained',
      of: 'duplicated',
      how: 'a duplicate that nobody kept and that is owed',
      by: [`update entry set account = 'merchant_payable' where order_id = $1 and account = 'suspense'`],
    },
    {
      name: 'suspense_is_explained',
      of: 'paid',
      how: 'less than nothing',
      by: [`update entry set account = 'suspense', amount_minor = -amount_minor where order_id = $1 and account = 'merchant_payable'`],
    },
    {
      name: 'keys_stand_for_their_rows',
      of: 'captured',
      how: 'a key is missing',
      by: ['delete from idempotency_key where row_id in (select id from operation where order_id = $1)'],
    },
    {
      name: 'keys_stand_for_their_rows',
      of: 'captured',
      how: 'a key of another row',
      by: ['update idempotency_key k set row_id = p.charge_id from operation p where p.order_id = $1 and p.id = k.row_id'],
    },
    {
      name: 'key_has_its_content',
      of: 'captured',
      how: 'a key without content',
      by: [setFollowing('capture', 'idempotency_hashes = null')],
    },
    {
      name: 'key_has_its_content',
      of: 'refunded',
      how: 'a refund number without content',
      by: [setFollowing('refund', 'idempotency_hashes = null')],
    },
    {
      name: 'stamped_operations_are_settled',
      of: 'stamped',
      how: 'a batch that is not closed',
      by: [
        `update batch set state = 'closing', closed_as_of = null, finished_at = null where id = (select batch_id from operation where order_id = $1)`,
      ],
    },
    {
      name: 'stamped_operations_are_settled',
      of: 'stamped',
      how: 'a batch that is not there',
      by: [setCharge('batch_id = id'), 'update batch set own_count = 0'],
    },
    { name: 'stamped_operations_are_settled', of: 'stamped', how: 'a declined charge', by: [setCharge(`outcome = 'declined'`)] },
    {
      name: 'due_operations_are_looked_at',
      of: 'uncertain',
      how: 'two hours ago',
      by: [setCharge(`due_at = due_at - interval '2 hours'`)],
    },
    {
      name: 'expired_orders_are_closed',
      of: 'uncertain',
      how: 'two hours ago',
      by: [`update "order" set expires_at = created_at - interval '2 hours', expiry_handled = false where id = $1`],
    },
  ];

describe('the invariants', () => {
  it('hold in a database that only our own statements wrote', async () => {
    const checked = await checkInvariants(scenario.database.pool, { now: scenario.clock.now() });
    expect(checked.filter(({ rows, more }) => rows.length > 0 || more)).toEqual([]);
    expect(checked.map(({ name }) => name)).toEqual(invariants.map(({ name }) => name));
  });

  it.each(breaks)('$name: $how', async ({ name, of, by }) => {
    const broken = await brokenBy(by, orders[of]);
    expect(broken.find((found) => found.name === name)?.rows.map(({ orderId }) => orderId)).toContain(orders[of]);
    // What is wrong with one order is told of that order alone.
    expect(new Set(broken.flatMap(({ rows }) => rows.map(({ orderId }) => orderId)))).toEqual(new Set([orders[of]]));
  });

  it('due_batches_are_carried_on: names the batch', async () => {
    const [found] = await brokenBy([
      `update batch set state = 'closing', finished_at = null, closed_as_of = null, due_at = timestamptz '2026-01-01T00:00Z'`,
    ]).then((all) => all.filter(({ name }) => name === 'due_batches_are_carried_on'));
    expect(found?.rows).toMatchObject([{ orderId: null, operationId: null, detail: expect.stringMatching(/^batch .+, due since /) }]);
  });

  it('closed_batches_count_what_is_in_them: names the batch', async () => {
    const broken = await brokenBy(['update batch set own_count = own_count + 1']);
    const [found] = broken.filter(({ name }) => name === 'closed_batches_count_what_is_in_them');
    expect(found?.rows).toMatchObject([
      { orderId: null, operationId: null, detail: expect.stringMatching(/^batch .+ counts 2, and 1 are marked with it$/) },
    ]);
  });

  it('are each proven to find what breaks them', () => {
    const ofBatches = ['due_batches_are_carried_on', 'closed_batches_count_what_is_in_them'];
    expect(new Set([...breaks.map(({ name }) => name), ...ofBatches])).toEqual(new Set(invariants.map(({ name }) => name)));
  });

  it('return no more rows than asked for, and say that there are more', async () => {
    const client = await scenario.database.pool.connect();
    try {
      await client.query('begin');
      await client.query('update "order" set version = version + 1');
      const checked = await checkInvariants(client, { rows: 3 });
      expect(checked.find(({ name }) => name === 'one_line_per_version')).toMatchObject({ more: true, rows: { length: 3 } });
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('say nothing about delays where nobody says what time it is, and a delay is no violation', async () => {
    const late = await checkInvariants(scenario.database.pool, { now: scenario.clock.now() + 7_200_000 });
    expect(late.find(({ name }) => name === 'due_operations_are_looked_at')?.rows).not.toEqual([]);
    expect(violationsOf(late)).toEqual([]);
    expect((await checkInvariants(scenario.database.pool)).map(({ severity }) => severity)).not.toContain('delay');
  });

  it('are told of one by one, for those who wait', async () => {
    const told: string[] = [];
    const checked = await checkInvariants(scenario.database.pool, {
      onNext: ({ name }, place, of) => told.push(`${String(place)}/${String(of)} ${name}`),
      onChecked: ({ name, rows }) => told.push(`${name}: ${String(rows.length)}`),
    });
    expect(told).toEqual(checked.flatMap(({ name }, place) => [`${String(place)}/${String(checked.length)} ${name}`, `${name}: 0`]));
  });
});

/** Those that do not hold any more after these statements, which are undone. No trigger and no foreign key stands in their way. */
async function brokenBy(statements: readonly string[], orderId?: string): Promise<readonly Checked[]> {
  const client = await scenario.database.pool.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const statement of statements) await client.query(statement, statement.includes('$1') ? [orderId] : []);
    const checked = await checkInvariants(client, { now: scenario.clock.now() });
    return checked.filter(({ rows }) => rows.length > 0);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
