import type { CustomerAction } from '@interlock/domain';
import type { AgreementDeclined, Agreements, AgreementTokens, AgreementUnknown, ProviderCall } from '@interlock/provider-kit';
import { redact } from '@interlock/provider-kit';
import type { z } from 'zod';
import { walletAccount, type WalletSettings } from './wallet.account.js';
import { exchange } from './wallet.exchange.js';
import { agreementWords, cancelTokenWords, ruleFor, type AgreementRule } from './wallet.mapping.js';
import { agreementOptions, extendInfoText, MAX_EXTEND_INFO } from './wallet.options.js';
import type { Built } from './wallet.requests.js';
import { parseWalletTime } from './wallet.time.js';
import { cancelTokenAnswer, credentialsIn, prepareAnswer, tokenAnswer, wordOf, type WireResult } from './wallet.wire.js';

type NoTokens = AgreementDeclined | AgreementUnknown;

/** A payer's stored authorization. Its codes and tokens are credentials: no transcript and no message holds one. Source: wallet OpenAPI, `/v1/authorizations/*`. */
export const agreements: Agreements = {
  optionsSchema: agreementOptions,

  /** The payer agrees on the page at `authUrl`, which the mini program opens by `signContract`; that yields a code. */
  async prepare({ language, description, options }, call) {
    const answer = await ask(call, {
      restfulPath: '/v1/authorizations/prepare',
      build: () => prepareBody(language, description, options),
      credentials: [],
      schema: prepareAnswer,
      words: agreementWords,
    });
    if (answer.outcome !== 'accepted') return answer;
    const { authUrl } = answer.read;
    if (authUrl === undefined || authUrl === null || authUrl === '') return unreadable;
    return { outcome: 'approved', nextAction: pageAt(authUrl, answer.settings) };
  },

  confirm: ({ code }, call) => applyToken(call, { grantType: 'AUTHORIZATION_CODE', authCode: code }, [code]),
  refresh: ({ refreshToken }, call) => applyToken(call, { grantType: 'REFRESH_TOKEN', refreshToken }, [refreshToken]),

  async end({ accessToken }, call) {
    const answer = await ask(call, {
      restfulPath: '/v1/authorizations/cancelToken',
      build: () => ({ body: { accessToken } }),
      credentials: [accessToken],
      schema: cancelTokenAnswer,
      words: cancelTokenWords,
    });
    return answer.outcome === 'accepted' ? { outcome: 'approved' } : answer;
  },
};

/** Source: wallet OpenAPI, authorizations, prepare, request. */
function prepareBody(language: string, description: string, given: unknown): Built {
  const options = agreementOptions.safeParse(given ?? {});
  if (!options.success) return { refused: 'providerOptions.wallet: not what the schema asks for' };
  const { extendInfo: more, referenceClientId } = options.data;
  const extendInfo = extendInfoText({ ...more, language, contractDesc: description });
  if (extendInfo.length > MAX_EXTEND_INFO)
    return { refused: `extendInfo (language, description): at most ${String(MAX_EXTEND_INFO)} characters` };
  return { body: { scopes: 'AGREEMENT_PAY', extendInfo, referenceClientId } };
}

/** A page that a browser can open, where the account asks for one; else the address as the mini program takes it. */
function pageAt(authUrl: string, { agreementPage }: WalletSettings): CustomerAction {
  const web = URL.canParse(authUrl) && /^https?:$/.test(new URL(authUrl).protocol);
  return agreementPage === 'redirect' && web ? { type: 'redirect', url: authUrl, httpMethod: 'GET' } : { type: 'sdk', payload: authUrl };
}

const MAX_CODE = 64;
/** What `pay` takes as `paymentAuthCode`: a longer token could not be charged. */
const MAX_ACCESS_TOKEN = 128;

/** `POST /v1/authorizations/applyToken`: a code is good for one exchange, and so is a refresh token. */
async function applyToken(
  call: ProviderCall,
  grant: { readonly grantType: string; readonly authCode?: string; readonly refreshToken?: string },
  credentials: readonly string[],
): Promise<{ readonly outcome: 'approved'; readonly tokens: AgreementTokens } | NoTokens> {
  const answer = await ask(call, {
    restfulPath: '/v1/authorizations/applyToken',
    build: ({ olderDialect }) =>
      (grant.authCode?.length ?? 0) > MAX_CODE
        ? { refused: `authCode: at most ${String(MAX_CODE)} characters` }
        : {
            body: {
              ...grant,
              authClientId: olderDialect?.authClientId,
              appId: olderDialect?.appId,
              customerBelongsTo: olderDialect?.customerBelongsTo,
            },
          },
    credentials,
    schema: tokenAnswer,
    words: agreementWords,
  });
  if (answer.outcome !== 'accepted') return answer;
  const { accessToken, refreshToken, accessTokenExpiryTime, refreshTokenExpiryTime, customerId } = answer.read;
  if (accessToken === undefined || accessToken === null || accessToken.length > MAX_ACCESS_TOKEN) return unreadable;
  return {
    outcome: 'approved',
    tokens: {
      accessToken,
      ...present('expiresAt', parseWalletTime(accessTokenExpiryTime ?? '')),
      ...present('refreshToken', refreshToken),
      ...present('refreshExpiresAt', parseWalletTime(refreshTokenExpiryTime ?? '')),
      ...present('payerId', customerId),
    },
  };
}

const unreadable = { outcome: 'unknown', cause: 'unreadable_answer' } as const satisfies AgreementUnknown;

/** A member that is left out where there is nothing to say. */
const present = <Name extends string, Value>(name: Name, value: Value | null | undefined): { readonly [N in Name]?: Value } =>
  value === undefined || value === null ? {} : ({ [name]: value } as { readonly [N in Name]?: Value });

interface AgreementCall<Answer> {
  readonly restfulPath: string;
  readonly build: (settings: WalletSettings) => Built;
  readonly credentials: readonly string[];
  readonly schema: z.ZodType<Answer>;
  readonly words: Readonly<Record<string, AgreementRule>>;
}

async function ask<Answer extends { readonly result: WireResult & { readonly resultMessage?: string | null | undefined } }>(
  call: ProviderCall,
  { restfulPath, build, credentials, schema, words }: AgreementCall<Answer>,
): Promise<{ readonly outcome: 'accepted'; readonly read: Answer; readonly settings: WalletSettings } | NoTokens> {
  const account = walletAccount(call);
  if (account === undefined) return notAsked('settings or secrets of the account are not valid');
  const built = build(account.settings);
  if ('refused' in built) return notAsked(built.refused);
  const answer = await exchange(account, { restfulPath, body: built.body, credentials }, call);
  if (answer.type !== 'verified') return { outcome: 'unknown', cause: answer.cause };
  const read = schema.safeParse(answer.json);
  if (!read.success) return unreadable;
  const { result } = read.data;
  const rule = ruleFor(words, wordOf(result));
  switch (rule?.outcome) {
    case undefined:
      return { outcome: 'unknown', cause: 'unknown_code' };
    case 'unknown':
      return { outcome: 'unknown', cause: rule.cause };
    case 'declined':
      // A code or token that was taken by a send before this one is refused now.
      if (call.attempt > 1) return { outcome: 'unknown', cause: 'resend_refused' };
      return {
        outcome: 'declined',
        providerCode: result.resultCode,
        message: messageOf(result.resultMessage, [...credentials, ...credentialsIn(answer.json)]),
      };
    case 'accepted':
    case 'over':
      return { outcome: 'accepted', read: read.data, settings: account.settings };
  }
}

/** Refused by ourselves: nothing was sent. */
const notAsked = (message: string): AgreementDeclined => ({ outcome: 'declined', providerCode: 'NOT_SENT', message });

const messageOf = (message: string | null | undefined, secrets: readonly string[]): string =>
  String(redact(message ?? '', { secrets })).slice(0, 256);
