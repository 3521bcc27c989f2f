import { cases, filesOf, pathsOf, quoted, valuesOf } from './cases.js';
import type { Place } from './tree.js';

/** For zsh with compinit; each word with what it is. */
export function zshScript(places: readonly Place[]): string {
  const of = (place: Place, what: 'words' | 'flags'): readonly (readonly [string, string])[] =>
    place[what].length === 0 ? [] : [[quoted(place.path), `found=(${place[what].map(described).join(' ')})`]];
  return `#compdef interlock
# interlock's completion for zsh: source <(interlock completion zsh), after compinit
_interlock() {
  local at= word option=\${words[CURRENT-1]}
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at/$word" in
      ${pathsOf(places).map(quoted).join('|')}) at="$at/$word" ;;
    esac
  done
  # --state=paid is one word to zsh.
  if [[ $PREFIX == --*=* ]]; then
    option=\${PREFIX%%=*}
    compset -P 1 '*='
  fi
  case "$at $option" in
${cases(valuesOf(places).map(([pattern, values]) => [pattern, values === undefined ? 'return 1' : `compadd -- ${values.map(quoted).join(' ')}; return`]))}
  esac
  case "$option" in
    ${filesOf(places).map(quoted).join('|')}) _files; return ;;
  esac
  if [[ $PREFIX == -* ]]; then
    case "$at" in
${cases(places.flatMap((place) => of(place, 'flags')))}
    esac
  else
    case "$at" in
${cases(places.flatMap((place) => of(place, 'words')))}
    esac
  fi
  (( $#found )) && _describe -t words word found
}
if [[ $funcstack[1] == _interlock ]]; then _interlock "$@"; else compdef _interlock interlock; fi
`;
}

/** "name:what it is", as _describe reads it. */
function described({ name, about }: { readonly name: string; readonly about: string }): string {
  return quoted(about === '' ? name : `${name.replaceAll(':', '\\:')}:${about.replaceAll(':', '\\:')}`);
}
