/** One line of ours on stderr, so that a command's own output on stdout stays clean. */
export function say(/** @type {string} */ line) {
  process.stderr.write(`interlock: ${line}\n`);
}

/** Seconds with one digit, for people: `1.2 s`. */
export function seconds(/** @type {number} */ milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The exit code of what Ctrl-C broke off, as shells count it: 128 + the number of SIGINT. */
export const brokenOff = 130;

/** A failure whose message is the whole story: it is printed in one line, without a stack. */
export class Refusal extends Error {
  /** What the tools said, printed above the line when it may help. */
  details;

  constructor(/** @type {string} */ message, /** @type {string} */ details = '') {
    super(message);
    this.details = details;
  }
}

/**
 * One line that tells what goes on and is written over as it goes on. Where there is no terminal, only the first and the last line are printed.
 * @param {string} what e.g. "installing packages"
 */
export function progress(what, stream = process.stderr) {
  const startedMs = Date.now();
  const put = (/** @type {string} */ text) => {
    if (stream.isTTY) stream.write(`\r\x1b[2K${text.slice(0, (stream.columns || 80) - 1)}`);
  };
  if (stream.isTTY) put(`interlock: ${what} …`);
  else stream.write(`interlock: ${what} …\n`);
  return {
    /** What the work is at now, e.g. "downloaded 120". */
    at: (/** @type {string} */ text) => put(`interlock: ${what} … ${text}`),
    /** Ends the line with the time it took. */
    done: () => {
      const line = `interlock: ${what}: done in ${seconds(Date.now() - startedMs)}`;
      put(line);
      stream.write(stream.isTTY ? '\n' : `${line}\n`);
    },
    /** Ends the line when the reason follows on a line of its own. */
    failed: () => {
      put(`interlock: ${what}: failed`);
      if (stream.isTTY) stream.write('\n');
    },
  };
}

/**
 * Runs a command to its exit code; a refusal ends it with one line. Anything else that is thrown is a bug and keeps its stack.
 * @param {(args: readonly string[]) => Promise<number>} command
 */
export async function main(command) {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.details) process.stderr.write(`${error.details}\n`);
    say(error.message);
    process.exitCode = 1;
  }
}
