/** Whether two moments (epoch milliseconds) fall on one calendar day of an IANA time zone. */
export function sameDay(one: number, other: number, timeZone: string): boolean {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return day.format(one) === day.format(other);
}
