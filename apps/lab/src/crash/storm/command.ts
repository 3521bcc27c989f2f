import { parseArgs } from 'node:util';
import { StartupError } from '@interlock/persistence';
import { storm, type StormOptions, type StormReport } from './storm.js';

const DEFAULTS = { blows: '40', tills: '8', seed: '1' };
const LOG_SHOWN = 40;

/** `npm run crash`: one storm, told as it goes. Returns 1 where anything is not as it must be. */
export async function crash(args: readonly string[], write: (text: string) => void): Promise<number> {
  const options = optionsOf(args);
  write(`${String(options.blows)} blows fall on two gateways, two workers and PostgreSQL; ${String(options.tills)} tills go on selling\n`);
  const onProgress: StormOptions['onProgress'] = ({ blows, of, orders, phase }) =>
    write(`${String(blows).padStart(4)}/${String(of)}  ${phase.padEnd(28)}${String(orders)} orders\n`);
  const { log, ...report } = await storm({ ...options, onProgress });
  if (report.violations.length > 0) write(`\n${log.slice(-LOG_SHOWN).join('\n')}\n\n${report.violations.join('\n')}\n`);
  write(`${summaryOf(report)}\n${JSON.stringify(report)}\n`);
  return report.violations.length === 0 ? 0 : 1;
}

function summaryOf({ orders, blows, violations, seconds }: Omit<StormReport, 'log'>): string {
  const fallen = Object.values(blows).reduce((sum, count) => sum + count, 0);
  return `\n${String(orders)} orders, ${String(fallen)} blows, ${String(violations.length)} violations (${String(seconds)} s)`;
}

function optionsOf(args: readonly string[]): StormOptions {
  const { values } = parsed(args);
  const whole = (name: keyof typeof DEFAULTS, least: number): number => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < least) throw new StartupError(`--${name} is a whole number from ${String(least)} on.`);
    return value;
  };
  return { blows: whole('blows', 1), tills: whole('tills', 1), seed: whole('seed', 0) };
}

function parsed(args: readonly string[]): { readonly values: Readonly<Record<keyof typeof DEFAULTS, string>> } {
  const text = (name: keyof typeof DEFAULTS) => ({ type: 'string', default: DEFAULTS[name] }) as const;
  try {
    return parseArgs({ args: [...args], options: { blows: text('blows'), tills: text('tills'), seed: text('seed') } });
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
}
