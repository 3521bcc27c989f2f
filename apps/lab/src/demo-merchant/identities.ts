import { generateKeyPair, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataDirectoryUnusable, readOrMakePrivateFile } from '@interlock/persistence';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';

const FILE = 'demo-merchant.json';
const RSA_BITS = 2048;

/** Both halves as single-line Base64: PKCS#8 and SPKI. */
const keyPair = z.strictObject({ privateKey: z.string(), publicKey: z.string() });
export type KeyPair = z.infer<typeof keyPair>;

const identities = z.strictObject({
  apiKey: z.string(),
  upayKeys: z.strictObject({ upayFirst: z.string(), upaySecond: z.string() }),
  codepay: z.strictObject({ app: keyPair, gateway: keyPair }),
  wallet: z.strictObject({ merchant: keyPair, wallet: keyPair }),
  agreement: z.strictObject({ id: z.uuid(), accessToken: z.string() }),
});
/** What the demo merchant and the providers' stand-ins must agree on: both halves of every key. For development alone. */
export type DemoIdentities = z.infer<typeof identities>;

/** Those of the data directory; made once, readable by our own account alone (mode 600). Throws `DataDirectoryUnusable`. */
export async function loadOrMakeIdentities(dataDir: string): Promise<DemoIdentities> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, FILE);
  // Keys take time to make, so they are made only where there are none.
  const made = existsSync(file) ? '' : JSON.stringify(await makeIdentities(), undefined, 2);
  const text = await readOrMakePrivateFile(file, () => made);
  try {
    return identities.parse(JSON.parse(text));
  } catch {
    // Neither a parser's nor a schema's message may be shown: both can quote a key.
    throw new DataDirectoryUnusable(`${file} cannot be read. Remove it, and the demo merchant gets new keys.`);
  }
}

export async function forgetIdentities(dataDir: string): Promise<void> {
  await rm(join(dataDir, FILE), { force: true });
}

/** New ones, written nowhere. */
export async function makeIdentities(): Promise<DemoIdentities> {
  const [app, gateway, merchant, wallet] = await Promise.all([rsaKeyPair(), rsaKeyPair(), rsaKeyPair(), rsaKeyPair()]);
  const secret = (): string => randomBytes(16).toString('hex');
  return {
    apiKey: `sk_test_${randomBytes(24).toString('base64url')}`,
    upayKeys: { upayFirst: secret(), upaySecond: secret() },
    codepay: { app, gateway },
    wallet: { merchant, wallet },
    agreement: { id: uuid(), accessToken: `demo-${secret()}` },
  };
}

async function rsaKeyPair(): Promise<KeyPair> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}
