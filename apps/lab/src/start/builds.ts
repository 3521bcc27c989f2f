import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '../system/index.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** The packages that this process itself runs: when one of them changes, migrations among them, the whole system starts again. */
const OURS: ReadonlySet<string> = new Set(['apps/lab', 'packages/persistence', 'packages/domain']);

/** What a new build asks for. */
export type Renewal = 'everything' | readonly ServiceName[];

/** Knows which packages were built anew since it last looked, by the content of their builds: turbo touches more files than it changes. */
export class Builds {
  #known: ReadonlyMap<string, string>;

  constructor(private readonly workspace = root) {
    this.#known = fingerprints(workspace);
  }

  /** Which processes run something else than was built. Each change is told once. */
  renewal(): Renewal {
    const now = fingerprints(this.workspace);
    const changed = [...new Set([...now.keys(), ...this.#known.keys()])].filter((folder) => now.get(folder) !== this.#known.get(folder));
    this.#known = now;
    if (changed.some((folder) => OURS.has(folder))) return 'everything';
    const library = changed.some((folder) => folder.startsWith('packages/'));
    const concerned = (name: ServiceName): boolean => changed.includes(`apps/${name}`) || (library && name !== 'sandbox');
    return (['gateway', 'worker', 'sandbox'] as const).filter(concerned);
  }
}

function fingerprints(workspace: string): ReadonlyMap<string, string> {
  const folders = ['apps', 'packages'].flatMap((group) => readdirSync(join(workspace, group)).map((name) => `${group}/${name}`));
  return new Map(folders.map((folder) => [folder, fingerprint(join(workspace, folder, 'dist'))]));
}

function fingerprint(dist: string): string {
  const hash = createHash('sha256');
  if (!existsSync(dist)) return '';
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.m?js$/.test(file)) hash.update(`${file}\n`).update(readFileSync(join(dist, file)));
  }
  return hash.digest('hex');
}
