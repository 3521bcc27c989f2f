import { asCode, table } from './doc-blocks.mjs';

/**
 * The document of packages/accounts/src/capabilities, as far as these tables read it.
 * @typedef {{ operation: string, advice: string }} Instead
 * @typedef {{ charge: string, method: string, scenario?: string, how: string, reason?: string, parts?: boolean }} Charge
 * @typedef {{ member: string, type: string, required: boolean, bound?: string, description?: string }} Member
 * @typedef {{ form?: string, scenario?: string, offered: boolean, reason?: string, needs?: string, manualCapture: boolean, tip: boolean,
 *   cashback: boolean, payway: boolean }} Variant
 * @typedef {{ type: string, offered: boolean, reason?: string, variants: readonly Variant[],
 *   expirySeconds?: { min: number, max: number, default: number } }} Method
 * @typedef {{ kind: string, offered: boolean, reason?: string, instead?: Instead, resend?: { rule: string, inWords: string }, connectTimeoutMs?: number,
 *   totalTimeoutMs?: number, polling?: readonly { methods: readonly string[], inWords: string }[], notFound?: { inWords: string },
 *   charges?: readonly Charge[], returnsMoneyWhenPaid?: boolean, notBeforeMs?: number }} Operation
 * @typedef {{ scope: string, offered: boolean, reason?: string }} Scope
 * @typedef {{ provider: string, currencies?: readonly string[], amount: { min: string, max: string }, methods: readonly Method[],
 *   operations: readonly Operation[], query: { connectTimeoutMs: number, totalTimeoutMs: number },
 *   refunds: { withinDays: number, partial: boolean, atMost?: number },
 *   providerOptions: readonly { operations: readonly string[], members: readonly Member[] }[],
 *   switches: readonly { setting: string, on: boolean, gives: string }[],
 *   agreements: { offered: boolean, reason?: string, providerOptions?: readonly Member[] },
 *   batches: { offered: boolean, reason?: string, connectTimeoutMs?: number, totalTimeoutMs?: number, againInWords?: string,
 *     close?: readonly Scope[], open?: readonly Scope[] },
 *   activation: { offered: boolean, reason?: string, inWords?: string },
 *   notOffered: readonly { what: string, reason: string }[] }} Capabilities
 */

const no = '–';

/**
 * All that a provider can do: `most` with everything that an account's settings can switch on, `least` with as little as they can leave.
 * @param {Capabilities} most
 * @param {Capabilities} least
 */
export function capabilityPage(most, least) {
  return [
    boundsTable(most),
    '### Methods',
    methodTable(most),
    '### Operations',
    operationTable(most),
    '### What is not known is asked after',
    pollingTable(most),
    '### After a payment',
    chargeTable(most),
    ...(most.switches.length === 0
      ? []
      : ['### What the settings of an account switch', switchTable(most), ...withoutSwitches(most, least)]),
    `### Options: ${asCode([`providerOptions.${most.provider}`])}`,
    ...most.providerOptions.flatMap(({ operations, members }) => [`Of ${asCode(operations)}:`, memberTable(members)]),
    '### Beside payments',
    besides(most).join('\n'),
  ].join('\n\n');
}

function boundsTable(/** @type {Capabilities} */ { currencies, amount, refunds, query }) {
  return table(
    ['bound', ''],
    [
      ['currencies', currencies?.join(', ') ?? "the account's"],
      ['amount, minor units', `${amount.min} to ${amount.max}`],
      ['a refund', `within ${refunds.withinDays} days, ${refunds.partial ? 'of any part' : 'of the whole'}`],
      ['refunds of one payment', refunds.atMost === undefined ? 'any number' : `at most ${refunds.atMost}`],
      ['time-outs of a query: connect, whole call', timeouts(query)],
    ],
  );
}

function methodTable(/** @type {Capabilities} */ { methods }) {
  const mark = (/** @type {boolean} */ taken) => (taken ? 'yes' : no);
  return table(
    ['method', 'taken', 'manual capture', 'tip', 'cashback', 'payway', 'seconds to live'],
    methods.flatMap(({ type, reason, variants, expirySeconds: expiry }) => {
      const seconds = expiry === undefined ? no : `${expiry.min} to ${expiry.max}, else ${expiry.default}`;
      if (variants.length === 0) return [[asCode([type]), `no: ${reason}`, no, no, no, no, no]];
      return variants.map((variant) => [
        asCode([[type, variant.form ?? variant.scenario].filter((word) => word !== undefined).join(' ')]),
        variant.offered
          ? ['yes', ...(variant.needs === undefined ? [] : [`needs more: ${variant.needs}`])].join('; ')
          : `no: ${variant.reason}`,
        mark(variant.manualCapture),
        mark(variant.tip),
        mark(variant.cashback),
        mark(variant.payway),
        variant.offered ? seconds : no,
      ]);
    }),
  );
}

function operationTable(/** @type {Capabilities} */ { operations }) {
  return table(
    ['operation', 'offered', 'sent again', 'time-outs: connect, whole call', '"not found" counts'],
    operations.map((operation) => {
      const { kind, offered, reason, instead, resend, notFound } = operation;
      if (!offered)
        return [
          asCode([kind]),
          `no, ${reason}. Instead ${instead ? `${asCode([instead.operation])}: ${instead.advice}` : 'nothing'}`,
          no,
          no,
          no,
        ];
      return [
        asCode([kind]),
        ['yes', ...cancelNotes(operation)].join('; '),
        `${asCode([resend?.rule ?? ''])}: ${resend?.inWords ?? ''}`,
        timeouts(operation),
        notFound?.inWords ?? no,
      ];
    }),
  );
}

function cancelNotes(/** @type {Operation} */ { returnsMoneyWhenPaid, notBeforeMs }) {
  if (returnsMoneyWhenPaid === undefined) return [];
  return [
    returnsMoneyWhenPaid ? 'gives the money of a paid order back' : 'does not give the money of a paid order back',
    ...(notBeforeMs === undefined || notBeforeMs === 0
      ? []
      : [`a second one not before ${seconds(notBeforeMs)} after the payment was begun`]),
  ];
}

function pollingTable(/** @type {Capabilities} */ { operations }) {
  /** Operations that are asked after alike share a line. @type {Map<string, { kinds: string[], methods: string, inWords: string }>} */
  const lines = new Map();
  for (const { kind, polling = [] } of operations) {
    for (const { methods, inWords } of polling) {
      const key = `${asCode(methods)} ${inWords}`;
      const line = lines.get(key) ?? { kinds: [], methods: asCode(methods), inWords };
      lines.set(key, { ...line, kinds: [...line.kinds, kind] });
    }
  }
  return table(
    ['operation', 'methods', 'after it was begun'],
    [...lines.values()].map(({ kinds, methods, inWords }) => [asCode(kinds), methods, inWords]),
  );
}

/** @type {Readonly<Record<string, string>>} */
const hows = { by_call: 'by a call', on_terminal: 'with `onTerminal`', either: 'by a call, or with `onTerminal`', not: 'no' };

/** Methods that say the same share a line. */
function chargeTable(/** @type {Capabilities} */ { operations }) {
  /** @type {Map<string, { kind: string, charge: string, methods: string[], how: string, parts: string }>} */
  const lines = new Map();
  for (const { kind, charges = [] } of operations) {
    for (const { charge, method, scenario, how, reason, parts } of charges) {
      const said = [hows[how] ?? how, ...(reason === undefined ? [] : [reason])].join(': ');
      const key = [kind, charge, said, parts].join(' ');
      const line = lines.get(key) ?? {
        kind,
        charge: charge.replaceAll('_', ' '),
        methods: [],
        how: said,
        parts: parts === undefined ? no : parts ? 'yes' : 'no',
      };
      lines.set(key, { ...line, methods: [...line.methods, [method, scenario].filter((word) => word !== undefined).join(' ')] });
    }
  }
  return table(
    ['operation', 'of', 'paid by', 'done', '`parts`'],
    [...lines.values()].map(({ kind, charge, methods, how, parts }) => [asCode([kind]), charge, asCode(methods), how, parts]),
  );
}

function switchTable(/** @type {Capabilities} */ { switches }) {
  return table(
    ['setting', 'gives'],
    switches.map(({ setting, gives }) => [asCode([setting]), gives]),
  );
}

/** What an account lacks that has as little as it can, in the words that a command would hear. @param {Capabilities} most @param {Capabilities} least */
function withoutSwitches(most, least) {
  const methods = least.methods.filter(
    ({ type, offered }) => !offered && most.methods.some((other) => other.type === type && other.offered),
  );
  const operations = least.operations.filter(
    ({ kind, offered }) => !offered && most.operations.some((other) => other.kind === kind && other.offered),
  );
  const lacks = [
    ...methods.map(({ type, reason }) => [`method ${asCode([type])}`, reason ?? '']),
    ...operations.map(({ kind, reason }) => [asCode([kind]), reason ?? '']),
  ];
  return lacks.length === 0 ? [] : ['An account with none of them on lacks:', table(['', 'because'], lacks)];
}

function memberTable(/** @type {readonly Member[]} */ members) {
  return table(
    ['member', 'type', 'bound', 'meaning'],
    members.map(({ member, type, required, bound, description }) => [
      asCode([member]),
      required ? `${type}, required` : type,
      bound ?? no,
      description ?? no,
    ]),
  );
}

function besides(/** @type {Capabilities} */ { provider, agreements, batches, activation, notOffered }) {
  const scopes = (/** @type {readonly Scope[]} */ all) => {
    const taken = all.filter(({ offered }) => offered).map(({ scope }) => scope);
    return taken.length === 0 ? 'none' : taken.join(', ');
  };
  return [
    agreements.offered
      ? `- Agreements: yes.${agreements.providerOptions?.length ? ` Options of their preparation, ${asCode([`providerOptions.${provider}`])}:\n\n${memberTable(agreements.providerOptions)}\n` : ''}`
      : `- Agreements: no. ${agreements.reason}.`,
    batches.offered
      ? `- Batches: closed for ${scopes(batches.close ?? [])}; the open batch is shown for ${scopes(batches.open ?? [])}. Time-outs: ${timeouts(batches)}. A close that was not answered is asked again ${batches.againInWords}.`
      : `- Batches: no. ${batches.reason}.`,
    activation.offered ? `- Activation and check-in: yes; ${activation.inWords}.` : `- Activation and check-in: no. ${activation.reason}.`,
    ...notOffered.map(({ what, reason }) => `- Not offered: ${what}; ${reason}.`),
  ];
}

function timeouts(/** @type {{ connectTimeoutMs?: number, totalTimeoutMs?: number }} */ { connectTimeoutMs = 0, totalTimeoutMs = 0 }) {
  return `${seconds(connectTimeoutMs)}, ${seconds(totalTimeoutMs)}`;
}

const seconds = (/** @type {number} */ ms) => `${ms / 1000} s`;
