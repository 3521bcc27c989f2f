import { HIDDEN } from '@interlock/provider-kit';
import type { AccountActivation, AccountResult, ProviderCall } from '@interlock/provider-kit';
import { accountOf, secretsOf, terminalOf } from './upay.account.js';
import type { Signer } from './upay.account.js';
import { signedExchange } from './upay.exchange.js';
import type { Answers } from './upay.exchange.js';
import { entry, requestError, terminalResult } from './upay.mapping.js';
import { keyTimes } from './upay.schedules.js';
import { upaySecrets, upaySettings } from './upay.settings.js';
import { redactedIdentity, terminalEnvelopeFrom } from './upay.wire.js';
import type { TerminalEnvelope } from './upay.wire.js';

/**
 * Terminal activation and check-in (Upay Web API, Terminal operations). A check-in whose answer was lost is simply asked again: to the platform the key
 * that we hold is then the one before, which it goes on accepting until it has rotated once more.
 */
export const activation: AccountActivation = { activate, checkIn, ...keyTimes };

interface Identity {
  readonly sn: string;
  readonly key: string;
  /** The key that signed the request, as the platform knows it for certain. */
  readonly signedBy: string;
}

async function activate(input: { readonly code: string; readonly deviceId: string }, call: ProviderCall): Promise<AccountResult> {
  const { settings, secrets } = accountOf(call);
  if (settings.vendorSn === undefined || settings.appId === undefined || secrets.vendorKey === undefined)
    return refused('an activation needs the settings vendorSn and appId and the secret vendorKey');
  if (input.code === '' || Buffer.byteLength(input.code) > 64) return refused('an activation code has 1 to 64 bytes');
  if (!isDeviceId(input.deviceId)) return refused('a device id has 1 to 32 bytes');
  const askedAt = call.now();
  const { terminal } = settings;
  const answer = await ask(
    {
      operation: 'activate',
      signer: { sn: settings.vendorSn, keys: [secrets.vendorKey] },
      body: {
        app_id: settings.appId,
        code: input.code,
        device_id: input.deviceId,
        client_sn: terminal.clientSn,
        name: terminal.name,
        os_info: terminal.osInfo,
        sdk_version: terminal.sdkVersion,
      },
      echoed: [input.code],
    },
    call,
  );
  if ('outcome' in answer) return answer;
  return {
    outcome: 'approved',
    settings: { terminalSn: answer.sn, deviceId: input.deviceId },
    // The keys of a terminal that the account had before are no keys of this one.
    secrets: {
      terminalKey: answer.key,
      terminalKeyIssuedAt: askedAt,
      previousTerminalKey: undefined,
      previousTerminalKeyIssuedAt: undefined,
    },
  };
}

async function checkIn(call: ProviderCall): Promise<AccountResult> {
  const account = accountOf(call);
  const { settings, secrets } = account;
  const signer = terminalOf(account);
  if (signer === undefined) return refused('the account has no activated terminal');
  if (settings.deviceId === undefined) return refused('a check-in names the device of the activation (settings.deviceId)');
  const askedAt = call.now();
  const { terminal } = settings;
  const answer = await ask(
    {
      operation: 'checkin',
      signer,
      body: { terminal_sn: signer.sn, device_id: settings.deviceId, os_info: terminal.osInfo, sdk_version: terminal.sdkVersion },
      echoed: [],
    },
    call,
  );
  if ('outcome' in answer) return answer;
  if (answer.sn !== signer.sn) return { outcome: 'unknown', cause: 'unreadable_answer' };
  const issuedAt = answer.signedBy === secrets.terminalKey ? secrets.terminalKeyIssuedAt : secrets.previousTerminalKeyIssuedAt;
  return {
    outcome: 'approved',
    settings: {},
    secrets: {
      terminalKey: answer.key,
      terminalKeyIssuedAt: askedAt,
      previousTerminalKey: answer.signedBy,
      previousTerminalKeyIssuedAt: issuedAt,
    },
  };
}

const answers: Answers<TerminalEnvelope> = {
  read: terminalEnvelopeFrom,
  stored: (envelope, _, hidden) => redactedIdentity(envelope, hidden),
};

interface TerminalRequest {
  readonly operation: 'activate' | 'checkin';
  readonly signer: Signer;
  readonly body: Readonly<Record<string, unknown>>;
  readonly echoed: readonly string[];
}

/** Sends, and reads an identity out of the answer; what ends on the way is a result already. */
async function ask({ operation, signer, body, echoed }: TerminalRequest, call: ProviderCall): Promise<Identity | AccountResult> {
  const secrets = secretsOf(accountOf(call));
  const reply = await signedExchange({ path: `/terminal/${operation}`, body, signer, secrets, echoed }, answers, call);
  if (reply.type === 'none') return { outcome: 'unknown', cause: reply.result.cause };
  const { envelope } = reply;
  const hidden = [...secrets, ...echoed];
  if (envelope.result_code === '400') return declined(envelope, '400', hidden);
  if (envelope.result_code === '500')
    return { outcome: 'unknown', cause: entry(requestError, envelope.error_code)?.failed ?? 'unknown_code' };
  const business = envelope.biz_response;
  // The flat form has no business result: that its members are there is its success.
  if (business.result_code !== undefined) {
    const rule = entry(terminalResult, business.result_code);
    if (rule === undefined || (rule.answers !== 'any' && rule.answers !== operation)) return { outcome: 'unknown', cause: 'unknown_code' };
    if (rule.family === 'fail') return declined(business, business.result_code, hidden);
  }
  const { terminal_sn: sn, terminal_key: key } = { ...business, ...business.data };
  const readable =
    upaySettings.shape.terminalSn.safeParse(sn).success && upaySecrets.shape.terminalKey.safeParse(key).success && sn !== undefined;
  return readable && key !== undefined ? { sn, key, signedBy: reply.key } : { outcome: 'unknown', cause: 'unreadable_answer' };
}

type Refusal = Pick<Extract<TerminalEnvelope, { result_code: '400' }>, 'error_code' | 'error_message'>;

/** Their words, without anything that we sent in confidence. */
function declined({ error_code: code, error_message: message = '' }: Refusal, otherwise: string, hidden: readonly string[]): AccountResult {
  const told = hidden.reduce((text, secret) => text.replaceAll(secret, HIDDEN), message);
  return { outcome: 'declined', providerCode: (code ?? otherwise).slice(0, 64), message: told.slice(0, 200) };
}

/** Nothing was sent: these words are ours. */
function refused(message: string): AccountResult {
  return { outcome: 'declined', providerCode: 'invalid_request', message };
}

function isDeviceId(deviceId: string): boolean {
  return deviceId !== '' && Buffer.byteLength(deviceId) <= 32;
}
