import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordedTerminal } from '../../testing/recorded-terminal.js';
import { run } from '../program.js';

const folder = mkdtempSync(join(tmpdir(), 'interlock-completion-'));
const path = (shell: string): string => join(folder, `interlock.${shell}`);
const SHELLS = ['bash', 'zsh', 'fish'] as const;

beforeAll(async () => {
  for (const shell of SHELLS) {
    const terminal = recordedTerminal({});
    expect(await run(['completion', shell], terminal)).toBe(0);
    writeFileSync(path(shell), terminal.said.out);
  }
  writeFileSync(join(folder, 'key.pem'), '');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What bash offers when the Tab key is pressed at the end of these words, which are those that readline makes of the line. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `source ${path('bash')}; source ${path('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); eval "complete_with=$(complete -p interlock | sed 's/.*-F \\([^ ]*\\) .*/\\1/')"
"$complete_with" interlock "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script, 'bash', ...words], { encoding: 'utf8', cwd: folder });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  it('offers commands, and what they have below them', () => {
    expect(offered('interlock', '')).toEqual(expect.arrayContaining(['order', 'case', 'day', 'verify', 'keys', 'completion']));
    expect(offered('interlock', 'acc')).toEqual(['account']);
    expect(offered('interlock', 'order', 're')).toEqual(['refresh', 'refund']);
    expect(offered('interlock', 'keys', '')).toEqual(['status', 'rotate']);
    expect(offered('interlock', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('offers the options of this command, wherever they stand', () => {
    expect(offered('interlock', 'order', 'list', '--st')).toEqual(['--state', '--store-no']);
    expect(offered('interlock', 'order', 'refund', 'A-1001', '--amount', '20.00', '--ref')).toEqual(['--refund-no']);
    expect(offered('interlock', 'store', 'list', '--yes')).toEqual([]);
  });

  it('offers what an option may be, and nothing where only the person knows', () => {
    expect(offered('interlock', 'order', 'list', '--state', 'pa')).toEqual(['paid', 'partially_refunded']);
    expect(offered('interlock', 'order', 'list', '--state', '=', 'unc')).toEqual(['uncertain']);
    expect(offered('interlock', 'order', 'list', '--state', '=')).toContain('created');
    expect(offered('interlock', 'order', 'list', '--operator', '')).toEqual([]);
    expect(offered('interlock', 'order', 'show', '')).toEqual([]);
  });

  it('evaluates nothing of what was typed', () => {
    expect(offered('interlock', 'order', `$(touch ${join(folder, 'evaluated')})`, '`touch evaluated`', '--st')).toEqual([]);
    expect(offered('interlock', '*', '~', 'order', "'", '"')).toEqual([]);
    expect(readdirSync(folder)).not.toContain('evaluated');
  });
});

describe('the scripts of the other shells', () => {
  const isHere = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined;

  it.each(SHELLS.filter(isHere))('%s can read its own', (shell) => {
    const { stderr, status } = spawnSync(shell, [shell === 'fish' ? '--no-execute' : '-n', path(shell)], { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('hold every command with what it is', async () => {
    for (const [shell, line] of [
      ['zsh', `'refund:Gives money back'`],
      ['fish', `complete -c interlock -n '__interlock_at \\'/order\\'' -a 'refund' -d 'Gives money back'`],
    ] as const) {
      const terminal = recordedTerminal({});
      await run(['completion', shell], terminal);
      expect(terminal.said.out).toContain(line);
    }
  });

  it('are refused by name', async () => {
    const terminal = recordedTerminal({});
    expect(await run(['completion', 'csh'], terminal)).toBe(2);
    expect(terminal.said.err).toContain('Allowed choices are bash, zsh, fish.');
  });
});
