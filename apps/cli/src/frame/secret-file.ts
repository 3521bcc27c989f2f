import { open, rm, type FileHandle } from 'node:fs/promises';
import { CannotRun } from '../failure.js';
import type { Terminal } from '../terminal.js';

/** A new file for a secret that is shown once. It is made before the request is sent: a secret that finds no place would be lost. */
export class SecretFile {
  private isFilled = false;

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Throws `CannotRun` where it cannot be made, or is there already. */
  static async open(path: string): Promise<SecretFile> {
    const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      throw new CannotRun(`--secret-to: ${path} cannot be made (${error.code ?? 'no reason given'}). Nothing was done.`);
    });
    return new SecretFile(path, handle);
  }

  /** Throws `CannotRun`. */
  async write(secret: string): Promise<void> {
    try {
      await this.handle.writeFile(`${secret}\n`);
      await this.handle.sync();
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? 'no reason given';
      throw new CannotRun(
        `--secret-to: ${this.path} cannot be written (${why}). It was done, and its secret is lost: make another in its place.`,
      );
    }
    this.isFilled = true;
  }

  /** Takes it away again where no secret came. */
  async close(): Promise<void> {
    await this.handle.close();
    if (!this.isFilled) await rm(this.path, { force: true });
  }
}

/** The answer as it is shown: the secret in its file where one was wanted. Says so where a repeated request brings none. */
export async function keepSecret(
  data: object,
  member: string | undefined,
  file: SecretFile | undefined,
  { err }: Terminal,
): Promise<object> {
  if (member === undefined) return data;
  const { [member]: secret, ...rest } = data as Readonly<Record<string, unknown>>;
  if (typeof secret !== 'string') {
    err(`interlock: this was done before, and its ${member} was shown then and never again. Make a new one where it is lost.\n`);
    return data;
  }
  if (file === undefined) {
    err(`interlock: the ${member} is shown this once.\n`);
    return data;
  }
  await file.write(secret);
  err(`interlock: the ${member} is in ${file.path}.\n`);
  return rest;
}
