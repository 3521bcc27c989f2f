import { ProviderSilent, RUNTIME, pause } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { InterlockError, OperationInProgress, contradicts, standsUnheard } from '@interlock/domain';
import type { QueryResult, Resolution } from '@interlock/domain';
import { CaseRepository, isUniqueViolation, memberHashes, refuseKeyOfAnother } from '@interlock/persistence';
import type { CaseNote } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Engine } from '../engine/engine.js';
import type { Heard } from '../engine/engine.js';
import { WordFinisher } from '../engine/word-finisher.js';
import { inTime, within } from '../orders/command-answer.js';
import { wasDone } from './case-keys.js';
import { CaseReads, offersNow } from './case-reads.js';
import type { CaseStanding } from './case-reads.js';
import { ResolveCase } from './commands.js';
import type { CaseAnswer, ResolveInput } from './commands.js';
import { CaseSettled, ProviderContradicts, ProposalDiffers, ResolutionNotAllowed, SecondPersonNeeded } from './errors.js';
import { isSamePerson } from './second-person.js';
import { assertComplete, figuresOf, proposalOf, differingFromProposal, wordOf } from './word-content.js';

/** How often a write that lost its guard looks for the reason. */
const TRIES = 10;
/** How often the lease of an operation that others ask after is tried for, how long between two tries, and within which time. */
const ASK_TRIES = 40;
const ASK_PAUSE_MS = 50;
const ASK_WITHIN_MS = 10_000;

/**
 * `POST /v1/cases/{id}/resolve`. Judged, then the provider is asked once more, then judged again on what that left, then written: as a proposal
 * above the limit, as a decision otherwise. Until the last write nothing is taken, so whoever was interrupted repeats the request.
 */
@CommandHandler(ResolveCase)
export class ResolveCaseHandler implements ICommandHandler<ResolveCase> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly cases: CaseRepository,
    private readonly reads: CaseReads,
    private readonly engine: Engine,
    private readonly finisher: WordFinisher,
  ) {}

  async execute(command: ResolveCase): Promise<CaseAnswer> {
    const { actor, caseId, input, idempotencyKey } = command;
    const hashes = memberHashes(this.runtime.keyRing, { ...input, path: `POST /v1/cases/${caseId.toLowerCase()}/resolve` });
    if (await wasDone(this.cases, actor.merchantId, idempotencyKey, hashes)) return this.answer(command, true);
    try {
      return await this.carry({ command, hashes });
    } catch (error) {
      // Whoever sends a request twice at once is refused for what the first of them has just done.
      if (!(error instanceof InterlockError) && !isUniqueViolation(error, 'idempotency_key_pkey')) throw error;
      if (await wasDone(this.cases, actor.merchantId, idempotencyKey, hashes)) return this.answer(command, true);
      return refuseKeyOfAnother(idempotencyKey)(error);
    }
  }

  private async carry(request: Request): Promise<CaseAnswer> {
    const { command } = request;
    const { actor, caseId, input } = command;
    const before = await this.reads.standing(actor, caseId);
    this.judge(command, before);
    this.runtime.assertReady();
    if (input.resolution === 'reject') return this.reject(request);
    const run = this.engine.tracked(this.askAndCarryOut(request, input.resolution, before));
    return (await inTime({ clock: this.runtime.clock }, { caseId }, run, command.waitMs)) ?? this.answer(command, false);
  }

  /** Goes on when its caller waits no longer: a repeat of the request tells how it ended. */
  private async askAndCarryOut(request: Request, resolution: Resolution, before: CaseStanding): Promise<CaseAnswer> {
    const heard = await this.ask(request, before);
    return resolution === 'ask_again' ? this.answer(request.command, false) : this.carryOut(request, resolution, heard);
  }

  /** Throws why this cannot be made of the case as it stands. `said`: what the provider has just answered. */
  private judge({ input }: ResolveCase, standing: CaseStanding, said?: QueryResult): void {
    const { row, offers, read } = standing;
    if (row.state === 'closed' || read.cases.some(({ id, state }) => id === row.id && state === 'closed')) throw settled(standing, said);
    const { proposal } = row;
    if (input.resolution === 'reject') {
      if (proposal === null) throw new ResolutionNotAllowed('reject', offers);
      return;
    }
    const offer = offers.find(({ resolution }) => resolution === input.resolution);
    if (offer === undefined) {
      // What it said may have left something else to be made of it; so may what somebody else has begun meanwhile.
      if (
        said !== undefined &&
        input.resolution !== 'ask_again' &&
        contradicts(wordOf(input.resolution, standing, input), standing.snapshot, said)
      )
        throw contradicted(input.resolution, said);
      throw new ResolutionNotAllowed(input.resolution, offersNow(standing));
    }
    assertComplete(input, offer, read.order.currency);
    if (input.resolution === 'ask_again' || proposal === null) return;
    const differing = differingFromProposal(input, proposal, standing);
    if (differing.length > 0) throw new ProposalDiffers(differing);
    if (isSamePerson(proposal.person, input.person)) throw new SecondPersonNeeded(proposal.person);
  }

  /** One question to the provider, and a line of the history that says for what. What it says is finished as always. */
  private async ask({ command, hashes }: Request, standing: CaseStanding): Promise<Heard> {
    const { actor, caseId, input, idempotencyKey } = command;
    const asksOnly = input.resolution === 'ask_again';
    // Its first call is still out, and its answer says more than a question could.
    const { outcome, kind } = askedAbout(standing);
    if (outcome === null) throw new OperationInProgress(kind);
    const note = this.line(command, 'asked', {
      detail: { for: input.resolution },
      ...(asksOnly ? { key: idempotencyKey, hashes } : {}),
    });
    // The key of a mere question stands for one that was asked: whoever was interrupted before that repeats it.
    if (!asksOnly) await this.cases.note(standing.row, note);
    const cause = { cause: 'person', actor: nameOf(command), requestId: actor.requestId };
    const { clock } = this.runtime;
    const until = clock.monotonic() + ASK_WITHIN_MS;
    let now = standing;
    let notBefore: number | undefined;
    for (let count = 0; count < ASK_TRIES && clock.monotonic() < until; count += 1) {
      const heard = await this.engine.hear(now.read, askedAbout(now), cause);
      if (heard !== undefined && 'said' in heard) {
        if (asksOnly) await this.cases.note(standing.row, note);
        return heard;
      }
      notBefore = heard?.notBefore;
      // Nobody is kept waiting for what is further off than the wait.
      if (notBefore !== undefined && notBefore - clock.now() > ASK_WITHIN_MS) break;
      // Somebody else asks: what that has made of the case may be all that there is to say.
      await pause(this.runtime.clock, ASK_PAUSE_MS);
      this.runtime.assertReady();
      now = await this.reads.standing(actor, caseId);
      this.judge(command, now);
    }
    if (notBefore !== undefined) throw this.silent('busy', notBefore);
    throw new OperationInProgress('query');
  }

  private async carryOut(request: Request, resolution: Exclude<Resolution, 'ask_again'>, heard: Heard): Promise<CaseAnswer> {
    const { said } = heard;
    const { command } = request;
    const { actor, caseId, input } = command;
    for (let count = 0; count < TRIES; count += 1) {
      const standing = await this.reads.standing(actor, caseId, said);
      this.judge(command, standing, said);
      this.hold(resolution, standing, input, heard);
      const { stake, limit } = await this.reads.weigh(standing, figuresOf(input));
      const { proposal } = standing.row;
      // The first one agreed to no more than that.
      if (proposal !== null && stake > BigInt(proposal.stake)) throw new ProposalDiffers(['stake']);
      if (proposal === null && limit !== undefined && stake > limit) {
        if (await this.propose(request, standing, stake)) return this.answer(command, false);
        continue;
      }
      const finished = await this.finisher.write(standing.read, {
        caseId: standing.row.id,
        operationId: standing.operation.id,
        word: wordOf(resolution, standing, input),
        person: input.person,
        reason: input.reason,
        content: this.content(request, standing, said),
        notes: (factId, at) => this.resolvedLines(request, standing, said, factId, at),
        cause: { cause: 'person', actor: nameOf(command), requestId: actor.requestId },
      });
      if (finished === undefined) continue;
      const { followUp, read } = finished;
      if (followUp !== undefined) {
        const cause = { cause: 'request', actor: this.runtime.processName, requestId: actor.requestId };
        await within(this.runtime, read.order.id, this.engine.send(read, followUp.operation, followUp.window, cause), command.waitMs);
      }
      return this.answer(command, false);
    }
    throw new OperationInProgress('resolution');
  }

  /** The provider has just been asked: it must not say the opposite, and of some cases it must have said something. */
  private hold(
    resolution: Exclude<Resolution, 'ask_again'>,
    standing: CaseStanding,
    input: ResolveInput,
    { said, askAgainAt }: Heard,
  ): void {
    const { snapshot } = standing;
    const word = wordOf(resolution, standing, input);
    if (contradicts(word, snapshot, said)) throw contradicted(resolution, said);
    const silent = said.outcome === 'no_answer' || said.outcome === 'unknown';
    if (silent && !standsUnheard(word, snapshot)) throw this.silent(said.cause, askAgainAt);
  }

  private silent(cause: string, notBefore: number | undefined): ProviderSilent {
    return new ProviderSilent(cause, notBefore === undefined ? undefined : notBefore - this.runtime.clock.now());
  }

  private async propose({ command, hashes }: Request, standing: CaseStanding, stake: bigint): Promise<boolean> {
    const { actor, input, idempotencyKey } = command;
    const at = this.runtime.clock.now();
    const proposal = proposalOf(input, standing, { actor: actor.actor, stake, at });
    const note = this.line(command, 'proposed', {
      detail: { resolution: proposal.resolution, amount: proposal.amount, tip: proposal.tip, stake: proposal.stake },
      key: idempotencyKey,
      hashes,
    });
    return this.move(command, standing.row, { proposal, note, cause: 'case_proposed', at });
  }

  private async reject(request: Request): Promise<CaseAnswer> {
    const { command, hashes } = request;
    for (let count = 0; count < TRIES; count += 1) {
      const standing = await this.reads.standing(command.actor, command.caseId);
      this.judge(command, standing);
      const note = this.line(command, 'rejected', {
        detail: { resolution: standing.row.proposal?.resolution },
        key: command.idempotencyKey,
        hashes,
      });
      const at = this.runtime.clock.now();
      if (await this.move(command, standing.row, { proposal: null, note, cause: 'case_rejected', at })) return this.answer(command, false);
    }
    throw new OperationInProgress('resolution');
  }

  private async move(
    command: ResolveCase,
    row: CaseStanding['row'],
    to: Omit<Parameters<CaseRepository['move']>[1], 'cause' | 'eventId'> & { readonly cause: string },
  ): Promise<boolean> {
    const cause = { cause: to.cause, actor: nameOf(command), requestId: command.actor.requestId };
    return (await this.cases.move(row, { ...to, cause, eventId: this.runtime.newId() })) !== undefined;
  }

  /** Who agreed stands before what was resolved, which is the word of who proposed it. */
  private resolvedLines(
    { command, hashes }: Request,
    { row }: CaseStanding,
    said: QueryResult,
    factId: string,
    at: string,
  ): readonly CaseNote[] {
    const { input, idempotencyKey } = command;
    const detail = { resolution: input.resolution, said: said.outcome, amount: minorText(input.amount), tip: minorText(input.tip) };
    const own = { factId, key: idempotencyKey, hashes, detail };
    if (row.proposal === null) return [{ ...this.line(command, 'resolved', own), at }];
    const { person, actor, reason, evidence } = row.proposal;
    return [
      { ...this.line(command, 'agreed', own), at },
      { what: 'resolved', at, person, actor, reason, evidence, detail: { ...detail, agreedBy: input.person }, factId },
    ];
  }

  private line(
    { actor, input }: ResolveCase,
    what: CaseNote['what'],
    over: Pick<CaseNote, 'detail' | 'factId' | 'key' | 'hashes'>,
  ): CaseNote {
    return {
      id: this.runtime.newId(),
      what,
      at: new Date(this.runtime.clock.now()).toISOString(),
      person: input.person,
      actor: actor.actor,
      reason: input.reason,
      evidence: input.evidence,
      requestId: actor.requestId,
      ...over,
    };
  }

  /** The fact of a person's word. */
  private content({ command: { actor, input } }: Request, { row }: CaseStanding, said: QueryResult): Readonly<Record<string, unknown>> {
    return {
      caseId: row.id,
      kind: row.kind,
      resolution: input.resolution,
      person: input.person,
      actor: actor.actor,
      reason: input.reason,
      evidence: input.evidence ?? row.proposal?.evidence,
      amount: minorText(input.amount),
      tip: minorText(input.tip),
      ...(row.proposal === null ? {} : { proposedBy: row.proposal.person, proposedReason: row.proposal.reason }),
      providerSaid: said.outcome,
    };
  }

  private async answer({ actor, caseId, input }: ResolveCase, replayed: boolean): Promise<CaseAnswer> {
    const view = await this.reads.byId(actor, caseId);
    return { view, replayed, settled: view.state === 'closed' || input.resolution === 'reject' };
  }
}

interface Request {
  readonly command: ResolveCase;
  readonly hashes: Readonly<Record<string, string>>;
}

/** What was done at the provider by somebody else is asked for at its payment. */
function askedAbout({ operation, charge }: CaseStanding): CaseStanding['operation'] {
  return operation.origin === 'provider' ? charge : operation;
}

/** The API key and the person: the one vouches for the other. */
function nameOf({ actor, input }: ResolveCase): string {
  return `${actor.actor} ${input.person}`;
}

function minorText(amount: { readonly minor: bigint } | undefined): string | undefined {
  return amount?.minor.toString();
}

function settled({ read, operation }: CaseStanding, said: QueryResult | undefined): CaseSettled {
  const heard = said === undefined ? '' : `; asked just now, the provider said ${inWords(said)}`;
  return new CaseSettled(
    `the case is closed: the ${operation.kind} is ${operation.outcome ?? 'open'} and the order ${read.order.state}${heard}`,
  );
}

function contradicted(resolution: string, said: QueryResult): ProviderContradicts {
  return new ProviderContradicts(`asked just now, the provider says ${inWords(said)}, and ${resolution} says otherwise`);
}

function inWords(said: QueryResult): string {
  const code = 'providerCode' in said && said.providerCode !== undefined ? ` (${said.providerCode})` : '';
  const figures = 'stated' in said && said.stated !== 'not_stated' ? ` ${String(said.stated.base)} (minor units)` : '';
  return `${said.outcome}${figures}${code}`;
}
