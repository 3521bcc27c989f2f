import { bestAnswer, each } from './cases-of-words.js';
import { answers, drips, drops, halfAnswers, hangs, oversized, says, type Act } from './scripted-server.js';
import { isNotApplicable, notApplicable, type NotApplicable, type Reply } from './subject.js';
import type { Observed, RunOptions, Trial } from './trial.js';
import { causeOf, complain, knowsNothing, nothingKnown, type Case } from './verdict.js';

/** Until a call is given up whose answer never comes: long enough for a request to arrive on a busy machine. */
const GIVEN_UP = { totalTimeoutMs: 400 };

interface Trouble {
  readonly name: string;
  readonly act: Act;
  readonly cause?: string;
  readonly options?: RunOptions;
}

/** Each of these leaves the outcome open: no decline, no yes, and the operation is not sent again by the adapter itself. */
const leavesOpen = (trial: Trial, troubles: readonly Trouble[]): Promise<readonly string[]> =>
  each(troubles, async ({ name, act, cause, options }) => {
    const seen = await tried(trial, act, options);
    const said = knowsNothing(trial, seen) && (cause === undefined || causeOf(seen) === cause);
    return [
      ...complain(said, `${name}: ${nothingKnown(trial)}${cause === undefined ? '' : `, cause ${cause}`}`, seen),
      ...complain(trial.isQuery || seen.received.length === trial.preceding + 1, `${name}: it was to be sent once`, seen),
    ];
  });

/** On a machine that stands still the short time is over before the request has arrived: then nothing was tried yet. */
async function tried(trial: Trial, act: Act, options: RunOptions = {}): Promise<Observed> {
  const seen = await trial.run(act, options);
  if (options.totalTimeoutMs === undefined || seen.received.length > trial.preceding) return seen;
  return trial.run(act, { ...options, totalTimeoutMs: 10 * options.totalTimeoutMs });
}

const withAnswer = (name: string, check: (trial: Trial, good: Reply) => Promise<readonly string[] | NotApplicable>): Case => ({
  name,
  async check(trial) {
    const good = bestAnswer(trial);
    return good === undefined ? ['the scenario has neither a yes nor a pending'] : check(trial, good);
  },
});

const timeoutBefore: Case = {
  name: 'time-out before the effect',
  check: (trial) =>
    leavesOpen(trial, [
      { name: 'no answer', act: hangs, cause: 'timeout', options: GIVEN_UP },
      { name: 'the connection is dropped', act: drops, cause: 'connection_lost' },
    ]),
};

const timeoutAfter = withAnswer('time-out after the effect', (trial, good) =>
  leavesOpen(trial, [
    { name: 'half an answer', act: halfAnswers(good, 'hang'), cause: 'timeout', options: GIVEN_UP },
    { name: 'the connection is lost in the answer', act: halfAnswers(good, 'drop'), cause: 'connection_lost' },
  ]),
);

const unreadableBodies = ['', '<html><body>OK</body></html>', '[]', 'null', '"success"', '{', '{}', '{"a":'.repeat(20_000)];

const unreadable = withAnswer('unreadable answer', (trial, good) =>
  leavesOpen(trial, [
    ...unreadableBodies.map((body) => ({ name: `the body ${body.slice(0, 12)}`, act: answers({ body }) })),
    { name: 'bytes that are no UTF-8', act: answers({ body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }) },
    { name: 'half a body', act: says((request) => halved(good(request))) },
    ...(trial.subject.sealed === undefined ? [] : sealedBodies(trial.subject.sealed)),
  ]),
);
const halved = (reply: ReturnType<Reply>): ReturnType<Reply> => ({ ...reply, body: Buffer.from(reply.body).subarray(0, -9) });
const sealedBodies = (sealed: (body: string) => Reply): readonly Trouble[] =>
  unreadableBodies.map((body) => ({ name: `the body ${body.slice(0, 12)}, signed`, act: says(sealed(body)) }));

const httpError: Case = {
  name: 'HTTP 500 and its kin',
  check: (trial) =>
    leavesOpen(
      trial,
      [500, 502, 503, 504, 429, 404, 403].flatMap((status) => [
        { name: `HTTP ${String(status)} with a page`, act: answers({ status, body: '<html>error</html>' }) },
        { name: `HTTP ${String(status)} with an empty object`, act: answers({ status, body: '{}' }) },
      ]),
    ),
};

const tooLarge = withAnswer('oversized body', (trial, good) =>
  leavesOpen(trial, [{ name: 'more than 1 MiB', act: oversized(good), cause: 'unreadable_answer' }]),
);

const slowHeaders: Case = {
  name: 'slow headers',
  check: (trial) => leavesOpen(trial, [{ name: 'a header without end', act: drips, cause: 'timeout', options: GIVEN_UP }]),
};

/** Neither a yes nor a no is believed of somebody without the provider's key. */
const badSignature = withAnswer('bad signature', async (trial, good) => {
  const answerSignature = trial.scenario.unsigned ?? trial.subject.answerSignature;
  if (isNotApplicable(answerSignature)) return answerSignature;
  return leavesOpen(
    trial,
    answerSignature.forged.flatMap(({ name, of }) =>
      worthForging(trial, good).map(([what, reply]) => ({
        name: `${what}, ${name}`,
        act: says((request) => of(reply(request), request)),
        cause: 'bad_signature',
      })),
    ),
  );
});

const missingSignature = withAnswer('missing signature', async (trial, good) => {
  const answerSignature = trial.scenario.unsigned ?? trial.subject.answerSignature;
  if (isNotApplicable(answerSignature)) return answerSignature;
  return leavesOpen(
    trial,
    worthForging(trial, good).map(([what, reply]) => ({
      name: `${what}, unsigned`,
      act: says((request) => answerSignature.removed(reply(request))),
      cause: 'bad_signature',
    })),
  );
});

function worthForging({ scenario: { declined } }: Trial, good: Reply): readonly (readonly [string, Reply])[] {
  const no = isNotApplicable(declined) ? undefined : declined[0];
  return [['a yes', good], ...(no === undefined ? [] : [['a no', no.reply] as const])];
}

const refused: Case = {
  name: 'connection refused',
  async check(trial) {
    const seen = await trial.run(hangs, { unreachable: true });
    // Of the account's own calls nobody needs to know more than that the answer is not there.
    const due = trial.isQuery ? 'no_answer' : trial.isAccount ? 'unknown' : 'not_sent';
    const said = seen.result.outcome === due && causeOf(seen) === 'connection_refused';
    return complain(said, `${due}, cause connection_refused, was due`, seen);
  },
};

const pastSendUntil: Case = {
  name: 'send_until passed',
  async check(trial) {
    if (trial.isQuery || trial.isAccount) return notApplicable('it moves no money, and may be sent at any time');
    const seen = await trial.run(hangs, { sendUntilPassed: true });
    return [
      ...complain(
        seen.result.outcome === 'not_sent' && causeOf(seen) === 'past_send_until',
        'not_sent, cause past_send_until, was due',
        seen,
      ),
      ...complain(seen.received.length === 0, 'nothing was to be sent', seen),
    ];
  },
};

export const transportCases: readonly Case[] = [
  timeoutBefore,
  timeoutAfter,
  unreadable,
  httpError,
  tooLarge,
  slowHeaders,
  badSignature,
  missingSignature,
  refused,
  pastSendUntil,
];
