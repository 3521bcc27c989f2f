import { hash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { DoorRequest } from './access/door-request.js';
import { TillAccess } from './access/till-access.js';
import type { SignedTerminal } from './access/till-access.js';
import { TillPayments } from './orders/payments.js';
import { TillQueries } from './orders/queries.js';
import { requestRefusal } from './orders/refusals.js';
import { TillRefunds } from './orders/refunds.js';
import { TillPushes } from './orders/pushes.js';
import { TillReversals } from './orders/reversals.js';
import type { Till } from './till.js';
import { acceptedEnvelope, businessRefusal, BusinessRefused, LOG_TAKEN, refusedEnvelope, RequestRefused } from './wire/envelope.js';
import type { BusinessResponse, Envelope } from './wire/envelope.js';
import { readFields } from './wire/fields.js';
import type { Fields, Operation } from './wire/fields.js';

/** What is done with an order. */
type OrderOperation = Exclude<Operation, 'activate' | 'checkin'>;

/** The answer, and who asked, where that is known. */
export interface DoorAnswer {
  readonly envelope: Envelope;
  readonly terminalSn?: string;
  /** The protocol has no word for it: the header `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

/** Our side of the protocol by which tills, cashiers and merchants' systems speak (Upay Web API v2), over whatever provider is behind. */
@Injectable()
export class TerminalDoor {
  private readonly logger = new Logger('TerminalDoor');

  constructor(
    private readonly access: TillAccess,
    private readonly payments: TillPayments,
    private readonly queries: TillQueries,
    private readonly refunds: TillRefunds,
    private readonly reversals: TillReversals,
    private readonly pushes: TillPushes,
  ) {}

  /** What is thrown is a failure on our side, whose outcome is not known: 500 `UNKNOWN_SYSTEM_ERROR`. */
  async activate(request: DoorRequest): Promise<DoorAnswer> {
    return answered(async () => {
      const { terminalSn, terminalKey } = await this.access.activate(request, () => readFields('activate', request.body));
      return acceptedEnvelope({ terminal_sn: terminalSn, terminal_key: terminalKey });
    });
  }

  async checkIn(request: DoorRequest): Promise<DoorAnswer> {
    return this.signed(request, async (signed) => {
      const fields = ownFields('checkin', signed, request.body);
      this.access.till(signed.terminal);
      const { terminalSn, terminalKey } = await this.access.checkIn(signed, request.body, fields);
      return acceptedEnvelope({ terminal_sn: terminalSn, terminal_key: terminalKey });
    });
  }

  /** A log is taken and not kept: it may hold anything, and nothing reads it. That it came is told by a line. */
  async uploadLog(request: DoorRequest): Promise<DoorAnswer> {
    return this.signed(request, async ({ terminal: { terminalSn } }) => {
      const { body } = request;
      this.logger.log({ terminalSn, bytes: body.length, sha256: hash('sha256', body) }, 'a terminal sent its log');
      return Promise.resolve(LOG_TAKEN);
    });
  }

  async order(operation: OrderOperation, request: DoorRequest): Promise<DoorAnswer> {
    return this.signed(request, async (signed) => acceptedEnvelope(await this.carriedOut(operation, signed, request)));
  }

  private carriedOut(operation: OrderOperation, signed: SignedTerminal, request: DoorRequest): Promise<BusinessResponse> {
    const { requestId, body } = request;
    const ready = <O extends Operation>(name: O): readonly [Till, Fields<O>] => {
      const fields = ownFields(name, signed, body);
      return [this.access.till(signed.terminal), fields];
    };
    // What was begun before it was disabled must be known at the counter.
    const asked = <O extends Operation>(name: O): readonly [Till, Fields<O>] => {
      const fields = ownFields(name, signed, body);
      return [this.access.known(signed.terminal), fields];
    };
    switch (operation) {
      case 'pay':
        return this.payments.pay(...ready('pay'), request);
      case 'precreate':
        return this.payments.precreate(...ready('precreate'), request);
      case 'push':
        return this.pushes.push(...ready('push'), request);
      case 'next':
        return this.pushes.next(...ready('next'), request);
      case 'acknowledge':
        return this.pushes.acknowledge(...ready('acknowledge'));
      case 'abandon':
        return this.pushes.abandon(...ready('abandon'), requestId);
      case 'query':
        return this.queries.query(...asked('query'));
      case 'refund':
        return this.refunds.refund(...ready('refund'), requestId);
      case 'cancel':
        return this.reversals.cancel(...ready('cancel'), requestId);
      case 'revoke':
        return this.reversals.revoke(...ready('revoke'), requestId);
    }
  }

  private async signed(request: DoorRequest, work: (signed: SignedTerminal) => Promise<Envelope>): Promise<DoorAnswer> {
    let terminalSn: string | undefined;
    const answer = await answered(async () => {
      const signed = await this.access.signed(request);
      ({ terminalSn } = signed.terminal);
      return work(signed);
    });
    return terminalSn === undefined ? answer : { ...answer, terminalSn };
  }
}

/** The members, of this very terminal. */
function ownFields<O extends Operation>(operation: O, { terminal }: SignedTerminal, body: Buffer): Fields<O> {
  const fields = readFields(operation, body);
  if ('terminal_sn' in fields && fields.terminal_sn !== terminal.terminalSn)
    throw new RequestRefused('INVALID_TERMINAL', 'terminal_sn is not that of the Authorization header');
  return fields;
}

async function answered(work: () => Promise<Envelope>): Promise<DoorAnswer> {
  try {
    return { envelope: await work() };
  } catch (error) {
    const refusal = requestRefusal(error);
    if (refusal instanceof RequestRefused) {
      const { retryAfterSeconds } = refusal;
      return { envelope: refusedEnvelope(refusal), ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
    }
    if (refusal instanceof BusinessRefused) return { envelope: acceptedEnvelope(businessRefusal(refusal)) };
    throw refusal;
  }
}
