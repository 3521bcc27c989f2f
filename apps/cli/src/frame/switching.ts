import type { Client } from '@interlock/client';
import type { Command } from 'commander';
import { printable } from '../show/printable.js';
import type { Cli } from './cli.js';
import type { Given } from './given.js';
import { addWriting, type Answer } from './writing.js';

interface Switching {
  readonly takes: string;
  /** What disabling stops, as the end of a sentence: "no new order begins there". */
  readonly stops: string;
  readonly send: (client: Client, given: Given, enabled: boolean) => Promise<Answer>;
}

/** `disable`, which asks first, and `enable`. */
export function addSwitching(parent: Command, { takes, stops, send }: Switching, cli: Cli): void {
  addWriting(
    parent,
    {
      name: 'disable',
      about: `From then on ${stops}.`,
      takes: [takes],
      question: ({ names: [which] }) => `Disable ${parent.name()} ${printable(which)}, so that ${stops}?`,
      send: (client, given) => send(client, given, false),
    },
    cli,
  );
  addWriting(parent, { name: 'enable', about: 'Undoes disable.', takes: [takes], send: (client, given) => send(client, given, true) }, cli);
}
