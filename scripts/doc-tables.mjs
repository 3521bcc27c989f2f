import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import '../packages/persistence/src/testing/register-source.mjs';
import { commands } from './commands.mjs';
import { asCode, table } from './doc-blocks.mjs';
import { cliReference } from './doc-cli.mjs';
import { boundsTable } from './doc-bounds.mjs';
import { capabilityPage } from './doc-capabilities.mjs';
import { metricTable } from './doc-metrics.mjs';
import { providerTable } from './doc-providers.mjs';
import { resolutionTableOf, resolutionWordsOf } from './doc-resolutions.mjs';
import { stateTable } from './doc-states.mjs';
import { wordPage } from './doc-words.mjs';
import { root } from './workspace.mjs';

/** A module of the workspace, straight from its source: the documents are made without a build. @template T @param {string} path @returns {Promise<T>} */
const source = (path) => import(pathToFileURL(join(root, path)).href);

/** @type {{ orderTransitions: import('./doc-states.mjs').Transitions }} */
export const { orderTransitions } = await source('packages/domain/src/order/transitions.ts');
/** @type {{ declineCodes: Record<string, { retryable: boolean, closes: string }> }} */
const { declineCodes } = await source('packages/domain/src/operation/decline-codes.ts');
/** @type {{ resolutionTable: import('./doc-resolutions.mjs').Resolutions }} */
const { resolutionTable } = await source('packages/domain/src/resolutions/resolution-table.ts');
/** @type {{ resolutionRules: import('./doc-resolutions.mjs').Rules, resolutionWords: Record<string, Record<string, string>> }} */
const { resolutionRules, resolutionWords } = await source('packages/domain/src/resolutions/resolutions.ts');
/** @type {{ variables: Record<string, string>, readSettings: (env: object) => Record<string, string | number | undefined> }} */
const { variables, readSettings } = await source('packages/persistence/src/settings/settings.ts');
/** @type {{ metricCatalogue: Readonly<Record<string, import('./doc-metrics.mjs').Described>> }} */
export const { metricCatalogue } = await source('packages/accounts/src/metrics/catalogue.ts');
/** @type {{ cloudEvent: (event: object, publicUrl: string) => { key: string, value: string, headers: Record<string, string> } }} */
const { cloudEvent } = await source('apps/worker/src/relay/cloud-event.ts');
/** @type {{ problems: Record<string, { status: number, title: string }> }} */
const { problems } = await source('apps/gateway/src/problems/problems.ts');
/** @type {{ magicAmounts: readonly { ending: number, effect: string }[] }} */
const { magicAmounts } = await source('apps/sandbox/src/core/magic-amounts.ts');
/** @type {Record<'connectionFaults' | 'wordedFaults' | 'notificationFaults', readonly string[]>} */
const { connectionFaults, wordedFaults, notificationFaults } = await source('apps/sandbox/src/core/faults.ts');
/** @typedef {import('./doc-bounds.mjs').Bounded & { name: string, showing?: { settings: { most: unknown, least: unknown } } }} Adapter */
/** @type {{ providers: readonly Adapter[] }} */
const { providers } = await source('apps/gateway/src/providers.ts');
/** @type {{ capabilitiesOf: (adapter: Adapter, settings: unknown) => import('./doc-capabilities.mjs').Capabilities }} */
const { capabilitiesOf } = await source('packages/accounts/src/capabilities/capability-document.ts');

/** @type {{ commands: (cli: object) => import('./doc-cli.mjs').CliCommand }} */
const { commands: cliCommands } = await source('apps/cli/src/program.ts');

/** For each provider its two pages. A provider package exports its mapping as `<name>Tables`. */
const pages = await Promise.all(
  providers.map(async (adapter) => {
    const { name, showing } = adapter;
    /** @type {Record<string, readonly import('./doc-words.mjs').WordTable[]>} */
    const { [`${name}Tables`]: tables } = await source(`packages/provider-${name}/src/index.ts`);
    if (showing === undefined || tables === undefined)
      throw new Error(`the adapter ${name} has no showing, or its package no ${name}Tables`);
    const most = capabilitiesOf(adapter, showing.settings.most);
    return { name, most, least: capabilitiesOf(adapter, showing.settings.least), tables };
  }),
);

/** Every block that a document may ask for, by name. */
export const blocks = {
  states: () => stateTable(orderTransitions),
  'decline-codes': declineTable,
  resolutions: () => resolutionTableOf(resolutionTable),
  'resolution-words': () => resolutionWordsOf(resolutionRules, resolutionWords),
  commands: () =>
    table(
      ['command', 'what it does'],
      Object.values(commands).map(({ usage, summary }) => [asCode([usage]), summary]),
    ),
  cli: () => cliReference(cliCommands({ terminal: {}, ended: () => undefined })),
  settings: settingsTable,
  problems: () =>
    table(
      ['status', 'code', 'meaning'],
      Object.entries(problems).map(([code, { status, title }]) => [String(status), asCode([code]), title]),
    ),
  'magic-amounts': () =>
    table(
      ['ends in', 'effect'],
      magicAmounts.map(({ ending, effect }) => [String(ending), effect]),
    ),
  faults: faultTable,
  event: eventExample,
  metrics: () => metricTable(metricCatalogue),
  providers: () => providerTable(pages.map(({ most }) => most)),
  'query-bounds': () => boundsTable(providers),
  ...Object.fromEntries(
    pages.flatMap(({ name, most, least, tables }) => [
      [`capabilities-${name}`, () => capabilityPage(most, least)],
      [`words-${name}`, () => wordPage(tables)],
    ]),
  ),
};

/** Names and defaults from the code that reads them, the meaning from what `npm start -- --help` prints. */
function settingsTable() {
  const standard = readSettings({});
  const lines = [...commands.start.help.matchAll(/^ {2}([A-Z_]+) +(.+)$/gm)];
  const meanings = new Map(lines.map(([, name, meaning = '']) => [name, meaning.replace(/ \((\d+|default|false|[a-z]*\.[a-z]+)\)/, '')]));
  const rows = Object.entries(variables).map(([setting, name]) => {
    const meaning = meanings.get(name);
    if (meaning === undefined) throw new Error(`${name} is read and npm start -- --help says nothing of it`);
    const value = standard[setting];
    return [asCode([name]), value === undefined ? '–' : asCode([String(value)]), meaning];
  });
  return table(['variable', 'default', 'meaning'], rows);
}

/** An event as a consumer sees it, made by the code that makes them. */
function eventExample() {
  const order = { orderId: '01a1fdec-988b-7097-9b64-323b44e93636', merchantOrderNo: 'A-1001', state: 'paid', version: 2 };
  const record = cloudEvent(
    {
      id: '01a1fdec-98b0-71e6-8f0e-1f3a9a1c55d2',
      merchantId: '01920000-0000-7000-8000-000000000001',
      orderId: order.orderId,
      version: order.version,
      type: 'order.paid',
      payload: { ...order, operationId: '01a1fdec-988c-7506-a962-233ef34e9fb0' },
      createdAt: new Date('2026-11-21T11:45:03.664Z'),
    },
    'https://pay.example',
  );
  const { key, headers, value } = record;
  return ['```json', JSON.stringify({ key, headers, value: JSON.parse(value) }, null, 2), '```'].join('\n');
}

/** The codes by what follows from them. */
function declineTable() {
  /** @type {Map<string, string[]>} */
  const byRule = new Map();
  for (const [code, { retryable, closes }] of Object.entries(declineCodes)) {
    const rule = `${retryable ? 'another route may be asked, else' : 'no other route is asked,'} ${closes}`;
    byRule.set(rule, [...(byRule.get(rule) ?? []), code]);
  }
  return table(
    ['an order so declined', 'codes'],
    [...byRule].map(([rule, codes]) => [rule, asCode(codes)]),
  );
}

/** The sandbox's own words about its faults; each that its code knows must be among them. */
function faultTable() {
  const readme = readFileSync(join(root, 'apps/sandbox/README.md'), 'utf8');
  const [lines] = /^\| fault .*(?:\n\|.*)*/m.exec(readme) ?? [''];
  const silent = [...connectionFaults, ...wordedFaults, ...notificationFaults].filter(
    (fault) => !new RegExp(`\`${fault}[:\`]`).test(lines),
  );
  if (silent.length > 0) throw new Error(`apps/sandbox/README.md says nothing of the faults ${silent.join(', ')}`);
  return lines;
}
