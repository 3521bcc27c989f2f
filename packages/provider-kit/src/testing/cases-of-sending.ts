import { isDeepStrictEqual } from 'node:util';
import { bestAnswer, each } from './cases-of-words.js';
import { says } from './scripted-server.js';
import { isNotApplicable, notApplicable, type NotApplicable, type ReceivedRequest } from './subject.js';
import type { Trial } from './trial.js';
import { complain, told, type Case } from './verdict.js';

const MINUTE = 60_000;

/** The second send, a minute later, is the first one over again: the same path, the same key, the same content. */
const key: Case = {
  name: 'the key is kept',
  async check(trial) {
    const { scenario } = trial;
    const good = bestAnswer(trial);
    if (good === undefined) return ['the scenario has neither a yes nor a pending'];
    const sends = [await trial.run(says(good)), await trial.run(says(good), { attempt: 2, later: MINUTE })];
    const [first, second] = sends.map(({ received }) => received[trial.preceding]);
    if (first === undefined || second === undefined) return ['nothing was sent'];
    const keyed = [first, second].every(({ body }) => body.includes(scenario.sentKey));
    return [
      ...(keyed ? [] : [`both sends were to carry ${scenario.sentKey}`]),
      ...(isDeepStrictEqual(lasting(first, trial), lasting(second, trial)) ? [] : ['the second send is not the first one over again']),
    ];
  },
};

/** A request without what belongs to the moment in which it was sent. */
function lasting({ path, body }: ReceivedRequest, { subject: { volatile } }: Trial): unknown {
  const json = JSON.parse(body.toString()) as Readonly<Record<string, unknown>>;
  return { path, members: Object.fromEntries(Object.entries(json).filter(([name]) => !volatile.includes(name))) };
}

/** A no to a further send says nothing of the send before it, which may have been taken. What may never be sent again is not. */
const resend: Case = {
  name: 'the resend rule',
  async check(trial) {
    const { request, declined } = trial.scenario;
    if (request.kind === 'query' || request.kind === 'account') return notApplicable('it moves no money, and may be sent at any time');
    const rule = trial.subject.adapter.operations[request.kind]?.resend;
    if (rule === undefined) return [`the adapter declares no ${request.kind}`];
    if (rule === 'never') return sentOnce(trial);
    if (isNotApplicable(declined)) return declined;
    return each(declined, async ({ word, reply }) => {
      const seen = await trial.run(says(reply), { attempt: 2 });
      return complain(seen.result.outcome === 'unknown', `${word} at the second send: unknown was due`, seen);
    });
  },
};

/** Whatever the provider says to it, one request left. */
async function sentOnce(trial: Trial): Promise<readonly string[] | NotApplicable> {
  const { declined, silent, undocumented } = trial.scenario;
  const words = [declined, silent, undocumented].flatMap((kind) => (isNotApplicable(kind) ? [] : kind));
  return each(words, async ({ word, reply }) => {
    const seen = await trial.run(says(reply));
    return complain(seen.received.length === trial.preceding + 1, `${word}: it was to be sent once`, seen);
  });
}

/**
 * Keys, tokens, cards and payers' codes stand in no transcript and no result, also where the provider repeats them. Whatever the other cases
 * leaked is told here as well, so this one comes last.
 */
const confidential: Case = {
  name: 'no secret in the transcript',
  async check(trial) {
    const echo = trial.scenario.confidential ?? [];
    const good = bestAnswer(trial, echo);
    const complaints: string[] = [];
    if (good !== undefined) {
      const seen = await trial.run(says(good));
      if (seen.exchanges.length === 0) complaints.push(`no transcript was kept; got ${told(seen.result)}`);
    }
    return [...complaints, ...trial.leaks];
  },
};

export const sendingCases: readonly Case[] = [key, resend];
export const lastCase: Case = confidential;
