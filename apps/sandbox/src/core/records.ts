import { hash } from 'node:crypto';

import { UnusableState, type Journal } from './journal.js';
import { textOf, valueOf, type Reference } from './record-text.js';

interface Entry {
  readonly shelf: string;
  readonly key: string;
  readonly record: object;
  removed: boolean;
  /** Of the text that the journal has of it; undefined while it has none. */
  digest: string | undefined;
}

/** One change in a line of the journal: a record as it is now, or null for one that was removed. */
type Change = readonly [shelf: string, key: string, record: Record<string, unknown> | null];

/**
 * Everything that the sandbox must not forget: plain objects on shelves, which may name one another. Without a journal they are in memory
 * alone. With one, `flush` writes every record that was reached through its shelf since the last time, and every record that those name, where
 * it has changed: what one call did is one line of the journal. So a twin reaches its records by `get` or says `touch`, changes them as it
 * likes, and need not say which. No record may name a list of others that grows without bound; and what two records name, or one record in
 * two places, must stand on a shelf itself: anything else comes back as two things.
 */
export class Records {
  readonly #shelves = new Map<string, RestoredShelf>();
  readonly #entries = new WeakMap<object, Entry>();
  readonly #accounts = new Map<string, object>();
  readonly #accountNames = new WeakMap<object, string>();
  readonly #touched = new Set<Entry>();
  #closed = false;

  constructor(private readonly journal?: Journal) {}

  /** `arrived` hears of every record that is added or restored: for the finding by other numbers. */
  shelf<T extends object>(name: string, arrived: (record: T, key: string) => void = () => undefined): Shelf<T> {
    if (this.#shelves.has(name)) throw new Error(`two shelves are called ${name}`);
    const shelf = new Shelf<T>(name, arrived, {
      kept: (key, record) => this.#kept(name, key, record),
      touch: (record) => this.#touch(record),
      removed: (record) => this.#removed(record),
    });
    this.#shelves.set(name, shelf);
    return shelf;
  }

  /** Something of the accounts file that records name, by a name that stays the same: it is never written itself. */
  account<T extends object>(name: string, account: T): T {
    this.#accounts.set(name, account);
    this.#accountNames.set(account, name);
    return account;
  }

  /** Puts everything that the journal knows onto the shelves. Once, when every shelf is there. Throws `UnusableState`. */
  restore(): void {
    if (this.journal === undefined) return;
    const found = new Map<string, Map<string, Record<string, unknown>>>();
    for (const [number, line] of this.journal.read().entries()) {
      for (const [shelf, key, record] of changesOf(line, number + 2)) {
        const records = found.get(shelf) ?? new Map<string, Record<string, unknown>>();
        found.set(shelf, records);
        if (record === null) records.delete(key);
        else records.set(key, record);
      }
    }
    // Records name one another in any order: all are there, empty, before the first is filled.
    const arrivals = [...found].flatMap(([name, records]) => {
      const shelf = this.#shelves.get(name);
      if (shelf === undefined) throw new UnusableState(`the books have a shelf that nobody knows: ${name}`);
      return [...records].map(([key, parsed]) => ({ shelf, key, parsed, record: shelf.restored(key) }));
    });
    for (const { parsed, record } of arrivals)
      Object.assign(
        record,
        valueOf(parsed, (reference) => this.#named(reference)),
      );
    for (const { shelf, key } of arrivals) shelf.announce(key);
    this.#compact();
  }

  /** Writes what has changed; before an answer leaves, and after whatever happens by itself. */
  flush(): void {
    if (this.journal === undefined || this.#touched.size === 0 || this.#closed) return;
    const changes: string[] = [];
    const written: (() => void)[] = [];
    // The set grows on the way, by the records that these name, those of a removed one too: an appointment that was kept names what it changed.
    for (const entry of this.#touched) {
      const now = this.#textOf(entry);
      const text = entry.removed ? undefined : now;
      const digest = text === undefined ? undefined : digestOf(text);
      if (digest === entry.digest) continue;
      changes.push(changeText(entry, text ?? 'null'));
      written.push(() => (entry.digest = digest));
    }
    if (changes.length > 0) this.journal.append(`[${changes.join(',')}]`);
    for (const note of written) note();
    this.#touched.clear();
    if (this.journal.isLong()) this.#compact();
  }

  /**
   * Looks at every record once more, reached or not. What comes to its end later (a delivery that was under way) is not written any more: it
   * stands as unfinished.
   */
  close(): void {
    for (const entry of this.#all()) this.#touched.add(entry);
    this.flush();
    this.#closed = true;
    this.journal?.close();
  }

  *#all(): Iterable<Entry> {
    for (const shelf of this.#shelves.values()) {
      for (const record of shelf.values()) {
        const entry = this.#entries.get(record);
        if (entry !== undefined) yield entry;
      }
    }
  }

  #compact(): void {
    const lines: string[] = [];
    for (const entry of this.#all()) {
      const text = this.#textOf(entry);
      entry.digest = digestOf(text);
      lines.push(`[${changeText(entry, text)}]`);
    }
    this.#touched.clear();
    this.journal?.rewrite(lines);
  }

  #kept(shelf: string, key: string, record: object): void {
    if (this.journal !== undefined) this.#entries.set(record, { shelf, key, record, removed: false, digest: undefined });
  }

  #touch(record: object): void {
    if (this.journal === undefined) return;
    const entry = this.#entries.get(record);
    if (entry !== undefined) this.#touched.add(entry);
  }

  #removed(record: object): void {
    const entry = this.#entries.get(record);
    if (entry === undefined) return;
    entry.removed = true;
    this.#touched.add(entry);
  }

  #textOf({ record }: Entry): string {
    return textOf(record, (object) => {
      const name = this.#accountNames.get(object);
      if (name !== undefined) return { $account: name };
      const entry = this.#entries.get(object);
      if (entry === undefined) return undefined;
      if (entry.removed) return 'gone';
      this.#touched.add(entry);
      return { $record: [entry.shelf, entry.key] };
    });
  }

  #named(reference: Reference): object {
    if ('$account' in reference) {
      const account = this.#accounts.get(reference.$account);
      if (account === undefined) throw new UnusableState(`the books name ${reference.$account}, which the accounts file does not have`);
      return account;
    }
    const [shelf, key] = reference.$record;
    const record = this.#shelves.get(shelf)?.peek(key);
    if (record === undefined) throw new UnusableState(`the books name ${shelf} ${key}, which they do not have`);
    return record;
  }
}

/** A shelf of whatever records, as its content comes back. */
type RestoredShelf = Pick<Shelf<object>, 'values' | 'peek' | 'restored' | 'announce'>;

interface Keeper {
  kept(key: string, record: object): void;
  touch(record: object): void;
  removed(record: object): void;
}

/** Records of one kind, each under a key that it keeps for ever. */
export class Shelf<T extends object> {
  readonly #records = new Map<string, T>();

  constructor(
    readonly name: string,
    private readonly arrived: (record: T, key: string) => void,
    private readonly keeper: Keeper,
  ) {}

  add(key: string, record: T): T {
    this.#records.set(key, record);
    this.keeper.kept(key, record);
    this.keeper.touch(record);
    this.arrived(record, key);
    return record;
  }

  get(key: string): T | undefined {
    return this.touch(this.#records.get(key));
  }

  /** A record that was found in another way is about to be used. */
  touch<R extends T | undefined>(record: R): R {
    if (record !== undefined) this.keeper.touch(record);
    return record;
  }

  remove(key: string): void {
    const record = this.#records.get(key);
    if (record === undefined) return;
    this.#records.delete(key);
    this.keeper.removed(record);
  }

  /** All of them, the oldest first: to be read, not to be changed. */
  values(): IterableIterator<T> {
    return this.#records.values();
  }

  /** For `Records` alone, as `restored` and `announce`. */
  peek(key: string): T | undefined {
    return this.#records.get(key);
  }

  restored(key: string): T {
    const record = {} as T; // filled before anybody is told of it
    this.#records.set(key, record);
    this.keeper.kept(key, record);
    return record;
  }

  announce(key: string): void {
    const record = this.#records.get(key);
    if (record !== undefined) this.arrived(record, key);
  }
}

function changesOf(line: string, number: number): readonly Change[] {
  try {
    return JSON.parse(line) as Change[];
  } catch {
    throw new UnusableState(`line ${String(number)} of the books is damaged`);
  }
}

function changeText({ shelf, key }: Entry, text: string): string {
  return `[${JSON.stringify(shelf)},${JSON.stringify(key)},${text}]`;
}

function digestOf(text: string): string {
  return hash('sha1', text, 'base64');
}
