import { describeSettings, type Settings } from '@interlock/persistence';
import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import type { Demo, System } from '../system/index.js';

/** Every setting under the name of its variable, secrets as `set`. */
export function settingsLines(settings: Settings): string {
  const described = Object.entries(describeSettings(settings));
  const width = Math.max(...described.map(([name]) => name.length));
  return `${described.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n')}\n`;
}

/** What a person wants to know once the system runs: where it listens, and how to pay a first order. */
export function readyLines({ settings, urls, demo }: System, seconds: string): string {
  const places = [
    ['orders', `${urls.gateway}/v1/orders`],
    ['API', `${urls.gateway}/openapi.json`],
    ['docs', `${urls.internal}/docs`],
    ['metrics', `${urls.internal}/metrics  ${urls.worker}/metrics`],
    ...(demo === undefined ? [] : [['sandbox', `${urls.sandbox}/control`]]),
    ['data', settings.databaseUrl === undefined ? settings.dataDir : 'the database of DATABASE_URL'],
  ] as const;
  const listens = places.map(([what, where]) => `  ${what.padEnd(8)} ${where}`).join('\n');
  const ready = `\nInterlock runs (${settings.mode}, ready in ${seconds}). Ctrl-C stops it.\n\n${listens}\n`;
  return demo === undefined
    ? ready
    : `${ready}\n${tryIt(urls.gateway, demo.apiKey, demo.identities.agreement.id)}\n${tillLines(urls.gateway, demo)}`;
}

/** A till by its own protocol over each provider (docs/terminal-door.md); the example is run by the Node of this installation, which reads TypeScript. */
function tillLines(gateway: string, { vendor, identities }: Demo): string {
  const { vendorSn, vendorKey, appId, codes } = vendor;
  const line = (code: string, scanned = ''): string =>
    `TILL_URL=${gateway} VENDOR_SN=${vendorSn} VENDOR_KEY=${vendorKey} APP_ID=${appId} CODE=${code}${scanned} node_modules/.bin/node docs/examples/terminal.ts`;
  const examples = [
    ['Upay, from a store in MXN', line(codes.upay)],
    ['CodePay, on the POS of a store in USD; its code is taken once, and the next start prints another', line(codes.codepay)],
    ['Wallet, from a store in CLP, by the reference of the stored agreement', line(codes.wallet, ` SCANNED=${scannedOf(identities)}`)],
  ] as const;
  const lines = examples.map(([what, command]) => `  # ${what}\n  ${command}\n`).join('\n');
  return `Be a till, which activates itself, checks in, pays 1250 in minor units and refunds 500 of them:\n\n${lines}\n`;
}

/** What a till scans to pay by the agreement: its reference. */
const scannedOf = ({ agreement }: Demo['identities']): string => agreement.id.replaceAll('-', '');

function tryIt(gateway: string, apiKey: string, agreementId: string): string {
  const order = (name: string, currency: string, value: string, rest: object): string => {
    const [before, after] = JSON.stringify({
      merchantOrderNo: '#',
      amount: { currency, value },
      ...rest,
      description: 'Two coffees',
    }).split('#');
    // A new order with every paste: the shell puts the time in.
    const body = `'${before ?? ''}${name}-'$(date +%s)'${after ?? ''}'`;
    return `curl -s ${gateway}/v1/orders -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' -d ${body}`;
  };
  const examples = [
    [
      "Upay: the payer's code was scanned; paid at once",
      order('upay', 'MXN', '12000', { method: { type: 'payer_code', code: '130818341921441147' } }),
    ],
    [
      'CodePay: pushed to a terminal, whose cashier takes the card a moment later',
      order('codepay', 'USD', '1250', { method: { type: 'terminal' }, terminalSn: DEMO_TERMINAL_SN }),
    ],
    [
      'Wallet: by a stored agreement; its answer states no amount, so one query confirms it',
      order('wallet', 'CLP', '4500', { method: { type: 'agreement', agreementId } }),
    ],
  ] as const;
  const lines = examples.map(([what, curl]) => `  # ${what}\n  ${curl}\n`).join('\n');
  return `  demo API key  ${apiKey}\n\nPay an order; each of these lines can be pasted as it is:\n\n${lines}\n`;
}
