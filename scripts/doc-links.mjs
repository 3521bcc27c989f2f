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
