import { generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import type { HttpReply, ReceivedRequest, Reply } from '@interlock/provider-kit/testing';
import { CLIENT_ID } from './scripted-wallet.js';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const merchant = pair();
const wallet = pair();
const stranger = pair();
const base64 = (key: KeyObject): string =>
  key.export({ format: 'der', type: key.type === 'private' ? 'pkcs8' : 'spki' }).toString('base64');

/** Keys of this process alone: nobody else verifies what is signed with them. */
export const secrets = { merchantPrivateKey: base64(merchant.privateKey), walletPublicKeys: { '1': base64(wallet.publicKey) } };

interface Signed {
  readonly path: string;
  readonly time: string;
  readonly body: string;
  readonly clientId?: string;
}

/** Signed by code of its own, from the document: `POST <path>\n<Client-Id>.<time>.<body>`, RSA256. Source: wallet OpenAPI, "String to sign". */
const covered = ({ path, time, body, clientId = CLIENT_ID }: Signed): Buffer => Buffer.from(`POST ${path}\n${clientId}.${time}.${body}`);
const header = (of: Signed, key: KeyObject): string =>
  `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(sign('sha256', covered(of), key).toString('base64'))}`;
export const signedByWallet = (of: Signed): string => header(of, wallet.privateKey);
export const signedByStranger = (of: Signed): string => header(of, stranger.privateKey);

/** Whether this is our own signature, in the form that we send by default. */
export function signedByUs(of: Signed, signature: string | undefined): boolean {
  const value = /signature=([^,\s]+)$/.exec(signature ?? '')?.[1] ?? '';
  return verify('sha256', covered(of), merchant.publicKey, Buffer.from(decodeURIComponent(value), 'base64'));
}

const TIME = '2024-05-06T07:08:10+00:00';
const reply = (body: string, path: string, sealing: (of: Signed) => string): HttpReply => ({
  headers: { 'client-id': CLIENT_ID, 'response-time': TIME, signature: sealing({ path, time: TIME, body }) },
  body,
});

/** An answer to the path that was asked, with any body. */
export const sealed =
  (body: string): Reply =>
  ({ path }) =>
    reply(body, path, signedByWallet);
export const says = (json: object): Reply => sealed(JSON.stringify(json));

const textOf = ({ body }: HttpReply): string => Buffer.from(body).toString();
const changed = (of: HttpReply, headers: Readonly<Record<string, string>>): HttpReply => ({
  ...of,
  headers: { ...of.headers, ...headers },
});
export const answerSignature = {
  forged: [
    { name: 'signed with another key', of: (of: HttpReply, { path }: ReceivedRequest) => reply(textOf(of), path, signedByStranger) },
    { name: 'signed for another path', of: (of: HttpReply) => reply(textOf(of), '/v1/payments/other', signedByWallet) },
    { name: 'changed after it was signed', of: (of: HttpReply) => ({ ...of, body: `${textOf(of)} ` }) },
    { name: 'with another time', of: (of: HttpReply) => changed(of, { 'response-time': '2024-05-06T07:08:11+00:00' }) },
    { name: 'for another client', of: (of: HttpReply) => changed(of, { 'client-id': 'TEST_5X00000000000002' }) },
    {
      name: 'with a signature that is none',
      of: (of: HttpReply) => changed(of, { signature: 'algorithm=RSA256, keyVersion=1, signature=AAAA' }),
    },
  ],
  removed({ headers = {}, ...rest }: HttpReply): HttpReply {
    return { ...rest, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'signature')) };
  },
};
