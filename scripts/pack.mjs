// `npm run pack`: the operators' commands as one package that needs nothing but Node, to be installed where no repository is.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { main, Refusal } from './say.mjs';
import { environment, manifest, root } from './workspace.mjs';

const cli = join(root, 'apps', 'cli');
/** Since then Node asks a stream whether it has colours. */
const engines = { node: '>=22.13' };

// Libraries that are CommonJS ask for Node's own modules by `require`, which a module has to make for itself.
const banner = `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);`;

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function pack([target = '.', ...more]) {
  if (more.length > 0) throw new Refusal(`npm run pack takes one folder, not ${more.length + 1}`);
  const folder = mkdtempSync(join(tmpdir(), 'interlock-package-'));
  try {
    await build({
      entryPoints: { interlock: join(cli, 'bin', 'interlock.mjs') },
      bundle: true,
      // What speaks with a database stays apart, and is read only when it is wanted.
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      legalComments: 'eof',
      logLevel: 'error',
      banner: { js: banner },
    });
    const { version, description } = manifest(cli);
    const own = {
      name: 'interlock-cli',
      version,
      description,
      license: 'UNLICENSED',
      type: 'module',
      bin: { interlock: 'interlock.mjs' },
      engines,
    };
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify(own, undefined, 2)}\n`);
    copyFileSync(join(root, 'docs', 'cli.md'), join(folder, 'README.md'));
    const destination = resolve(target);
    mkdirSync(destination, { recursive: true });
    const args = ['pack', folder, '--pack-destination', destination, '--silent'];
    const packed = execFileSync('npm', args, { encoding: 'utf8', env: environment(root) }).trim();
    process.stdout.write(`${join(destination, packed)}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main(pack);
