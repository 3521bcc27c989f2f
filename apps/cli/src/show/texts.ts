import { currencyCode, exponentOf } from '@interlock/domain';
import type { Amount } from '../order/answers.js';

/** Minor units as a person reads them: "120.00 MXN", "4500 CLP". */
export function amountText({ currency, value }: Amount): string {
  const decimals = exponentOf(currencyCode(currency));
  const digits = value.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`} ${currency}`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time by its two largest units: "12 ms", "3.04 s", "2 min 5 s", "1 d 4 h". */
export function durationText(ms: number): string {
  if (ms < SECOND) return `${String(ms)} ms`;
  if (ms < MINUTE) return `${String(Math.floor(ms / 10) / 100)} s`;
  const [large, largeName, small, smallName] =
    ms < HOUR
      ? ([MINUTE, 'min', SECOND, 's'] as const)
      : ms < DAY
        ? ([HOUR, 'h', MINUTE, 'min'] as const)
        : ([DAY, 'd', HOUR, 'h'] as const);
  const rest = Math.floor((ms % large) / small);
  return `${String(Math.floor(ms / large))} ${largeName}${rest === 0 ? '' : ` ${String(rest)} ${smallName}`}`;
}

/** "2026-11-21 18:33:50.123", UTC. */
export function momentText(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
}

/** "partially_refunded" as people say it. */
export const words = (name: string): string => name.replaceAll('_', ' ');

/** "refundPending" as people say it. */
export const spoken = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
