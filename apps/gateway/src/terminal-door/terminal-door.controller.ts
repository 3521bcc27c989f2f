import { fields, TerminalDoor } from '@interlock/terminal-door';
import type { DoorAnswer, DoorRequest } from '@interlock/terminal-door';
import { AddressList } from '@interlock/provider-kit';
import { Destinations } from '@interlock/webhooks';
import { Controller, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DOOR_OPTIONS } from '../http/door-options.js';
import type { DoorOptions } from '../http/door-options.js';
import { Limits } from '../limits/limits.js';
import type { RateLimiter } from '../limits/rate-limiter.js';
import { Proxies } from '../http/proxies.js';
import { codesOf, sendEnvelope } from './door-answer.js';
import { DescribedBy } from './described-by.js';
import { envelopes } from './terminal-door.schema.js';

/** The doors of tills, cashiers and merchants' own systems, wire-compatible with Upay Web API v2, over whatever provider is behind. */
@ApiTags('terminal door')
@Controller()
export class TerminalDoorController {
  private readonly logger = new Logger('TerminalDoor');
  private readonly proxies: Proxies;
  private readonly shares: Readonly<Record<Parameters<DoorRequest['waitSeconds']>[0], RateLimiter>>;

  constructor(
    private readonly door: TerminalDoor,
    private readonly destinations: Destinations,
    @Inject(DOOR_OPTIONS) private readonly options: DoorOptions,
    limits: Limits,
  ) {
    this.proxies = new Proxies(options.trustedProxies);
    this.shares = { terminal: limits.terminal, vendor: limits.activatingVendor, address: limits.activatingAddress };
  }

  @Post('terminal/activate')
  @DescribedBy(fields.activate, envelopes.identity, 'An activation code becomes a terminal with its first key. Signed by the vendor.')
  activate(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.activate(came));
  }

  @Post('terminal/checkin')
  @DescribedBy(fields.checkin, envelopes.identity, 'The next key of a terminal; the one before is still accepted.')
  checkIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.checkIn(came));
  }

  @Post('terminal/uploadLog')
  @DescribedBy(undefined, envelopes.plain, 'A log of a terminal: any signed body of at most 1 MiB. It is taken and not kept.')
  uploadLog(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.uploadLog(came));
  }

  @Post('upay/v2/pay')
  @DescribedBy(fields.pay, envelopes.order, 'Takes a payment by what was scanned of the payer.')
  pay(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('pay', came));
  }

  @Post('upay/v2/precreate')
  @DescribedBy(fields.precreate, envelopes.order, 'A code that the payer scans.')
  precreate(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('precreate', came));
  }

  @Post('upay/v2/query')
  @DescribedBy(fields.query, envelopes.order, 'An order, or one of its refunds.')
  query(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('query', came));
  }

  @Post('upay/v2/refund')
  @DescribedBy(fields.refund, envelopes.order, 'Gives money back, once for each refund_request_no.')
  refund(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('refund', came));
  }

  @Post('upay/v2/cancel')
  @DescribedBy(fields.cancel, envelopes.order, 'Closes an order that is not known to be paid; what is paid is given back whole.')
  cancel(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('cancel', came));
  }

  @Post('upay/v2/revoke')
  @DescribedBy(fields.cancel, envelopes.order, 'Undoes a payment where its provider can; never by a refund.')
  revoke(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('revoke', came));
  }

  @Post('upay/v2/push')
  @DescribedBy(fields.push, envelopes.order, 'Our own extension: an order for another terminal of the store (MIS-to-POS).')
  push(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('push', came));
  }

  @Post('terminal/orders/next')
  @DescribedBy(fields.next, envelopes.order, 'Our own extension: the oldest order that waits for this terminal; held open for one.')
  next(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('next', came));
  }

  @Post('terminal/orders/ack')
  @DescribedBy(fields.acknowledge, envelopes.order, 'Our own extension: the terminal has the order, and keeps it for longer.')
  acknowledge(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('acknowledge', came));
  }

  @Post('terminal/orders/abandon')
  @DescribedBy(fields.abandon, envelopes.order, 'Our own extension: the terminal does not take the order, which is closed.')
  abandon(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply, (came) => this.door.order('abandon', came));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, ask: (came: DoorRequest) => Promise<DoorAnswer>): Promise<void> {
    const answer = await ask(this.cameAs(request));
    const { terminalSn } = answer;
    // Whoever has no key of ours could fill the log.
    if (terminalSn !== undefined) {
      const line = { command: request.routeOptions.url, terminalSn, ...codesOf(answer), ms: Math.round(reply.elapsedTime) };
      this.logger.log(line, 'terminal command');
    }
    if (answer.retryAfterSeconds !== undefined) reply.header('retry-after', String(answer.retryAfterSeconds));
    await sendEnvelope(reply, answer.envelope, this.options);
  }

  private cameAs(request: FastifyRequest): DoorRequest {
    const { ip: address } = request;
    return {
      authorization: request.headers.authorization,
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      address,
      comesFrom: (networks) => new AddressList(networks).has(address),
      waitSeconds: (whose, id = address) => this.shares[whose].take(id),
      secure: this.proxies.isSecure(request),
      requestId: request.id,
      isGone: () => request.raw.socket.destroyed,
      accepted: (path, url) => this.destinations.accepted(path, url),
    };
  }
}
