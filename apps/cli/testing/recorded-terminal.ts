import type { Terminal } from '../src/terminal.js';

export interface RecordedTerminal extends Terminal {
  readonly said: { out: string; err: string; readonly passing: string[] };
}

/** A terminal that keeps what it is told; styles become marks where `marked`. */
export function recordedTerminal(env: Terminal['env'], { marked = false, columns = 120 } = {}): RecordedTerminal {
  const said = { out: '', err: '', passing: [] as string[] };
  return {
    env,
    columns,
    said,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    paint: (style, text) => (marked ? `<${[style].flat().join(' ')}>${text}</>` : text),
    passing: (text) => void said.passing.push(text),
  };
}
