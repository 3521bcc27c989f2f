import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { currencyCode, toDecimalText } from '@interlock/domain';
import type { Figures, HttpReply, Reply } from '@interlock/provider-kit/testing';

type Fields = Readonly<Record<string, unknown>>;

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const app = pair();
const gateway = pair();
const stranger = pair();
const base64 = (key: KeyObject): string =>
  key.export({ format: 'der', type: key.type === 'private' ? 'pkcs8' : 'spki' }).toString('base64');

/** Keys of this process alone: nobody else verifies what is signed with them. */
export const appPrivateKey = base64(app.privateKey);
export const gatewayPublicKey = base64(gateway.publicKey);

/** Signed by code of its own, from the document: members sorted by name, `name=value` joined by "&", SHA256withRSA. Source: Open API, Signature Specification. */
function signed(fields: Fields, key: KeyObject): string {
  const text = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && value !== '' && value !== null && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return JSON.stringify({ ...fields, sign: sign('sha256', Buffer.from(text), key).toString('base64') });
}
export const sealed = (fields: Fields): string => signed(fields, gateway.privateKey);
export const forged = (fields: Fields): string => signed(fields, stranger.privateKey);

/** An accepting answer, its `data` as the JSON text that the gateway sends. What it repeats stands in its message and in `attach`. */
export function accepted(data?: Fields, echo: readonly string[] = []): Reply {
  const told = echo.length === 0 ? data : { ...data, attach: echo.join(' ') };
  const fields = {
    code: '0',
    msg: ['success', ...echo].join(' '),
    psn: '1',
    ...(told === undefined ? {} : { data: JSON.stringify(told) }),
  };
  const body = sealed(fields);
  return () => ({ body });
}
export function refused(code: string): Reply {
  const body = sealed({ code, msg: `[${code}]as documented`, psn: '2' });
  return () => ({ body });
}

const fieldsOf = ({ body }: HttpReply): Fields => JSON.parse(Buffer.from(body).toString()) as Fields;
export const answerSignature = {
  forged: [
    { name: 'signed with another key', of: (reply: HttpReply) => ({ ...reply, body: forged(fieldsOf(reply)) }) },
    {
      name: 'changed after it was signed',
      of: (reply: HttpReply) => ({ ...reply, body: JSON.stringify({ ...fieldsOf(reply), psn: '3' }) }),
    },
    { name: 'with a member added', of: (reply: HttpReply) => ({ ...reply, body: JSON.stringify({ ...fieldsOf(reply), extra: '1' }) }) },
    {
      name: 'with a signature that is none',
      of: (reply: HttpReply) => ({ ...reply, body: JSON.stringify({ ...fieldsOf(reply), sign: 'AAAA' }) }),
    },
  ],
  removed: (reply: HttpReply): HttpReply => ({ ...reply, body: JSON.stringify({ ...fieldsOf(reply), sign: undefined }) }),
};

/** The figure under that name, in major units, where it is to be stated. */
export function inMajor(name: string, { minor, currency = 'USD' }: Figures): Fields {
  return minor === undefined ? {} : { [name]: toDecimalText({ currency: currencyCode(currency), minor }) };
}
