import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Links of a document to files of this repository, or to headings in them, that are not there. @param {string} root @param {string} path of the document, relative to the root @param {string} text */
export function brokenLinks(root, path, text) {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`(?!\])/g, '');
  const inline = prose.matchAll(/\]\(([^)\s]+)\)/g);
  const defined = prose.matchAll(/^\[[^\]]+\]: (\S+)/gm);
  const targets = [...inline, ...defined].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
  return targets.filter((target) => {
    const [file = '', heading] = target.split('#');
    if (file === '') return !anchorsOf(text).includes(heading ?? '');
    const found = join(root, dirname(path), file);
    if (!existsSync(found)) return true;
    return heading !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(found, 'utf8')).includes(heading);
  });
}

/** The names under which a document's headings can be linked to: lower case, blanks as dashes, nothing else but letters, digits and "_". */
function anchorsOf(/** @type {string} */ text) {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** Paths in code quotes, such as `packages/domain/src/index.ts`, that are not there. A star or braces stand for several and are not looked for. @param {string} root @param {string} text */
export function missingPaths(root, text) {
  const paths = [...text.matchAll(/`((?:apps|packages|scripts|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  return [...new Set(paths)].filter((path) => !existsSync(join(root, path)));
}

/**
 * Promises of the README that no test guards: a row that names none, a name that stands for no file, or for one that holds no test.
 * @param {string} root @param {string} text
 */
export function unguardedPromises(root, text) {
  const [, table = ''] = /^## The promises$([\s\S]*?)^## /m.exec(text) ?? [];
  const files = new Map([...table.matchAll(/^\[([^\]]+)\]: (\S+)/gm)].map(([, name = '', file = '']) => [name, file]));
  const rows = [...table.matchAll(/^\| (\d+) +\|.*\| ([^|]*) \|$/gm)];
  if (rows.length === 0) return ['there is no table of promises'];
  return rows.flatMap(([, number = '', guards = '']) => {
    const names = [...guards.matchAll(/\[([^\]]+)\]/g)].map(([, name = '']) => name);
    const missing = names.filter((name) => !holdsTests(root, files.get(name)));
    return names.length === 0
      ? [`promise ${number} names no test`]
      : missing.map((name) => `promise ${number}: [${name}] is no file with tests`);
  });
}

function holdsTests(/** @type {string} */ root, /** @type {string | undefined} */ file) {
  if (file === undefined || !/\.spec\.(ts|mjs)$/.test(file) || !existsSync(join(root, file))) return false;
  return /^\s*(it|test)(\.each)?\(/m.test(readFileSync(join(root, file), 'utf8'));
}
