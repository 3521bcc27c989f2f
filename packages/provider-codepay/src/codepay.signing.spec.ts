import { constants, createPublicKey, generateKeyPairSync, hash, privateDecrypt, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encryptedCard, keys, printedQueryAnswer, vectors } from '../testing/vectors.js';
import { jsonTexts, type JsonTexts } from './codepay.json.js';
import { encryptCard, readPrivateKey, readPublicKey, signRsa2, stringToSign, verifyRsa2 } from './codepay.signing.js';

const signers = {
  app: { privateKey: readPrivateKey(keys.appPrivateKey), publicKey: readPublicKey(keys.appPublicKey) },
  gateway: { privateKey: readPrivateKey(keys.gatewayPrivateKey), publicKey: readPublicKey(keys.gatewayPublicKey) },
};
const members = (json: string): JsonTexts => jsonTexts(json) ?? new Map();
const withSign = (body: string, sign: string): JsonTexts => new Map([...members(body), ['sign', sign]]);

describe('RSA2', () => {
  it.each(vectors)('$name: reproduces the string and the signature', async ({ body, text, sign, signer }) => {
    expect(stringToSign(members(body))).toBe(text);
    expect(await signRsa2(text, signers[signer].privateKey)).toBe(sign);
    expect(verifyRsa2(withSign(body, sign), signers[signer].publicKey)).toBe(true);
  });

  it('verifies the answer that CodePay prints under Query Order, with data as an object or as a string', () => {
    const { publicKey, text, sign, sha256 } = printedQueryAnswer;
    const data = text.slice('code=0&data='.length, text.indexOf('&msg='));
    const asObject = `{"code":"0","data":${data},"msg":"success","psn":"09050714451053895687","sign":"${sign}"}`;
    const asString = JSON.stringify({ psn: '09050714451053895687', data, sign, msg: 'success', code: '0' });
    for (const body of [asObject, asObject.replaceAll('","', '" ,\n "'), asString]) {
      expect(stringToSign(members(body))).toBe(text);
      expect(verifyRsa2(members(body), readPublicKey(publicKey))).toBe(true);
    }
    expect(hash('sha256', text)).toBe(sha256);
  });

  it.each(vectors)('$name: fails when a value, the signature or the key is another', ({ body, sign, signer }) => {
    const { publicKey } = signers[signer];
    const [[first, value] = ['', '']] = members(body);
    expect(verifyRsa2(new Map([...withSign(body, sign), [first, `${value} `]]), publicKey)).toBe(false);
    expect(verifyRsa2(new Map([...withSign(body, sign), ['extra', '1']]), publicKey)).toBe(false);
    expect(
      verifyRsa2(
        withSign(
          body,
          sign.replace(/^./, (char) => (char === 'A' ? 'B' : 'A')),
        ),
        publicKey,
      ),
    ).toBe(false);
    expect(verifyRsa2(withSign(body, sign), signers[signer === 'app' ? 'gateway' : 'app'].publicKey)).toBe(false);
  });

  it.each(['', '=', 'not base64!', 'AAAA', 'A'.repeat(4096)])('refuses %p as a signature', (sign) => {
    expect(verifyRsa2(withSign('{"code":"0"}', sign), signers.gateway.publicKey)).toBe(false);
  });

  it('refuses the Base64URL form of a true signature', () => {
    const vector = vectors[3];
    const urlForm = vector?.sign.replaceAll('+', '-').replaceAll('/', '_') ?? '';
    expect(urlForm).not.toBe(vector?.sign);
    expect(verifyRsa2(withSign(vector?.body ?? '', urlForm), signers.gateway.publicKey)).toBe(false);
  });

  it('reads numbers as written: a re-printed 1.5 is another text than 1.50', () => {
    const vector = vectors[5];
    expect(verifyRsa2(withSign(vector?.body.replace('1.50', '1.5') ?? '', vector?.sign ?? ''), signers.app.publicKey)).toBe(false);
  });
});

/** A member as it is written, and the text that is signed for it. */
const written = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => [JSON.stringify(text), text] as const),
  fc.tuple(fc.nat(), fc.stringMatching(/^[0-9]{1,20}$/), fc.constantFrom('', 'e5', 'E-3', 'e+0')).map(([whole, fraction, exponent]) => {
    const literal = `${String(whole)}.${fraction}${exponent}`;
    return [literal, literal] as const;
  }),
  fc
    .constantFrom(['-0', '-0'], ['1.50', '1.50'], ['true', 'true'], ['false', 'false'], ['null', ''], ['""', ''])
    .map(([raw = '', text = '']) => [raw, text] as const),
  fc
    .oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))
    .map((value) => [JSON.stringify(value, null, 2), JSON.stringify(value)] as const),
);

describe('the text under a signature', () => {
  it('of any object is every member that is not empty, as it is written, in the order of code units', async () => {
    const anyMembers = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), written), {
      selector: ([name]) => name,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(anyMembers, async (fields) => {
        const body = `{ ${fields.map(([name, [raw]]) => `${JSON.stringify(name)} : ${raw}`).join(' ,\n')} }`;
        const names = fields.map(([name]) => name).filter((name) => name !== 'sign');
        const texts = new Map(fields.map(([name, [, text]]) => [name, text]));
        const expected = names
          .sort()
          .filter((name) => texts.get(name) !== '')
          .map((name) => `${name}=${texts.get(name) ?? ''}`)
          .join('&');
        expect(stringToSign(members(body))).toBe(expected);
        const sign = await signRsa2(expected, signers.app.privateKey);
        expect(verifyRsa2(new Map([...members(body), ['sign', sign]]), signers.app.publicKey)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('keys', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const isOurs = async (key: ReturnType<typeof readPrivateKey>) =>
    verify('sha256', Buffer.from('x'), pair.publicKey, Buffer.from(await signRsa2('x', key), 'base64'));

  it('reads a private key from PEM and from bare Base64, PKCS#8 and PKCS#1', async () => {
    for (const type of ['pkcs8', 'pkcs1'] as const) {
      expect(await isOurs(readPrivateKey(pair.privateKey.export({ format: 'pem', type }).toString()))).toBe(true);
      const bare = pair.privateKey.export({ format: 'der', type }).toString('base64');
      expect(await isOurs(readPrivateKey(bare))).toBe(true);
      expect(await isOurs(readPrivateKey(` ${bare.replace(/(.{64})/g, '$1\n')}\n`))).toBe(true);
    }
  });

  it('reads a public key from PEM and from bare Base64, SPKI and PKCS#1', () => {
    for (const type of ['spki', 'pkcs1'] as const) {
      expect(readPublicKey(pair.publicKey.export({ format: 'pem', type }).toString()).equals(pair.publicKey)).toBe(true);
      expect(readPublicKey(pair.publicKey.export({ format: 'der', type }).toString('base64')).equals(pair.publicKey)).toBe(true);
    }
  });

  it('refuses what is no RSA key, is too short or is the other half, in words that quote nothing', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const refused = 'not an RSA key of at least 2048 bits';
    expect(() => readPrivateKey(short.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toThrow(refused);
    expect(() => readPrivateKey(curve.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toThrow(refused);
    expect(() => readPrivateKey('top secret')).toThrow(refused);
    expect(() => readPrivateKey(keys.appPublicKey)).toThrow(refused);
    expect(() => readPublicKey(keys.appPrivateKey)).toThrow(refused);
    expect(() => readPublicKey(pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toThrow(refused);
    expect(() => readPublicKey(curve.publicKey.export({ format: 'pem', type: 'spki' }).toString())).toThrow(refused);
  });
});

describe('card encryption', () => {
  const open = (ciphertext: string) => {
    const blocks = Buffer.from(ciphertext, 'base64');
    const plain: Buffer[] = [];
    for (let at = 0; at < blocks.length; at += 256) {
      plain.push(
        privateDecrypt(
          { key: signers.gateway.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
          blocks.subarray(at, at + 256),
        ),
      );
    }
    return Buffer.concat(plain).toString();
  };

  it('V7: what we encrypt opens as the published ciphertext does', () => {
    expect(open(encryptedCard.ciphertext)).toBe(encryptedCard.plaintext);
    expect(
      open(
        encryptCard(encryptedCard.plaintext, createPublicKey(signers.gateway.publicKey.export({ format: 'pem', type: 'spki' }).toString())),
      ),
    ).toBe(encryptedCard.plaintext);
  });

  it('cuts a text longer than one block', () => {
    const long = JSON.stringify({ holder: 'é'.repeat(300) });
    expect(open(encryptCard(long, signers.gateway.publicKey))).toBe(long);
  });
});
