import { pathsOf } from './cases.js';
import type { Flag, Place } from './tree.js';

/** For fish; each word with what it is. */
export function fishScript(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words, flags }) => [
    ...words.map(({ name, about }) => `complete -c interlock -n ${at(path)} -a ${quoted(name)}${aboutIt(about)}`),
    ...flags.map(
      (flag) => `complete -c interlock -n ${at(path)} -l ${quoted(flag.name.replace(/^--/, ''))}${valueOf(flag)}${aboutIt(flag.about)}`,
    ),
  ]);
  return `# interlock's completion for fish: interlock completion fish | source
function __interlock_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    if contains -- "$at/$word" ${pathsOf(places).map(quoted).join(' ')}
      set at "$at/$word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c interlock -e
complete -c interlock -f
${lines.join('\n')}
`;
}

const at = (path: string): string => quoted(`__interlock_at ${quoted(path)}`);
const aboutIt = (about: string): string => (about === '' ? '' : ` -d ${quoted(about)}`);

function valueOf({ value }: Flag): string {
  if (value === 'none') return '';
  if (value === 'file') return ' -r -F';
  return value === 'any' ? ' -x' : ` -x -a ${quoted(value.join(' '))}`;
}

/** fish knows two escapes within single quotes: of the quote and of the backslash. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
