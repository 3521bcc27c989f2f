import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderName, ProviderResult, QueryResult } from '@interlock/domain';
import { HIDDEN, maskPayerCode, redact } from '@interlock/provider-kit';
import type { CancelSupport, OperationSupport, ProviderAdapter, ProviderCall, ProviderRequest, SaleRequest } from '@interlock/provider-kit';
import { z } from 'zod';

/** What the payer and the merchant must never find in a database: the account's key, the payer's code, the agreement's token. */
const secretsSchema = z.object({ key: z.string() });

/** A provider that sends back every byte it gets, over real HTTP: secrets in the body, in the header and in members that nobody expects. */
export interface EchoingProvider {
  readonly adapter: ProviderAdapter;
  readonly baseUrl: string;
  /** What the next answers mean; the bytes are the echo whatever they mean. */
  says: { sale: ProviderResult; cancel: ProviderResult; refund: ProviderResult; query: QueryResult };
  close(): Promise<void>;
}

export async function startEchoingProvider(name: ProviderName): Promise<EchoingProvider> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      response.setHeader('x-echo', request.headers.authorization ?? '');
      response.end(JSON.stringify({ said: `you sent ${body}`, header: request.headers.authorization, [body]: 'as a name', list: [body] }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function exchange(path: string, content: object, credential: string | undefined, call: ProviderCall): Promise<void> {
    const { key } = secretsSchema.parse(call.secrets);
    const redaction = {
      secrets: [key, ...(credential === undefined ? [] : [credential])],
      fields: { code: maskPayerCode, token: () => HIDDEN },
    };
    const body = { ...content, key };
    const outcome = await call.http.send({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', authorization: key },
      body: Buffer.from(JSON.stringify(body)),
      redactedBody: redact(body, redaction),
    });
    if (outcome.type === 'answered') call.http.note('valid', redact(JSON.parse(Buffer.from(outcome.body).toString()), redaction));
  }

  const credentialOf = ({ method }: SaleRequest): Record<string, string> =>
    method.type === 'payer_code' ? { code: method.code } : method.type === 'agreement' ? { token: method.accessToken } : {};
  const common = {
    connectTimeoutMs: 1_000,
    totalTimeoutMs: 5_000,
    resend: 'same_key',
    notFound: { windowMs: 30_000, afterExpiry: false, answers: 1, apartMs: 1_000 },
    schedule: () => ({ steps: [{ everyMs: 2_000, untilMs: 60_000 }], cancelAtEnd: true, afterwardsMs: [60_000] }),
  } as const;
  const operation = <R extends ProviderRequest>(verb: 'sale' | 'cancel' | 'refund'): OperationSupport<R> => ({
    ...common,
    execute: async (request, call) => {
      const credential = request.kind === 'sale' ? credentialOf(request) : {};
      await exchange(`/${verb}`, { providerKey: request.providerKey, ...credential }, Object.values(credential)[0], call);
      return provider.says[verb];
    },
  });
  const cancel: CancelSupport = { ...operation('cancel'), available: () => true, returnsMoneyWhenPaid: false, notBeforeMs: 0 };
  const paid = { outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } } as const;
  const accepts = { accepts: () => true as const, expirySeconds: { min: 1, max: 600, default: 60 } };

  const provider: EchoingProvider = {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    says: { sale: paid, cancel: { ...paid, stated: 'not_stated' }, refund: { ...paid, stated: 'not_stated' }, query: paid },
    adapter: {
      name,
      limits: {
        currencies: undefined,
        minMinor: 1n,
        maxMinor: 1_000_000n,
        refundDays: 90,
        maxRefunds: undefined,
        methods: (['payer_code', 'merchant_qr', 'agreement'] as const).map((type) => ({ type, ...accepts })),
      },
      settingsSchema: z.object({ baseUrl: z.string() }),
      secretsSchema,
      providerKeyFor: (_kind, operationId) => operationId.replaceAll('-', ''),
      queryTimeouts: { connectTimeoutMs: 1_000, totalTimeoutMs: 5_000 },
      queryBounds: { inFlight: 1_000, perSecond: 1e9, orderEveryMs: 0, backOff: { firstMs: 1_000, mostMs: 60_000 } },
      operations: { sale: operation('sale'), cancel, refund: { ...operation('refund'), accepts: () => true } },
      options: {},
      query: async (request, call) => {
        await exchange('/query', { asked: request.operation.kind }, undefined, call);
        return provider.says.query;
      },
      notification: {
        read: async (message, call) => {
          const { key } = secretsSchema.parse(call.secrets);
          const body = JSON.parse(Buffer.from(message.body).toString()) as { readonly providerKey: string };
          const about = { kind: 'charge', providerKey: body.providerKey } as const;
          return { about, redacted: redact(body, { secrets: [key] }), type: 'evidence', result: provider.says.query };
        },
        answer: () => ({ status: 200, headers: {}, body: 'success' }),
      },
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return provider;
}
