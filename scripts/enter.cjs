'use strict';
// A file of its own, since a Node that cannot parse `import()` must still be able to read run.cjs.
void import('./run.mjs');
