import type { TokenPair } from './agreements.js';
import { faultsOfAll, playDecline, type Operation } from './operations.js';
import { accessTokenRequest, applyTokenRequest, checked, prepareRequest } from './requests.js';
import { Refusal } from './results.js';
import { writeTime } from './times.js';

const faults = new Set(faultsOfAll);
/** The only scope that a merchant may ask for. */
const AGREEMENT_PAY = 'AGREEMENT_PAY';

/** `POST /v1/authorizations/prepare`: a page on which the payer agrees. Its calls name no number, so that faults hit any of them. */
export const prepare: Operation = {
  name: 'prepare',
  faults,
  check(wallet, client, body) {
    const { scopes, extendInfo } = checked(prepareRequest, body);
    if (scopes !== AGREEMENT_PAY) throw new Refusal('INVALID_SCOPE');
    const { contractDesc } = extendInfo;
    return {
      keys: [],
      work: (fault) => {
        playDecline(fault);
        const contract = wallet.agreements.prepare(client, typeof contractDesc === 'string' ? contractDesc : '');
        return { members: { authUrl: `${wallet.context.url()}/wallet/contracts/${contract.contractId}` } };
      },
    };
  },
};

/** `POST /v1/authorizations/applyToken`: tokens for a code, or new ones for a refresh token. */
export const applyToken: Operation = {
  name: 'applyToken',
  faults,
  check({ agreements }, client, body) {
    const { grantType, authCode = '', refreshToken = '' } = checked(applyTokenRequest, body);
    return {
      keys: [grantType === 'AUTHORIZATION_CODE' ? agreements.contractOfCode(client, authCode) : undefined],
      work: (fault) => {
        playDecline(fault);
        return {
          members: tokens(
            grantType === 'AUTHORIZATION_CODE' ? agreements.redeem(client, authCode) : agreements.refresh(client, refreshToken),
          ),
        };
      },
    };
  },
};

/** `POST /v1/authorizations/cancelToken`: ends the access token, the refresh token and whatever grew out of them. */
export const cancelToken: Operation = {
  name: 'cancelToken',
  faults,
  check({ agreements }, client, body) {
    const { accessToken } = checked(accessTokenRequest, body);
    return {
      keys: [],
      work: (fault) => {
        playDecline(fault);
        agreements.cancel(client, accessToken);
        return { members: {} };
      },
    };
  },
};

/** `POST /v1/users/inquiryUserInfo`: who has agreed, and nothing else about him. */
export const inquiryUserInfo: Operation = {
  name: 'inquiryUserInfo',
  faults,
  check({ agreements }, client, body) {
    const { accessToken } = checked(accessTokenRequest, body);
    return {
      keys: [],
      work: (fault) => {
        playDecline(fault);
        return { members: { userInfo: { userId: agreements.consentOf(client, accessToken).customerId } } };
      },
    };
  },
};

function tokens(pair: TokenPair): Readonly<Record<string, string>> {
  return {
    accessToken: pair.accessToken,
    accessTokenExpiryTime: writeTime(pair.accessTokenExpiresAtMs),
    refreshToken: pair.refreshToken,
    refreshTokenExpiryTime: writeTime(pair.refreshTokenExpiresAtMs),
    customerId: pair.customerId,
  };
}
