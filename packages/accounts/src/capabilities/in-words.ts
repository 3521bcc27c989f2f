import type { NotFoundRule, QuerySchedule, ResendRule } from '@interlock/domain';

/** 1500 → "1.5 s", 90000 → "90 s", 600000 → "10 min", 7200000 → "2 h". */
export function timeInWords(ms: number): string {
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${String(ms / 3_600_000)} h`;
  if (ms >= 120_000 && ms % 60_000 === 0) return `${String(ms / 60_000)} min`;
  return `${String(ms / 1000)} s`;
}

export function scheduleInWords({ steps, cancelAtEnd, afterwardsMs }: QuerySchedule): string {
  const pace = steps.map(({ everyMs, untilMs }) => `every ${timeInWords(everyMs)} to ${timeInWords(untilMs)}`);
  const after = afterwardsMs.length === 0 ? [] : [`then after ${afterwardsMs.map(timeInWords).join(', ')}`];
  return [...pace, ...(cancelAtEnd ? ['then canceled'] : []), ...after].join('; ');
}

export function notFoundInWords({ windowMs, afterExpiry, answers, apartMs }: NotFoundRule): string {
  const from = afterExpiry ? 'the latest arrival and the expiry' : 'the latest arrival';
  return `said ${String(answers)} times, ${timeInWords(apartMs)} apart, from ${timeInWords(windowMs)} after ${from}`;
}

export const resendInWords: Readonly<Record<ResendRule, string>> = {
  same_key: 'again with the same key and content, which the provider takes once',
  sets_value: 'again: it sets the same value',
  never: 'only a query tells what became of it',
};
