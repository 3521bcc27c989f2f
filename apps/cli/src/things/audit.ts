import type { Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { addListing } from '../frame/listing.js';

export function addAudit(program: Command, cli: Cli): void {
  const audit = program.command('audit').description('Who changed which setting, when and from where.');
  addListing(
    audit,
    {
      about: 'Newest first; before and after with --json.',
      columns: { at: 'at', actor: 'actor', action: 'action', kind: 'subject.type', subject: 'subject.id', from: 'address' },
      filters: [
        { name: 'subject', about: 'what was changed, by its id' },
        { name: 'actor', about: 'who changed it' },
        { name: 'from', about: 'at this moment or after it, 2026-11-21T00:00:00Z' },
        { name: 'to', about: 'before this moment' },
      ],
      ask: async (client, { query }) => {
        const { data } = await client.GET('/v1/audit', { params: { query } });
        return { rows: data?.entries, nextCursor: data?.nextCursor };
      },
    },
    cli,
  );
}
