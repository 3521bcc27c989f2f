// The description of the API and the client's types, both from the gateway's routes; and what a linter says of the description.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { lintFromString, loadConfig } from '@redocly/openapi-core';
import openapiTypes, { astToString } from 'openapi-typescript';
import '../packages/persistence/src/testing/register-source.mjs';
import { root } from './workspace.mjs';

/** @typedef {import('openapi-typescript').OpenAPI3} Described */

const DESCRIPTION = 'docs/api/openapi.json';

/** The generated files, by their path. */
export async function apiFiles() {
  /** @type {{ describeRoutes: () => Promise<object> }} */
  const { describeRoutes } = await import(pathToFileURL(join(root, 'apps/gateway/src/docs/describe-routes.ts')).href);
  const text = `${JSON.stringify(await describeRoutes(), undefined, 2)}\n`;
  // Types need no examples, which would be most of their file.
  /** @type {Described} */
  const withoutExamples = JSON.parse(text, (name, /** @type {unknown} */ value) =>
    name === 'example' || name === 'examples' ? undefined : value,
  );
  const types = astToString(await openapiTypes(withoutExamples));
  return {
    [DESCRIPTION]: text,
    'packages/client/src/schema.ts': `// Written by npm run gen from ${DESCRIPTION}.\n${types}`,
  };
}

/** What the rules of redocly.yaml find wrong, each with the place. @param {string | undefined} text */
export async function apiFaults(text = '') {
  const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
  const found = await lintFromString({ source: text, absoluteRef: join(root, DESCRIPTION), config });
  return found
    .filter(({ ignored }) => ignored !== true)
    .map(({ ruleId, message, location }) => `${DESCRIPTION}: ${ruleId}: ${message} (${location[0]?.pointer ?? ''})`);
}
