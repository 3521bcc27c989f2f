import { asCode, table } from './doc-blocks.mjs';

/** @typedef {import('./doc-capabilities.mjs').Capabilities} Capabilities */

/** What the providers have, side by side; the page of capabilities says how. */
export function providerTable(/** @type {readonly Capabilities[]} */ documents) {
  const line = (/** @type {string} */ what, /** @type {(document: Capabilities) => string} */ of) => [what, ...documents.map(of)];
  const kinds = documents[0]?.operations.map(({ kind }) => kind) ?? [];
  const types = documents[0]?.methods.map(({ type }) => type) ?? [];
  return table(
    ['', ...documents.map(({ provider }) => asCode([provider]))],
    [
      ...kinds.map((kind) =>
        line(asCode([kind]), ({ operations }) => mark(operations.find((operation) => operation.kind === kind)?.offered)),
      ),
      ...types.map((type) =>
        line(`method ${asCode([type])}`, ({ methods }) => mark(methods.find((method) => method.type === type)?.offered)),
      ),
      line('agreements', ({ agreements }) => mark(agreements.offered)),
      line('batches', ({ batches }) => mark(batches.offered)),
      line('activation and check-in', ({ activation }) => mark(activation.offered)),
    ],
  );
}

/** @param {boolean | undefined} offered */
const mark = (offered) => (offered === true ? 'yes' : '–');
