import type pg from 'pg';
import type { KeyRing } from '../secrets/key-ring.js';
import type { Agreement } from './agreement.entity.js';

/** An agreement with the provider's access token in clear, for memory only; null until it is active. */
export type OpenAgreement = Omit<Agreement, 'token'> & { readonly accessToken: string | null };

function agreementTokenContext(agreementId: string): string {
  return `agreement:${agreementId}:token`;
}

const agreementById = `
select id, merchant_id as "merchantId", provider_account_id as "providerAccountId", state, token, created_at as "createdAt", expires_at as "expiresAt"
from agreement where merchant_id = $1 and id = $2`;

const insertAgreement = `
insert into agreement (id, merchant_id, provider_account_id, state, token, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`;

export class AgreementRepository {
  constructor(
    private readonly pool: pg.Pool,
    private readonly keyRing: KeyRing,
  ) {}

  /** Another merchant's is not found. Throws `SecretUnreadable`. */
  async find(merchantId: string, id: string): Promise<OpenAgreement | undefined> {
    const { rows } = await this.pool.query<Agreement>({ name: 'agreement_by_id', text: agreementById, values: [merchantId, id] });
    const [row] = rows;
    if (row === undefined) return undefined;
    const { token, ...agreement } = row;
    const accessToken = token === null ? null : await this.keyRing.openText(token, agreementTokenContext(id));
    return { ...agreement, accessToken };
  }

  /** The access token gets sealed. */
  async insert({ id, merchantId, providerAccountId, state, accessToken, createdAt, expiresAt }: OpenAgreement): Promise<void> {
    const sealed = accessToken === null ? null : await this.keyRing.seal(accessToken, agreementTokenContext(id));
    await this.pool.query(insertAgreement, [id, merchantId, providerAccountId, state, sealed, createdAt, expiresAt]);
  }
}
