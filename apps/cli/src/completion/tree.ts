import type { Command, Option } from 'commander';

/** What may stand at a place of the command line. */
interface Word {
  readonly name: string;
  readonly about: string;
}

export interface Flag extends Word {
  /** What may follow it: words, a file, anything, or nothing at all. */
  readonly value: readonly string[] | 'file' | 'any' | 'none';
}

/** A command, and what may follow it. */
export interface Place {
  /** `/order/list`; of the program itself the empty text. */
  readonly path: string;
  readonly words: readonly Word[];
  readonly flags: readonly Flag[];
}

/** Every command of the tree, as a shell's completion sees it. */
export function placesOf(command: Command, path = ''): readonly Place[] {
  const help = command.createHelp();
  const choices = (command.registeredArguments[0]?.argChoices ?? []).map((name) => ({ name, about: '' }));
  // The `help` that commander adds says what --help says.
  const named = help.visibleCommands(command).filter((one) => command.commands.includes(one));
  const words = [...named.map((one) => ({ name: one.name(), about: firstSentence(one.description()) })), ...choices];
  const flags = help.visibleOptions(command).flatMap((option) => (option.long === undefined ? [] : [flagOf(option, option.long)]));
  return [{ path, words, flags }, ...command.commands.flatMap((one) => placesOf(one, `${path}/${one.name()}`))];
}

function flagOf({ flags, description, argChoices, required }: Option, name: string): Flag {
  const value = argChoices ?? (flags.endsWith('<file>') ? 'file' : required ? 'any' : 'none');
  return { name, about: firstSentence(description), value };
}

/** What fits into a line of a list. */
function firstSentence(text: string): string {
  return text.split(/(?<=[.;:])\s/)[0]?.replace(/[.;:]$/, '') ?? '';
}
