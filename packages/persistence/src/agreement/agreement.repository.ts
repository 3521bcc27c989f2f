import type pg from 'pg';
import type { KeyRing } from '../secrets/key-ring.js';
import type { Agreement } from './agreement.entity.js';

/** An agreement with its tokens in clear, for memory only. */
export type OpenAgreement = Omit<Agreement, 'token' | 'refreshToken'> & {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
};
/** What is there of an agreement when it is asked for. */
export type NewAgreement = Pick<
  OpenAgreement,
  'id' | 'merchantId' | 'providerAccountId' | 'state' | 'accessToken' | 'createdAt' | 'expiresAt'
> &
  Partial<OpenAgreement>;
/** Members that a change writes; the rest stays. */
export type AgreementChange = Partial<
  Pick<
    OpenAgreement,
    | 'state'
    | 'accessToken'
    | 'refreshToken'
    | 'expiresAt'
    | 'refreshExpiresAt'
    | 'payerId'
    | 'nextAction'
    | 'providerCode'
    | 'message'
    | 'dueAt'
    | 'sends'
    | 'lease'
  >
>;

type Token = 'token' | 'refresh_token';
const contextOf = (agreementId: string, token: Token): string =>
  token === 'token' ? `agreement:${agreementId}:token` : `agreement:${agreementId}:refresh-token`;

const columns = {
  id: 'id',
  merchantId: 'merchant_id',
  providerAccountId: 'provider_account_id',
  state: 'state',
  accessToken: 'token',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  refreshToken: 'refresh_token',
  refreshExpiresAt: 'refresh_expires_at',
  payerId: 'payer_id',
  content: 'content',
  nextAction: 'next_action',
  providerCode: 'provider_code',
  message: 'message',
  idempotencyKey: 'idempotency_key',
  idempotencyHashes: 'idempotency_hashes',
  confirmKey: 'confirm_key',
  confirmHashes: 'confirm_hashes',
  dueAt: 'due_at',
  lease: 'lease',
  sends: 'sends',
} as const satisfies Record<keyof OpenAgreement, string>;
type Member = keyof typeof columns;
const members = Object.keys(columns) as Member[];
const beginsAt: Partial<Record<Member, number>> = { lease: 1, sends: 0 };
const selected = members.map((member) => `${columns[member]} as "${member}"`).join(', ');

export class AgreementRepository {
  constructor(
    private readonly pool: pg.Pool,
    private readonly keyRing: KeyRing,
  ) {}

  /** Another merchant's is not found. Throws `SecretUnreadable`. */
  find(merchantId: string, id: string): Promise<OpenAgreement | undefined> {
    return this.#one('agreement_by_id', 'merchant_id = $1 and id = $2', [merchantId, id]);
  }

  findByKey(merchantId: string, idempotencyKey: string): Promise<OpenAgreement | undefined> {
    return this.#one('agreement_by_key', 'merchant_id = $1 and idempotency_key = $2', [merchantId, idempotencyKey]);
  }

  /** Returns false where the merchant has used the idempotency key already; then nothing was written. Tokens get sealed. */
  async insert(agreement: NewAgreement): Promise<boolean> {
    const values = await Promise.all(
      members.map((member) => this.#stored(agreement.id, member, agreement[member] ?? beginsAt[member] ?? null)),
    );
    const text = `insert into agreement (${members.map((member) => columns[member]).join(', ')})
      values (${members.map((_, index) => `$${String(index + 1)}`).join(', ')})
      on conflict (merchant_id, idempotency_key) where idempotency_key is not null do nothing`;
    return (await this.pool.query(text, values)).rowCount === 1;
  }

  /** Writes only where the row is still as the caller saw it; returns whether it was. */
  async change(seen: Pick<OpenAgreement, 'id' | 'state' | 'lease'>, change: AgreementChange): Promise<boolean> {
    const changed = Object.keys(change) as (keyof AgreementChange & Member)[];
    const values = await Promise.all(changed.map((member) => this.#stored(seen.id, member, change[member] ?? null)));
    const sets = changed.map((member, index) => `${columns[member]} = $${String(index + 4)}`).join(', ');
    const text = `update agreement set ${sets} where id = $1 and state = $2 and lease = $3`;
    return (await this.pool.query(text, [seen.id, seen.state, seen.lease, ...values])).rowCount === 1;
  }

  /** Takes an agreement up that nobody is at: `due_at` says until when. Returns it under its new lease; undefined where somebody is, or its state is another. */
  async take(id: string, state: Agreement['state'], now: Date, until: Date): Promise<OpenAgreement | undefined> {
    const text = `update agreement set lease = lease + 1, due_at = $4 where id = $1 and state = $2 and (due_at is null or due_at <= $3) returning ${selected}`;
    return this.#opened((await this.pool.query<OpenAgreement>(text, [id, state, now, until])).rows[0]);
  }

  /**
   * As `take` of a prepared one, for the confirmation under this key: the row carries the key from the moment that it is taken, so whoever repeats
   * the request meanwhile finds it. `sends` counts those of the same code, under whichever keys. Throws where the key stands for another request.
   */
  async takeToConfirm(
    id: string,
    { key, hashes }: { readonly key: string; readonly hashes: Readonly<Record<string, string>> },
    now: Date,
    until: Date,
  ): Promise<OpenAgreement | undefined> {
    const text = `update agreement set lease = lease + 1, due_at = $3, confirm_key = $4, confirm_hashes = $5::jsonb, provider_code = null, message = null,
        sends = case when confirm_hashes ->> 'code' = $5::jsonb ->> 'code' then sends + 1 else 1 end
      where id = $1 and state = 'prepared' and (due_at is null or due_at <= $2) returning ${selected}`;
    return this.#opened((await this.pool.query<OpenAgreement>(text, [id, now, until, key, hashes])).rows[0]);
  }

  /** Those to be renewed or ended by now, each for one caller. */
  async takeDue(now: Date, until: Date, limit: number): Promise<OpenAgreement[]> {
    const text = `update agreement set lease = lease + 1, due_at = $2 where id in (
      select id from agreement where due_at <= $1 and state in ('active', 'ending') order by due_at limit $3 for update skip locked) returning ${selected}`;
    const { rows } = await this.pool.query<OpenAgreement>(text, [now, until, limit]);
    const opened = await Promise.all(rows.map((row) => this.#opened(row)));
    return opened.filter((agreement) => agreement !== undefined);
  }

  async #one(name: string, where: string, values: readonly string[]): Promise<OpenAgreement | undefined> {
    const text = `select ${selected} from agreement where ${where}`;
    const { rows } = await this.pool.query<OpenAgreement>({ name, text, values: [...values] });
    return this.#opened(rows[0]);
  }

  async #opened(row: OpenAgreement | undefined): Promise<OpenAgreement | undefined> {
    if (row === undefined) return undefined;
    const open = (sealed: string | null, token: Token): Promise<string> | null =>
      sealed === null ? null : this.keyRing.openText(sealed, contextOf(row.id, token));
    return { ...row, accessToken: await open(row.accessToken, 'token'), refreshToken: await open(row.refreshToken, 'refresh_token') };
  }

  async #stored(id: string, member: Member, value: unknown): Promise<unknown> {
    if (value === null) return null;
    if (member === 'accessToken') return this.keyRing.seal(value as string, contextOf(id, 'token'));
    if (member === 'refreshToken') return this.keyRing.seal(value as string, contextOf(id, 'refresh_token'));
    return value;
  }
}
