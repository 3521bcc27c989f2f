import { describe, expect, it } from '@jest/globals';
import { capabilitiesOf } from '@interlock/accounts';
import { OPERATION_KINDS } from '@interlock/domain';
import { codepayTables } from '@interlock/provider-codepay';
import { upayTables } from '@interlock/provider-upay';
import { walletTables } from '@interlock/provider-wallet';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { providers } from '../providers.js';
import { capabilityDocument } from './capabilities.schema.js';

const named = providers.map((adapter) => [adapter.name, adapter] as const);
const showingOf = ({ name, showing }: ProviderAdapter) => {
  if (showing === undefined) throw new Error(`${name} has no showing`);
  return showing;
};
const most = (adapter: ProviderAdapter) => capabilitiesOf(adapter, showingOf(adapter).settings.most);

describe.each(named)('the capabilities of %s', (_name, adapter) => {
  it('are asked with settings that an account can have: with every switch on, and with as few as it can have', () => {
    const { settings, switches } = showingOf(adapter);
    for (const given of [settings.most, settings.least]) expect(adapter.settingsSchema.parse(given)).toEqual(given);
    expect(switches.filter(({ on }) => !on(settings.most))).toEqual([]);
    expect(switches.some(({ on }) => !on(settings.least))).toBe(true);
  });

  it('are as the API describes them', () => {
    expect(() => capabilityDocument.parse(most(adapter))).not.toThrow();
    expect(() => capabilityDocument.parse(capabilitiesOf(adapter, showingOf(adapter).settings.least))).not.toThrow();
  });

  it('have exactly the operations of the map, each with its figures, and an offered alternative for each that is absent', () => {
    const { operations } = most(adapter);
    expect(operations.map(({ kind }) => kind)).toEqual(OPERATION_KINDS);
    const offered = new Set(operations.filter((operation) => operation.offered).map(({ kind }) => kind));
    expect([...offered]).toEqual(OPERATION_KINDS.filter((kind) => adapter.operations[kind] !== undefined));
    for (const operation of operations) {
      if (!operation.offered) expect(offered.has(operation.instead?.operation ?? operation.kind)).toBe(true);
      else expect([operation.resend.rule, operation.polling.length > 0]).toEqual([adapter.operations[operation.kind]?.resend, true]);
    }
  });

  it('take each method that the adapter lists, in one form or scenario at least', () => {
    const taken = most(adapter).methods.filter(({ offered }) => offered);
    expect(taken.map(({ type }) => type).sort()).toEqual(adapter.limits.methods.map(({ type }) => type).sort());
  });

  it('tell of every option what it means, once for the operations that take the same', () => {
    const { providerOptions } = most(adapter);
    const kinds = providerOptions.flatMap(({ operations }) => operations);
    expect([...kinds].sort()).toEqual(Object.keys(adapter.options).sort());
    const silent = providerOptions.flatMap(({ members }) => members.filter(({ description }) => description === undefined));
    expect(silent.map(({ member }) => member)).toEqual([]);
  });
});

describe('an option', () => {
  const member = (provider: string, name: string) => {
    const adapter = providers.find((candidate) => candidate.name === provider);
    return adapter && most(adapter).providerOptions[0]?.members.find((candidate) => candidate.member === name);
  };

  it.each([
    ['upay', 'subPayway', { type: 'one of', bound: '2, 3, 4, 5, 6', required: false }],
    ['upay', 'goodsDetails[].quantity', { type: 'integer', bound: '1 to 9999999999', required: true }],
    ['upay', 'payway', { type: 'text', bound: '`^[0-9]{1,4}$`', required: false }],
    ['codepay', 'orderDetail.shippingRegions', { type: 'list of text', bound: '1 to 250 items; each `^[A-Z]{2}$`', required: false }],
    ['wallet', 'merchant.store.referenceStoreId', { type: 'text', bound: '1 to 64 characters', required: true }],
  ])('of %s, %s, is shown with the bound of its schema', (provider, name, shown) => {
    expect(member(provider, name)).toMatchObject(shown);
  });
});

describe('the words of a provider', () => {
  it.each([
    ['upay', upayTables],
    ['codepay', codepayTables],
    ['wallet', walletTables],
  ])('of %s stand in tables without an empty column', (_name, tables) => {
    expect(tables.length).toBeGreaterThan(0);
    for (const { title, columns } of tables) {
      const empty = Object.entries(columns).filter(([, column]) => Object.keys(column).length === 0);
      expect([title, empty]).toEqual([title, []]);
    }
  });
});
