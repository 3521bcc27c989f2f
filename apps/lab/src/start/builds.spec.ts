import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builds } from './builds.js';

let workspace: string;
let builds: Builds;
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'interlock-builds-'));
  for (const name of ['apps/gateway', 'apps/worker', 'apps/sandbox', 'apps/lab', 'packages/domain', 'packages/orders'])
    build(name, 'first');
  builds = new Builds(workspace);
});
afterAll(() => rmSync(workspace, { recursive: true }));

function build(folder: string, content: string): void {
  mkdirSync(join(workspace, folder, 'dist', 'inner'), { recursive: true });
  writeFileSync(join(workspace, folder, 'dist', 'inner', 'index.js'), `export const content = '${content}';\n`);
}

describe('a new build', () => {
  it.each([
    ['apps/gateway', ['gateway']],
    ['apps/worker', ['worker']],
    ['apps/sandbox', ['sandbox']],
    ['packages/orders', ['gateway', 'worker']],
    ['apps/lab', 'everything'],
    ['packages/domain', 'everything'],
  ])('of %s concerns %s, once', (folder, concerned) => {
    build(folder, 'second');
    expect(builds.renewal()).toEqual(concerned);
    expect(builds.renewal()).toEqual([]);
  });

  it('of the same content concerns nobody', () => {
    const now = new Date();
    utimesSync(join(workspace, 'apps/gateway/dist/inner/index.js'), now, now);
    expect(builds.renewal()).toEqual([]);
  });

  it('that takes a file away concerns who had it', () => {
    rmSync(join(workspace, 'apps/worker/dist'), { recursive: true });
    expect(builds.renewal()).toEqual(['worker']);
  });
});
