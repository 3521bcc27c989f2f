#!/usr/bin/env node
// Installers make the command's link from this file, which is there before anything is built. An older Node would fail somewhere in the middle.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 13)) await import('../dist/main.js');
else {
  process.stderr.write(
    `interlock: Node ${process.versions.node} is too old: these commands need Node 22.13 or newer (https://nodejs.org)\n`,
  );
  process.exitCode = 2;
}
