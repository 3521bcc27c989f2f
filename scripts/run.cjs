'use strict';
// The door of every root command (`npm start`, `npm test`, …). It is written so that even a very old Node can read it, because its first
// duty is to say in one line that the Node is too old; everything newer is loaded behind that check.
var tooOld = require('./node-version.cjs').tooOld(process.versions.node);

if (tooOld) {
  process.stderr.write('interlock: ' + tooOld + '\n');
  process.exitCode = 1;
} else {
  require('./enter.cjs');
}
