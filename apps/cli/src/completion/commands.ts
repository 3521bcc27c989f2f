import { Argument, type Command } from 'commander';
import type { Cli } from '../frame/cli.js';
import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import { placesOf } from './tree.js';
import { zshScript } from './zsh.js';

const shells = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/**
 * `completion <shell>`: a script made of the tree as it stands. It holds every word itself, so that a key press starts no program and evaluates
 * nothing of what was typed, which the libraries for this do.
 */
export function addCompletion(program: Command, { terminal }: Cli): void {
  program
    .command('completion')
    .description('Prints what completes these commands in a shell: source <(interlock completion bash).')
    .addArgument(new Argument('<shell>').choices(Object.keys(shells)))
    .addHelpText(
      'after',
      `
To have it in every shell:
  bash   echo 'source <(interlock completion bash)' >> ~/.bashrc
  zsh    echo 'source <(interlock completion zsh)' >> ~/.zshrc     (after compinit)
  fish   interlock completion fish > ~/.config/fish/completions/interlock.fish`,
    )
    .action((shell: keyof typeof shells) => {
      terminal.out(shells[shell](placesOf(program)));
    });
}
