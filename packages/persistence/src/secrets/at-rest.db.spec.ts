import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  columnsHolding,
  createTestDatabase,
  createTestKeyRing,
  seedAccount,
  seedAgreement,
  seedApiKey,
  seedBinding,
  seedMerchant,
  seedTerminal,
  seedWebhookEndpoint,
  type TestDatabase,
} from '../testing/index.js';
import { WebhookSecretRepository } from '../webhook/secret.repository.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the database', () => {
  it('holds no secret in clear, in no column of no table', async () => {
    const { pool } = database;
    const keyRing = createTestKeyRing();
    const merchantId = (await seedMerchant(pool, { name: 'planted-in-clear' })).id;
    const secrets = { terminalKey: 'secret-of-the-terminal', nested: { privateKey: ['secret-of-the-private-key'] } };
    const account = await seedAccount(pool, keyRing, { secrets });
    await seedBinding(pool, { merchantId, providerAccountId: account.id });
    await seedTerminal(pool, merchantId, { bindings: [{ providerAccountId: account.id, providerTerminalSn: 'T1' }] });
    await seedAgreement(pool, keyRing, { merchantId, providerAccountId: account.id, accessToken: 'secret-of-the-agreement' });
    const webhookSecret = `whsec_${Buffer.from('secret-of-the-webhook-endpoint').toString('base64')}`;
    const endpoint = await seedWebhookEndpoint(pool, keyRing, { merchantId, secret: webhookSecret });
    const webhookSecrets = new WebhookSecretRepository(pool, keyRing);
    const notifySecret = `whsec_${Buffer.from('secret-of-the-notify-urls').toString('base64')}`;
    await webhookSecrets.ensureForNotify({ id: endpoint.id, merchantId, secret: notifySecret, at: 0 });
    const live = await webhookSecrets.live({ merchantId, endpointId: endpoint.id }, 0);
    expect(live.map(({ secret }) => secret)).toEqual([webhookSecret]);
    const key = await seedApiKey(pool, { merchantId });

    const texts = [
      'secret-of-',
      Buffer.from('secret-of-the-agreement').toString('base64url'),
      Buffer.from('secret-of-').toString('hex'),
      webhookSecret.slice('whsec_'.length),
      notifySecret.slice('whsec_'.length),
      key,
      key.slice(-16),
    ];
    for (const text of texts) await expect(columnsHolding(pool, text)).resolves.toEqual([]);
    // The search itself finds what is there, in text, in jsonb and in bytes.
    await expect(columnsHolding(pool, 'planted-in-clear')).resolves.toEqual(['merchant.name']);
    await pool.query(`update provider_account set settings = '{"note":"planted-in-json"}'`);
    await pool.query(`update api_key set key_hash = 'planted-in-bytes'`);
    await expect(columnsHolding(pool, 'planted-in-json')).resolves.toEqual(['provider_account.settings']);
    await expect(columnsHolding(pool, 'planted-in-bytes')).resolves.toEqual(['api_key.key_hash']);
  });
});
