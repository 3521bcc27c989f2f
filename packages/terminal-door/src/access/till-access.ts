import { hash } from 'node:crypto';
import {
  ActivationLocked,
  ActivationRefused,
  CheckInRefused,
  LastSeen,
  TerminalActivation,
  TerminalCheckIn,
  TerminalKeys,
  VendorAccess,
} from '@interlock/directory';
import type { TerminalIdentity } from '@interlock/directory';
import type { KnownTerminal } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';
import type { Till } from '../till.js';
import { readAuthorization } from '../wire/authorization.js';
import type { Authorization } from '../wire/authorization.js';
import { abnormal, RequestRefused } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import { signerOf } from '../wire/signature.js';
import type { DoorRequest } from './door-request.js';

/** Of a pay where the store says nothing. A till's own connection is given up after 35 s. */
const WAIT_SECONDS = 30;

/** A terminal whose signature was right, and the key that made it. */
export interface SignedTerminal {
  readonly terminal: KnownTerminal;
  readonly signedWith: string;
}

/** Who may come in, in the order in which it is checked (docs/terminal-door.md). */
@Injectable()
export class TillAccess {
  constructor(
    private readonly terminals: TerminalKeys,
    private readonly vendors: VendorAccess,
    private readonly activation: TerminalActivation,
    private readonly checkIns: TerminalCheckIn,
    private readonly lastSeen: LastSeen,
  ) {}

  /** Throws `RequestRefused`. */
  async signed(request: DoorRequest): Promise<SignedTerminal> {
    const { sn, signature } = authorizationOf(request);
    const known = await this.terminals.find(sn);
    if (known === undefined) throw new RequestRefused('INVALID_TERMINAL', 'the terminal is not known');
    const signed = this.signedBy(known, request.body, signature) ?? (await this.signedAnew(sn, request.body, signature));
    if (signed === undefined) throw new RequestRefused('ILLEGAL_SIGN', 'the signature is not right, or its key is not accepted any more');
    const { ipList } = signed.terminal;
    if (ipList.length > 0 && !request.comesFrom(ipList))
      throw new RequestRefused('INVALID_TERMINAL', 'the terminal may not come from this address');
    // Only now: a stranger could use up what is the terminal's.
    assertShare(request.waitSeconds('terminal', signed.terminal.id));
    // Nobody waits for it.
    void this.lastSeen.note('terminal', signed.terminal.id);
    return signed;
  }

  /** The terminal as its orders know it. Throws `BusinessRefused` where it may begin nothing. */
  till(terminal: KnownTerminal): Till {
    const till = this.known(terminal);
    if (!till.enabled) throw abnormal();
    return till;
  }

  /** The same of one that is disabled too. Throws `BusinessRefused` where it was never activated. */
  known(terminal: KnownTerminal): Till {
    if (terminal.deviceId === null) throw abnormal();
    const { terminalSn, merchantId, mode, storeNo, currency, payWaitSeconds, enabled } = terminal;
    return {
      terminalSn,
      merchantId,
      mode,
      storeNo,
      currency,
      enabled,
      payWaitMs: (payWaitSeconds ?? WAIT_SECONDS) * 1000,
      waitMs: WAIT_SECONDS * 1000,
    };
  }

  /** The vendor's signature is checked before anything of the body is read. Throws `RequestRefused`. */
  async activate(request: DoorRequest, read: () => Fields<'activate'>): Promise<TerminalIdentity> {
    const { sn, signature } = authorizationOf(request);
    assertShare(request.waitSeconds('address'));
    const vendor = await this.vendors.find(sn);
    const keys = vendor?.enabled === true ? this.vendors.keysOf(vendor) : [];
    if (vendor === undefined || signerOf(request.body, signature, keys) === undefined)
      throw new RequestRefused('ILLEGAL_SIGN', 'the signature is not right, or the vendor is not known');
    assertShare(request.waitSeconds('vendor', vendor.id));
    const { app_id: appId, code, device_id: deviceId, client_sn: clientSn, name, os_info: osInfo, sdk_version: sdkVersion } = read();
    const origin = { requestId: request.requestId, address: request.address };
    return this.activation
      .activate(vendor, { appId, code, deviceId, clientSn, name, osInfo, sdkVersion }, origin)
      .catch((error: unknown) => {
        if (error instanceof ActivationLocked) throw new RequestRefused('INVALID_PARAMS', error.message, error.retryAfterSeconds);
        if (error instanceof ActivationRefused) throw new RequestRefused('INVALID_PARAMS', error.message);
        throw error;
      });
  }

  /** Throws `RequestRefused`. */
  async checkIn({ terminal, signedWith }: SignedTerminal, body: Buffer, fields: Fields<'checkin'>): Promise<TerminalIdentity> {
    const { device_id: deviceId, os_info: osInfo, sdk_version: sdkVersion } = fields;
    const requestHash = hash('sha256', body, 'buffer');
    return this.checkIns.checkIn(terminal, { deviceId, osInfo, sdkVersion, signedWith, requestHash }).catch((error: unknown) => {
      if (!(error instanceof CheckInRefused)) throw error;
      throw error.reason === 'device'
        ? new RequestRefused('INVALID_TERMINAL', 'device_id is not the one that the terminal was activated on')
        : new RequestRefused('ILLEGAL_SIGN', error.message);
    });
  }

  /** The till may have checked in at another gateway a moment ago: what is kept here is read once more before it is turned away. */
  private async signedAnew(sn: string, body: Buffer, signature: string): Promise<SignedTerminal | undefined> {
    const known = await this.terminals.findAnew(sn);
    return known === undefined ? undefined : this.signedBy(known, body, signature);
  }

  private signedBy(terminal: KnownTerminal, body: Buffer, signature: string): SignedTerminal | undefined {
    const signedWith = signerOf(body, signature, this.terminals.keysOf(terminal));
    return signedWith === undefined ? undefined : { terminal, signedWith };
  }
}

/** The protocol has no word for it; of those that it has, this one asks the till to try again, and nothing was begun. */
function assertShare(waitSeconds: number): void {
  if (waitSeconds === 0) return;
  throw new RequestRefused('REQUEST_FAIL', 'these are too many requests; nothing was begun: send it again later', Math.ceil(waitSeconds));
}

function authorizationOf(request: DoorRequest): Authorization {
  // Said before the signature is looked at: what came in clear may have been read by others.
  if (!request.secure) throw new RequestRefused('INVALID_PARAMS', 'this door is open over TLS only');
  const authorization = readAuthorization(request.authorization);
  if (authorization === undefined)
    throw new RequestRefused(
      'ILLEGAL_SIGN',
      'Authorization must be the serial number, one space and the signature of 32 hexadecimal digits',
    );
  return authorization;
}
