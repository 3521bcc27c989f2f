import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { stampBatch } from '../src/batch/stamp.js';
import { beginCharge } from '../src/engine/begin-charge.js';
import { beginFollowing } from '../src/engine/begin-following.js';
import { beginAttempt, claimDue, claimOne } from '../src/engine/claim.js';
import { writeFinish, type FinishInput } from '../src/engine/finish.js';
import { requestCancel } from '../src/engine/request-cancel.js';
import { createPool } from '../src/server/pool.js';

/** A process of its own with connections of its own that writes when it is told to. Its parent is racers.ts; it ends when the parent is gone. */

/** Nothing but data crosses to another process, so this one makes its ids itself. */
export type FinishMessage = Omit<FinishInput, 'newId'>;

/** The statements that race, each as the engine runs it. */
const statements = {
  beginCharge,
  beginFollowing,
  requestCancel,
  beginAttempt,
  claimDue,
  claimOne,
  stampBatch,
  writeFinish: (on: Pool, input: FinishMessage) => writeFinish(on, { ...input, newId: () => uuid() }),
};

type Statements = typeof statements;
export type Call = {
  [Name in keyof Statements]: { readonly run: Name; readonly input: Parameters<Statements[Name]>[1] };
}[keyof Statements];

export type Instruction =
  | { readonly do: 'line up'; readonly calls: readonly Call[] }
  | { readonly do: 'go' }
  | { readonly do: 'hold'; readonly call: Call }
  | { readonly do: 'commit' | 'rollback' };

/** What each call returned, or how the first of them failed. */
export type Reply = { readonly answers: readonly unknown[] } | { readonly failed: string };

const CONNECTIONS = 5;
const [url = '', applicationName = ''] = process.argv.slice(2);
const pool = createPool(url, { max: CONNECTIONS, applicationName });
// Of one connection: what is asked of it one after the other is one session, so that a transaction can be held open around a statement.
const session = createPool(url, { max: 1, applicationName });
let lined: readonly Call[] = [];

function run(on: Pool, call: Call): Promise<unknown> {
  switch (call.run) {
    case 'beginCharge':
      return statements.beginCharge(on, call.input);
    case 'beginFollowing':
      return statements.beginFollowing(on, call.input);
    case 'requestCancel':
      return statements.requestCancel(on, call.input);
    case 'beginAttempt':
      return statements.beginAttempt(on, call.input);
    case 'claimDue':
      return statements.claimDue(on, call.input);
    case 'claimOne':
      return statements.claimOne(on, call.input);
    case 'stampBatch':
      return statements.stampBatch(on, call.input);
    case 'writeFinish':
      return statements.writeFinish(on, call.input);
  }
}

async function obey(instruction: Instruction): Promise<readonly unknown[]> {
  switch (instruction.do) {
    case 'line up':
      lined = instruction.calls;
      return [];
    case 'go':
      return whenAllEnded(lined.map((call) => run(pool, call)));
    case 'hold':
      await session.query('begin');
      try {
        return [await run(session, instruction.call)];
      } catch (error) {
        await session.query('rollback');
        throw error;
      }
    case 'commit':
    case 'rollback':
      await session.query(instruction.do);
      return [];
  }
}

/** One that failed is told of when the others have ended too, so that none of them meets the next race. */
async function whenAllEnded(running: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  await Promise.allSettled(running);
  return Promise.all(running);
}

function reply(message: Reply): void {
  process.send?.(message);
}

process.on('message', (instruction: Instruction) => {
  obey(instruction).then(
    (answers) => reply({ answers }),
    (error: unknown) => reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.once('disconnect', () => process.exit());

// Every connection stands before the first race, so that none of them loses it by connecting.
await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.query('select')));
reply({ answers: [] });
