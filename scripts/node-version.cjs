'use strict';
// Read by any Node, so no syntax younger than 2009 here.

/** The oldest major version of Node that can install the packages; the system itself then runs on the Node pinned in package.json. */
var oldestMajor = 20;

/**
 * Why this Node cannot run the commands, or `undefined` when it can.
 * @param {string} version as in `process.versions.node`, e.g. "18.19.1"
 * @returns {string | undefined}
 */
function tooOld(version) {
  var major = Number(String(version).split('.')[0]);
  if (major >= oldestMajor) return undefined;
  return 'Node ' + version + ' is too old: Interlock needs Node ' + oldestMajor + ' or newer (https://nodejs.org)';
}

module.exports = { tooOld: tooOld };
