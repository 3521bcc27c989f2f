import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { scratchWorkspace } from './scratch-workspace.mjs';

const lock = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      pads:
        specifier: 1.0.0
        version: 1.0.0
packages:
  pads@1.0.0:
    resolution: {integrity: sha512-${'A'.repeat(86)}==}
snapshots:
  pads@1.0.0: {}
`;
const advisory = (/** @type {string} */ severity) => ({
  pads: [
    { id: 1, url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', title: 'pads too far', severity, vulnerable_versions: '<1.3.0' },
  ],
});

/** What the stand-in of a registry answers. @type {{ status: number, body: object }} */
let answer;
/** What it was asked. @type {string[]} */
let asked;
const registry = createServer((request, response) => {
  request.resume().on('end', () => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const isAudit = request.method === 'POST';
    response
      .writeHead(isAudit ? answer.status : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(isAudit ? answer.body : {}));
  });
});
/** @type {ReturnType<typeof scratchWorkspace>} */
let workspace;
/** @type {string} */
let url;
beforeAll(async () => {
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (registry.address()).port}`;
  workspace = scratchWorkspace();
  workspace.put('package.json', { name: 'scratch', type: 'module', packageManager: 'pnpm@12.21.0', dependencies: { pads: '1.0.0' } });
  workspace.put('pnpm-lock.yaml', lock);
});
beforeEach(() => {
  asked = [];
  accepting([]);
});
afterAll(() => {
  registry.close();
  workspace.remove();
});

function accepting(/** @type {readonly string[]} */ ignored) {
  const audit = ignored.length === 0 ? '' : `audit:\n  ignore:\n${ignored.map((line) => `    - ${line}\n`).join('')}`;
  workspace.put('pnpm-workspace.yaml', `packages: []\npmOnFail: ignore\n${audit}`);
}

/** The real pnpm, of npx's cache, where every build has put it; what it asks goes to the stand-in. */
async function audit() {
  const env = { ...process.env, npm_config_offline: 'true', pnpm_config_registry: `${url}/`, pnpm_config_fetch_retries: '0' };
  const child = spawn(process.execPath, [join(workspace.folder, 'scripts', 'audit.mjs')], { cwd: workspace.folder, env });
  const [[code], stdout, stderr] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { code: /** @type {number} */ (code), stdout, stderr };
}

it('says that a registry offers no audit, which is no success', async () => {
  answer = { status: 405, body: {} };
  const { code, stdout, stderr } = await audit();
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: `interlock: nothing was found out: ${url} offers no audit (it answers 405); ask a registry that does, by pnpm_config_registry\n`,
  });
  expect(asked).toEqual(['POST /-/npm/v1/security/advisories/bulk']);
});

it('succeeds where nothing is known, and where it is less than high', async () => {
  answer = { status: 200, body: {} };
  expect(await audit()).toMatchObject({ code: 0, stdout: expect.stringContaining('No known vulnerabilities'), stderr: '' });
  answer = { status: 200, body: advisory('moderate') };
  expect(await audit()).toMatchObject({ code: 0 });
});

it('fails for what is known, and shows it', async () => {
  answer = { status: 200, body: advisory('high') };
  const { code, stdout } = await audit();
  expect(code).toBe(1);
  expect(stdout).toMatch(/pads too far[\s\S]*GHSA-aaaa-bbbb-cccc/);
});

it('lets an exception pass that says why, and shows it with its reason', async () => {
  accepting(['GHSA-aaaa-bbbb-cccc # pads nothing that a stranger writes']);
  answer = { status: 200, body: advisory('high') };
  const { code, stdout } = await audit();
  expect(code).toBe(0);
  expect(stdout).toContain('accepted: GHSA-aaaa-bbbb-cccc: pads nothing that a stranger writes\n');
});

it('refuses one that does not, before anybody is asked', async () => {
  accepting(['GHSA-aaaa-bbbb-cccc']);
  const { code, stderr } = await audit();
  expect(code).toBe(1);
  expect(stderr).toBe(
    'interlock: pnpm-workspace.yaml accepts GHSA-aaaa-bbbb-cccc without a reason: write why beside it, "- GHSA-aaaa-bbbb-cccc # why"\n',
  );
  expect(asked).toEqual([]);
});
