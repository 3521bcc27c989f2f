import type { Client } from '@interlock/client';

/** What a list gives back, whatever it is a list of. */
export interface Page {
  readonly rows: readonly object[];
  readonly nextCursor: string | undefined;
}
type Query = Readonly<Record<string, string>>;

/** A kind of thing that the gateway lists and shows. */
export interface Resource {
  readonly about: string;
  /** What `show` takes. */
  readonly named: string;
  /** Of a table: the heading, and where its text stands in a row. */
  readonly columns: Readonly<Record<string, string>>;
  /** What a list may be narrowed by. */
  readonly filters: readonly string[];
  readonly list: (client: Client, query: Query) => Promise<Page>;
  readonly show?: (client: Client, name: string) => Promise<unknown>;
}

const page = (rows: readonly object[] | undefined, nextCursor: string | undefined): Page => ({ rows: rows ?? [], nextCursor });

export const resources: Readonly<Record<string, Resource>> = {
  order: {
    about: 'Orders.',
    named: 'id|merchantOrderNo',
    columns: { number: 'merchantOrderNo', state: 'state', amount: 'amount', provider: 'provider.name', created: 'createdAt', id: 'id' },
    filters: ['state', 'merchantOrderNo'],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/orders', { params: { query: query } });
      return page(data?.orders, data?.nextCursor);
    },
  },
  case: {
    about: 'What a person must look at.',
    named: 'id',
    columns: { kind: 'kind', state: 'state', owner: 'owner', due: 'dueAt', order: 'order.merchantOrderNo', id: 'id' },
    filters: ['kind', 'state', 'owner', 'overdue'],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/cases', { params: { query: query } });
      return page(data?.cases, data?.nextCursor);
    },
    show: async (client, id) => (await client.GET('/v1/cases/{id}', { params: { path: { id } } })).data,
  },
  merchant: {
    about: 'Merchants; for a key of the platform.',
    named: 'id',
    columns: { name: 'name', mode: 'mode', enabled: 'enabled', created: 'createdAt', id: 'id' },
    filters: [],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/merchants', { params: { query: query } });
      return page(data?.merchants, data?.nextCursor);
    },
    show: async (client, id) => (await client.GET('/v1/merchants/{id}', { params: { path: { id } } })).data,
  },
  store: {
    about: 'Stores of a merchant.',
    named: 'storeNo',
    columns: { store: 'storeNo', name: 'name', currency: 'currency', zone: 'timeZone', day: 'dayStartsAt', enabled: 'enabled' },
    filters: [],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/stores', { params: { query: query } });
      return page(data?.stores, data?.nextCursor);
    },
    show: async (client, storeNo) => (await client.GET('/v1/stores/{storeNo}', { params: { path: { storeNo } } })).data,
  },
  terminal: {
    about: 'Terminals of a merchant.',
    named: 'terminalSn',
    columns: { terminal: 'terminalSn', name: 'name', store: 'storeNo', enabled: 'enabled', seen: 'lastSeenAt' },
    filters: ['storeNo'],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/terminals', { params: { query: query } });
      return page(data?.terminals, data?.nextCursor);
    },
    show: async (client, terminalSn) => (await client.GET('/v1/terminals/{terminalSn}', { params: { path: { terminalSn } } })).data,
  },
  vendor: {
    about: 'Vendors of terminals; for a key of the platform.',
    named: 'id',
    columns: { vendor: 'vendorSn', name: 'name', 'app id': 'appId', enabled: 'enabled', id: 'id' },
    filters: [],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/vendors', { params: { query: query } });
      return page(data?.vendors, data?.nextCursor);
    },
    show: async (client, id) => (await client.GET('/v1/vendors/{id}', { params: { path: { id } } })).data,
  },
  key: {
    about: 'API keys, without themselves.',
    named: 'id',
    columns: { key: 'prefix', name: 'name', state: 'state', used: 'lastUsedAt', expires: 'expiresAt', id: 'id' },
    filters: [],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/api-keys', { params: { query: query } });
      return page(data?.apiKeys, data?.nextCursor);
    },
    show: async (client, id) => (await client.GET('/v1/api-keys/{id}', { params: { path: { id } } })).data,
  },
  audit: {
    about: 'Who changed which setting, when and from where.',
    named: 'id',
    columns: { at: 'at', actor: 'actor', action: 'action', kind: 'subject.type', subject: 'subject.id', from: 'address' },
    filters: ['subject', 'actor', 'from', 'to'],
    list: async (client, query) => {
      const { data } = await client.GET('/v1/audit', { params: { query: query } });
      return page(data?.entries, data?.nextCursor);
    },
  },
};
