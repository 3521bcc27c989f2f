import { hash, randomBytes } from 'node:crypto';

import type { Records, Shelf } from '../core/records.js';
import type { Client } from './clients.js';
import { Refusal } from './results.js';
import { readTime } from './times.js';
import type { WalletSettings } from './wallet.settings.js';

/** What a payer is asked to agree to: that a merchant charges the wallet without asking again. */
export interface Contract {
  readonly contractId: string;
  readonly clientId: string;
  readonly description: string;
  readonly expiresAtMs: number;
  state: 'OPEN' | 'AGREED' | 'DECLINED';
  customerId?: string;
}

/** One payer's consent; all tokens that grew out of it end with it. */
export interface Agreement {
  readonly clientId: string;
  readonly customerId: string;
  canceled: boolean;
}

interface AuthCode {
  readonly contract: Contract;
  readonly customerId: string;
  readonly expiresAtMs: number;
  used: boolean;
}

interface Token {
  readonly agreement: Agreement;
  /** Undefined for a seeded token without an end. */
  readonly expiresAtMs: number | undefined;
  /** A refresh token serves once. */
  used: boolean;
}

export interface TokenPair {
  readonly accessToken: string;
  readonly accessTokenExpiresAtMs: number;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAtMs: number;
  readonly customerId: string;
}

/** Contracts, consents and their tokens, of all clients. */
export class Agreements {
  readonly #contracts: Shelf<Contract>;
  readonly #agreements: Shelf<Agreement>;
  /** Codes and tokens by their hashes: the wallet never tells one twice. */
  readonly #codes: Shelf<AuthCode>;
  readonly #accessTokens: Shelf<Token>;
  readonly #refreshTokens: Shelf<Token>;
  readonly #seeded = new Map<string, Token>();

  constructor(
    private readonly clock: { now(): number },
    records: Records,
    private readonly settings: WalletSettings,
  ) {
    this.#contracts = records.shelf('wallet contract');
    this.#agreements = records.shelf('wallet agreement');
    this.#codes = records.shelf('wallet authorization code');
    this.#accessTokens = records.shelf('wallet access token');
    this.#refreshTokens = records.shelf('wallet refresh token');
  }

  /** A payer who agreed before the sandbox began; what became of it since goes before what the accounts file says. */
  seed(clientId: string, accessToken: string, expiresAt: string | undefined): void {
    const agreement = { clientId, customerId: newCustomerId(), canceled: false };
    const expiresAtMs = expiresAt === undefined ? undefined : readTime(expiresAt);
    this.#seeded.set(hashOf(clientId, accessToken), { agreement, expiresAtMs, used: false });
  }

  prepare(client: Client, description: string): Contract {
    const contract: Contract = {
      contractId: randomBytes(12).toString('hex'),
      clientId: client.clientId,
      description,
      expiresAtMs: this.clock.now() + this.settings.contractLifetimeMs,
      state: 'OPEN',
    };
    return this.#contracts.add(contract.contractId, contract);
  }

  contract(contractId: string): Contract | undefined {
    return this.#contracts.get(contractId);
  }

  isOpen(contract: Contract): boolean {
    return contract.state === 'OPEN' && this.clock.now() < contract.expiresAtMs;
  }

  /** The payer agrees: the wallet's app hands this code to the merchant's mini program. */
  agree(contract: Contract): string {
    const customerId = newCustomerId();
    const code = randomBytes(16).toString('hex');
    contract.state = 'AGREED';
    contract.customerId = customerId;
    this.#codes.add(hashOf(contract.clientId, code), {
      contract,
      customerId,
      expiresAtMs: this.clock.now() + this.settings.authCodeLifetimeMs,
      used: false,
    });
    return code;
  }

  /** The contract of a code, for faults that name one: the code itself is a secret. */
  contractOfCode(client: Client, code: string): string | undefined {
    return this.#codes.get(hashOf(client.clientId, code))?.contract.contractId;
  }

  /** Throws `Refusal`. */
  redeem(client: Client, code: string): TokenPair {
    const known = this.#codes.get(hashOf(client.clientId, code));
    if (known === undefined) throw new Refusal('INVALID_CODE');
    if (known.used) throw new Refusal('AUTH_CODE_ALREADY_USED');
    if (known.expiresAtMs <= this.clock.now()) throw new Refusal('EXPIRED_CODE');
    known.used = true;
    const agreement = { clientId: client.clientId, customerId: known.customerId, canceled: false };
    return this.#issue(this.#agreements.add(`${client.clientId} ${known.contract.contractId}`, agreement));
  }

  /** The access token that was stays good until its own end. Throws `Refusal`. */
  refresh(client: Client, refreshToken: string): TokenPair {
    const known = this.#refreshTokens.get(hashOf(client.clientId, refreshToken));
    if (known === undefined || known.agreement.canceled) throw new Refusal(this.settings.unknownRefreshToken);
    if (known.used) throw new Refusal('USED_REFRESH_TOKEN');
    if (this.#isPast(known)) throw new Refusal(this.settings.expiredRefreshToken);
    known.used = true;
    return this.#issue(known.agreement);
  }

  /** The consent behind an access token that still holds. Throws `Refusal`. */
  consentOf(client: Client, accessToken: string): Agreement {
    const known = this.#ownToken(client, accessToken);
    if (known.agreement.canceled) throw new Refusal('INVALID_ACCESS_TOKEN');
    if (this.#isPast(known)) throw new Refusal('EXPIRED_ACCESS_TOKEN');
    return known.agreement;
  }

  /** Ends the consent with all its tokens; again is no failure, and neither is a token that has expired. Throws `Refusal`. */
  cancel(client: Client, accessToken: string): Agreement {
    const { agreement } = this.#ownToken(client, accessToken);
    agreement.canceled = true;
    return agreement;
  }

  #ownToken(client: Client, accessToken: string): Token {
    const key = hashOf(client.clientId, accessToken);
    const known = this.#accessTokens.get(key) ?? this.#seededToken(client.clientId, key);
    if (known === undefined) throw new Refusal('INVALID_ACCESS_TOKEN');
    return known;
  }

  /** A seeded token is written down when it is first used. */
  #seededToken(clientId: string, key: string): Token | undefined {
    const token = this.#seeded.get(key);
    if (token === undefined) return undefined;
    this.#agreements.add(`${clientId} ${key}`, token.agreement);
    return this.#accessTokens.add(key, token);
  }

  #isPast({ expiresAtMs }: Token): boolean {
    return (expiresAtMs ?? Infinity) <= this.clock.now();
  }

  #issue(agreement: Agreement): TokenPair {
    const nowMs = this.clock.now();
    const pair = {
      accessToken: randomBytes(24).toString('hex'),
      accessTokenExpiresAtMs: nowMs + this.settings.accessTokenLifetimeMs,
      refreshToken: randomBytes(24).toString('hex'),
      refreshTokenExpiresAtMs: nowMs + this.settings.refreshTokenLifetimeMs,
      customerId: agreement.customerId,
    };
    this.#accessTokens.add(hashOf(agreement.clientId, pair.accessToken), {
      agreement,
      expiresAtMs: pair.accessTokenExpiresAtMs,
      used: false,
    });
    this.#refreshTokens.add(hashOf(agreement.clientId, pair.refreshToken), {
      agreement,
      expiresAtMs: pair.refreshTokenExpiresAtMs,
      used: false,
    });
    return pair;
  }
}

/** 16 digits, as the wallet's own numbers of payers. */
function newCustomerId(): string {
  return `2088${(BigInt(`0x${randomBytes(8).toString('hex')}`) % 1_000_000_000_000n).toString().padStart(12, '0')}`;
}

/** One client's secret; another client with the same one has another hash. */
function hashOf(clientId: string, secret: string): string {
  return hash('sha256', `${clientId} ${secret}`);
}
