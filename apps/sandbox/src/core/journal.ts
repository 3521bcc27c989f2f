import { appendFileSync, closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'books.jsonl';
/** The first line: what the file is, and how its lines are to be read. */
const HEADING = '{"interlock-sandbox-books":1}';
/** The journal is written anew once it is this much longer than what it says, doubled. */
const SLACK_BYTES = 64 * 1_048_576;
const NEW_LINE = 0x0a;

/** The state directory cannot be used; the message says why, and what to do. */
export class UnusableState extends Error {
  override name = 'UnusableState';
}

/**
 * One append-only file of lines. A line is with the operating system before `append` returns, so `kill -9` of this process loses none; it
 * is not waited for until it is on the platter, so a power cut may lose the last seconds. A line cut short by a crash is left out when the
 * file is read; `rewrite` compacts the file.
 */
export class Journal {
  #file: number | undefined;
  #bytes = 0;
  #bytesOnceCompact = 0;

  constructor(private readonly directory: string) {}

  /** Every whole line, the oldest first. Throws `UnusableState`. */
  read(): string[] {
    const bytes = this.#content();
    const lines = bytes
      .subarray(0, bytes.lastIndexOf(NEW_LINE) + 1)
      .toString('utf8')
      .split('\n')
      .slice(0, -1);
    const heading = lines.shift();
    if (heading !== undefined && heading !== HEADING) throw new UnusableState('the books were written by another version');
    return lines;
  }

  #content(): Buffer {
    const path = join(this.directory, FILE);
    try {
      mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    } catch (error) {
      throw new UnusableState(`the books cannot be read: ${String(error)}`);
    }
  }

  append(line: string): void {
    if (this.#file === undefined) throw new Error('the journal is not open');
    const bytes = Buffer.from(`${line}\n`);
    try {
      appendFileSync(this.#file, bytes);
    } catch (error) {
      // Half a line must not stay before the next one.
      ftruncateSync(this.#file, this.#bytes);
      throw error;
    }
    this.#bytes += bytes.length;
  }

  isLong(): boolean {
    return this.#bytes > 2 * this.#bytesOnceCompact + SLACK_BYTES;
  }

  /** Puts these lines in the place of all others, in one step, and opens the journal for more. */
  rewrite(lines: Iterable<string>): void {
    const path = join(this.directory, FILE);
    const file = openSync(`${path}.new`, 'w', 0o600);
    const bytes = Buffer.from([HEADING, ...lines, ''].join('\n'));
    appendFileSync(file, bytes);
    fsyncSync(file);
    renameSync(`${path}.new`, path);
    this.close();
    this.#file = file;
    this.#bytes = bytes.length;
    this.#bytesOnceCompact = bytes.length;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
