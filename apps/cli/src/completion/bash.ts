import { cases, filesOf, pathsOf, quoted, valuesOf } from './cases.js';
import type { Place } from './tree.js';

/** For bash 4 and newer, with or without bash-completion: a line is only compared, never evaluated. */
export function bashScript(places: readonly Place[]): string {
  const of = (place: Place, what: 'words' | 'flags'): readonly (readonly [string, string])[] =>
    place[what].length === 0 ? [] : [[quoted(place.path), `words=${quoted(place[what].map(({ name }) => name).join(' '))}`]];
  return `# interlock's completion for bash: source <(interlock completion bash)
_interlock() {
  local cur=\${COMP_WORDS[COMP_CWORD]} option=\${COMP_WORDS[COMP_CWORD-1]} path= words= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path/\${COMP_WORDS[i]}" in
      ${pathsOf(places).map(quoted).join('|')}) path="$path/\${COMP_WORDS[i]}" ;;
    esac
  done
  # --state=paid is three words to bash.
  if [[ $cur == = ]]; then cur=
  elif [[ $option == = ]]; then option=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  case "$path $option" in
${cases(valuesOf(places).map(([at, values]) => [at, values === undefined ? 'return' : `words=${quoted(values.join(' '))}`]))}
  esac
  case "$option" in
    ${filesOf(places).map(quoted).join('|')}) compopt -o default; return ;;
  esac
  if [[ -z $words && $cur == -* ]]; then
    case "$path" in
${cases(places.flatMap((place) => of(place, 'flags')))}
    esac
  elif [[ -z $words ]]; then
    case "$path" in
${cases(places.flatMap((place) => of(place, 'words')))}
    esac
  fi
  local word
  for word in $words; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
  done
}
complete -F _interlock interlock
`;
}
