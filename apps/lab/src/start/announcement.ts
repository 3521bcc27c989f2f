import { describeSettings, type Settings } from '@interlock/persistence';
import type { DemoVendor } from '../demo-merchant/demo-vendor.js';
import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import type { System } from '../system/index.js';

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
    : `${ready}\n${tryIt(urls.gateway, demo.apiKey, demo.identities.agreement.id)}\n${tillLines(demo.vendor)}`;
}

/** What a till's software activates itself with (docs/terminal-door.md). */
function tillLines({ vendorSn, vendorKey, appId, code }: DemoVendor): string {
  return `  demo vendor   ${vendorSn}  key ${vendorKey}  app_id ${appId}\n  activation    ${code}  makes a till of the demo store\n`;
}

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
