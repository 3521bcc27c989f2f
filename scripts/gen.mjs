// `npm run gen` writes the parts of the documents that come from code; with --check, a step of `npm run check`, it only says what is stale or wrong.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { apiFaults, apiFiles } from './api.mjs';
import { blocksOf, fillBlocks } from './doc-blocks.mjs';
import { brokenLinks, missingPaths, unguardedPromises } from './doc-links.mjs';
import { unknownMetrics } from './doc-metrics.mjs';
import { wrongArrows } from './doc-states.mjs';
import { blocks, metricCatalogue, orderTransitions } from './doc-tables.mjs';
import { main } from './say.mjs';
import { root } from './workspace.mjs';

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function gen(args) {
  const onlyCheck = args.includes('--check');
  const faults = [];
  const unshown = new Set(Object.keys(blocks));
  for (const path of globSync(['README.md', 'docs/**/*.md'], { cwd: root }).sort()) {
    const file = join(root, path);
    const text = readFileSync(file, 'utf8');
    for (const name of blocksOf(text)) unshown.delete(name);
    const fresh = await format(fillBlocks(text, blocks), { ...(await resolveConfig(file)), parser: 'markdown' });
    if (fresh !== text && onlyCheck) faults.push(`${path} is stale: npm run gen writes it anew`);
    if (fresh !== text && !onlyCheck) {
      writeFileSync(file, fresh);
      process.stdout.write(`written: ${path}\n`);
    }
    faults.push(...brokenLinks(root, path, fresh).map((target) => `${path} links to ${target}, which is not there`));
    if (path === 'README.md') faults.push(...unguardedPromises(root, fresh).map((fault) => `${path}: ${fault}`));
    faults.push(...missingPaths(root, fresh).map((missing) => `${path} names ${missing}, which is not there`));
    faults.push(...unknownMetrics(fresh, metricCatalogue).map((name) => `${path} names the metric ${name}, which no process has`));
    faults.push(...wrongArrows(fresh, orderTransitions).map((wrong) => `${path}, picture of the states: ${wrong}`));
  }
  const api = await apiFiles();
  for (const [path, fresh] of Object.entries(api)) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === fresh) continue;
    if (onlyCheck) faults.push(`${path} is stale: npm run gen writes it anew`);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, fresh);
      process.stdout.write(`written: ${path}\n`);
    }
  }
  faults.push(...(await apiFaults(api['docs/api/openapi.json'])));
  // A new provider has its pages, or nobody reads what its adapter says.
  faults.push(...[...unshown].map((name) => `no document shows the block "${name}"`));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

await main(gen);
