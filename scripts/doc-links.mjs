import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Links of a document to files of this repository that are not there. @param {string} root @param {string} path relative to the root @param {string} text */
export function brokenLinks(root, path, text) {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`(?!\])/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(path), target)));
}

/** Paths in code quotes, such as `packages/domain/src/index.ts`, that are not there. A star or braces stand for several and are not looked for. @param {string} root @param {string} text */
export function missingPaths(root, text) {
  const paths = [...text.matchAll(/`((?:apps|packages|scripts|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  return [...new Set(paths)].filter((path) => !existsSync(join(root, path)));
}
