import { notApplicable, type Scenario } from '@interlock/provider-kit/testing';
import { agreementWords, cancelTokenWords, type AgreementRule } from '../wallet.mapping.js';
import { ACCESS_TOKEN } from './scripted-wallet.js';
import { result, strangeWords } from './wallet-words.js';

const AUTH_CODE = '663A8FA9D83648EE8AA11FF68298XXXX';
const REFRESH_TOKEN = '2810100334F62CBC577F468AAC87CFC6C9107811xxxx';
const tokens = {
  accessToken: ACCESS_TOKEN,
  accessTokenExpiryTime: '2034-05-06T07:08:09+00:00',
  refreshToken: REFRESH_TOKEN,
  refreshTokenExpiryTime: '2035-05-06T07:08:09+00:00',
  customerId: '1000001119398804xxxx',
};

type Ask = Extract<Scenario['request'], { kind: 'account' }>['ask'];

/** A payer's stored authorization: no money moves, and nearly all that travels is a credential. */
function agreementCall(
  label: string,
  ask: Ask,
  how: {
    readonly sentKey: string;
    readonly confidential: readonly string[];
    readonly shown?: object;
    readonly table?: Readonly<Record<string, AgreementRule>>;
  },
): Scenario {
  const { sentKey, confidential, shown = {}, table = agreementWords } = how;
  const words = (outcome: AgreementRule['outcome']) =>
    Object.entries(table).flatMap(([word, rule]) => (rule.outcome === outcome ? [{ word, reply: result(word) }] : []));
  return {
    label,
    request: { kind: 'account', of: 'agreements', ask },
    sentKey,
    asked: 0n,
    states: { approved: [], pending: [] },
    confidential,
    approved: ({ echo }) => result('S/SUCCESS', shown, echo),
    pending: notApplicable('it is answered at once'),
    declined: words('declined'),
    silent: words('unknown'),
    duplicate: notApplicable('the call has no number of its own'),
    undocumented: strangeWords,
  };
}

export const agreementCalls: readonly Scenario[] = [
  agreementCall(
    'agreement: prepare',
    ({ agreements }, call) => agreements?.prepare({ agreementId: 'a-1', language: 'es', description: 'Viajes' }, call),
    { sentKey: 'AGREEMENT_PAY', confidential: [], shown: { authUrl: 'https://wallet.example.test/agree?id=1' } },
  ),
  agreementCall('agreement: confirm', ({ agreements }, call) => agreements?.confirm({ code: AUTH_CODE }, call), {
    sentKey: AUTH_CODE,
    confidential: [AUTH_CODE, ACCESS_TOKEN, REFRESH_TOKEN],
    shown: tokens,
  }),
  agreementCall('agreement: refresh', ({ agreements }, call) => agreements?.refresh({ refreshToken: REFRESH_TOKEN }, call), {
    sentKey: REFRESH_TOKEN,
    confidential: [ACCESS_TOKEN, REFRESH_TOKEN],
    shown: tokens,
  }),
  agreementCall('agreement: end', ({ agreements }, call) => agreements?.end({ accessToken: ACCESS_TOKEN }, call), {
    sentKey: ACCESS_TOKEN,
    confidential: [ACCESS_TOKEN],
    table: cancelTokenWords,
  }),
];
