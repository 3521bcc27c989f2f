import type { Records } from './records.js';

/** How many numbers are spoken for at once, so that not every one of them is written. */
const BLOCK = 1_000;

/** Numbers that never repeat, counted from 1; a restart leaves out what was left of a block. */
export function serial(records: Records, name: string): () => number {
  let next = 1;
  let reserved: { before: number } | undefined;
  const shelf = records.shelf<{ before: number }>(`serial ${name}`, (record) => {
    reserved = record;
    next = record.before;
  });
  return () => {
    reserved ??= shelf.add('', { before: next });
    if (next >= reserved.before) shelf.touch(reserved).before = next + BLOCK;
    return next++;
  };
}

/** Remembers names: true for the first time that it hears one. */
export function once(records: Records, name: string): (heard: string) => boolean {
  const shelf = records.shelf<object>(`once ${name}`);
  return (heard) => {
    if (shelf.get(heard) !== undefined) return false;
    shelf.add(heard, {});
    return true;
  };
}
