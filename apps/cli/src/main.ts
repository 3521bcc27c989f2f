#!/usr/bin/env node
import { run } from './program.js';
import { systemTerminal } from './terminal.js';

// A pager that was closed takes no more lines; that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2), systemTerminal());
