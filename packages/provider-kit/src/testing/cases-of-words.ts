import { says } from './scripted-server.js';
import { isNotApplicable, notApplicable, type FigureName, type Figures, type NotApplicable, type Reply, type Word } from './subject.js';
import type { Observed, Trial } from './trial.js';
import { causeOf, complain, knowsNothing, nothingKnown, type Case } from './verdict.js';

const right = ({ scenario, subject }: Trial): Figures => ({ minor: scenario.asked, currency: subject.currency });

/** The member in which the figure asked for comes back. */
function statedOf(
  { scenario: { member = 'base' } }: Trial,
  { result }: Observed,
): { readonly minor?: bigint; readonly currency?: string } | undefined {
  if (result.outcome !== 'approved' || !('stated' in result) || result.stated === 'not_stated') return undefined;
  const { [member]: minor, currency } = result.stated;
  return { ...(minor === undefined ? {} : { minor }), ...(currency === undefined ? {} : { currency }) };
}

const approved: Case = {
  name: 'approved',
  async check(trial) {
    const { scenario, subject } = trial;
    if (isNotApplicable(scenario.approved)) return scenario.approved;
    const seen = await trial.run(says(scenario.approved(right(trial))));
    const stated = statedOf(trial, seen);
    const amountIsRight = stated?.minor === (scenario.states.approved.includes('amount') ? scenario.asked : undefined);
    const currencyIsRight = stated?.currency === (scenario.states.approved.includes('currency') ? subject.currency : undefined);
    return [
      ...complain(seen.result.outcome === 'approved', 'approved was due', seen),
      ...complain(amountIsRight && currencyIsRight, 'not what the provider states', seen),
    ];
  },
};

const declined: Case = {
  name: 'each documented decline',
  async check(trial) {
    const { declined: words } = trial.scenario;
    if (isNotApplicable(words)) return words;
    return eachWord(words, async ({ word, reply, code }) => {
      const seen = await trial.run(says(reply));
      const isNo = seen.result.outcome === 'declined';
      const ours = 'code' in seen.result ? seen.result.code : undefined;
      return complain(isNo && ours === code, `${word}: declined${code === undefined ? '' : ` as ${code}`} was due`, seen);
    });
  },
};

const silent: Case = {
  name: 'documented words that prove nothing',
  async check(trial) {
    const { silent: words } = trial.scenario;
    if (isNotApplicable(words)) return words;
    return eachWord(words, async ({ word, reply }) => {
      const seen = await trial.run(says(reply));
      return complain(knowsNothing(trial, seen), `${word}: ${nothingKnown(trial)}`, seen);
    });
  },
};

const pending: Case = {
  name: 'pending',
  async check(trial) {
    const { pending: answer } = trial.scenario;
    if (isNotApplicable(answer)) return answer;
    const seen = await trial.run(says(answer(right(trial))));
    return complain(seen.result.outcome === 'pending', 'pending was due', seen);
  },
};

const notFound: Case = {
  name: 'not found',
  async check(trial) {
    if (!trial.isQuery) return notApplicable('what is begun is not looked for');
    const { notFound: words = notApplicable('the provider has no word for it here') } = trial.scenario;
    if (isNotApplicable(words)) return words;
    return eachWord(words, async ({ word, reply }) => {
      const seen = await trial.run(says(reply));
      return complain(seen.result.outcome === 'not_found', `${word}: not_found was due`, seen);
    });
  },
};

const duplicate: Case = {
  name: 'duplicate key',
  async check(trial) {
    const { duplicate: words } = trial.scenario;
    if (isNotApplicable(words)) return words;
    return eachWord(words, async ({ word, reply, outcome }) => {
      const seen = await trial.run(says(reply), { attempt: 2 });
      return complain(seen.result.outcome === outcome, `${word}: ${outcome} was due`, seen);
    });
  },
};

const undocumented: Case = {
  name: 'unknown code',
  async check(trial) {
    return eachWord(trial.scenario.undocumented, async ({ word, reply }) => {
      const seen = await trial.run(says(reply));
      return complain(
        knowsNothing(trial, seen) && causeOf(seen) === 'unknown_code',
        `${word}: ${nothingKnown(trial)}, cause unknown_code`,
        seen,
      );
    });
  },
};

/** Above and below what was asked; each kind of answer that states the figure. */
const wrongAmount: Case = {
  name: 'wrong amount',
  check: (trial) =>
    wrongFigure(
      trial,
      'amount',
      [{ minor: trial.scenario.asked + 1n }, { minor: trial.scenario.asked - 1n }],
      (stated, wrong) => stated?.minor === wrong.minor,
    ),
};

const wrongCurrency: Case = {
  name: 'wrong currency',
  check: (trial) =>
    wrongFigure(
      trial,
      'currency',
      [{ currency: trial.subject.currency === 'EUR' ? 'USD' : 'EUR' }],
      (stated, wrong) => stated?.currency === wrong.currency,
    ),
};

/** A yes hands the provider's figure on, for the engine to compare; what is pending can carry none, and must not pass for ours. */
async function wrongFigure(
  trial: Trial,
  figure: FigureName,
  wrongs: readonly Figures[],
  handedOn: (stated: Figures | undefined, wrong: Figures) => boolean,
): Promise<readonly string[] | NotApplicable> {
  const { scenario } = trial;
  const answers = (['approved', 'pending'] as const).filter((kind) => scenario.states[kind].includes(figure));
  if (answers.length === 0) return notApplicable(`no answer to it states ${figure === 'amount' ? 'an amount' : 'a currency'}`);
  return each(
    answers.flatMap((kind) => wrongs.map((wrong) => ({ kind, wrong }))),
    async ({ kind, wrong }) => {
      const answer = scenario[kind];
      if (isNotApplicable(answer)) return [`the scenario states a figure in an answer (${kind}) that it does not have`];
      const seen = await trial.run(says(answer({ ...right(trial), ...wrong })));
      const told = kind === 'approved' && handedOn(statedOf(trial, seen), wrong);
      return complain(told || knowsNothing(trial, seen), `${kind}: the provider's own figure, or unknown, was due`, seen);
    },
  );
}

/** Nothing but the provider's own words is stated: our figure never comes back as theirs. */
const notStated: Case = {
  name: 'our amount is not echoed',
  async check(trial) {
    const { approved: answer } = trial.scenario;
    if (isNotApplicable(answer)) return notApplicable('no answer to it is a yes');
    if (trial.isAccount) return notApplicable('it moves no money');
    const seen = await trial.run(says(answer({})));
    const silent = statedOf(trial, seen)?.minor === undefined;
    return complain(silent && seen.result.outcome !== 'rejected', 'not_stated was due', seen);
  },
};

/** An empty list would be ok without a single question. */
const eachWord = async <T extends Word>(words: readonly T[], check: (word: T) => Promise<readonly string[]>): Promise<readonly string[]> =>
  words.length === 0 ? ['the scenario names no word'] : each(words, check);

export async function each<T>(items: readonly T[], check: (item: T) => Promise<readonly string[]>): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const item of items) complaints.push(...(await check(item)));
  return complaints;
}

/** An answer that says the most for us that this operation can be told: a yes, or that it is taken on. */
export function bestAnswer(trial: Trial, echo?: readonly string[]): Reply | undefined {
  const answer = [trial.scenario.approved, trial.scenario.pending].find((kind) => !isNotApplicable(kind));
  if (answer === undefined || isNotApplicable(answer)) return undefined;
  return answer({ ...right(trial), ...(echo === undefined ? {} : { echo }) });
}

export const wordCases: readonly Case[] = [
  approved,
  declined,
  silent,
  pending,
  notFound,
  wrongAmount,
  wrongCurrency,
  notStated,
  duplicate,
  undocumented,
];
