/** A CPU profile as V8 writes it (`--cpu-prof`): a tree of functions, and which one ran at each sample. Times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface Share {
  readonly name: string;
  /** Of the time in which the process was not idle, 0 to 1. */
  readonly share: number;
}

export interface ProfileSummary {
  /** Functions by their own time, the largest first. */
  readonly functions: readonly Share[];
  /** The same time by whose code it is: a package of ours, one that we use, Node itself, the garbage collector. */
  readonly owners: readonly Share[];
}

const IDLE = '(idle)';

/** Of the last `lastMs` of a profile: a process is under load for less time than it lives. */
export function summarize(profile: CpuProfile, lastMs: number): ProfileSummary {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map<string, number>();
  const owners = new Map<string, number>();
  let left = lastMs * 1000;
  let busy = 0;
  for (let index = profile.samples.length - 1; index >= 0 && left > 0; index -= 1) {
    const frame = frames.get(profile.samples[index] ?? 0);
    const micros = profile.timeDeltas[index] ?? 0;
    left -= micros;
    if (frame === undefined || frame.functionName === IDLE) continue;
    busy += micros;
    const owner = ownerOf(frame.functionName, frame.url);
    const name = frame.url === '' ? frame.functionName : `${frame.functionName || 'anonymous'} (${placeOf(frame.url)})`;
    functions.set(name, (functions.get(name) ?? 0) + micros);
    owners.set(owner, (owners.get(owner) ?? 0) + micros);
  }
  const shares = (of: ReadonlyMap<string, number>): Share[] =>
    [...of].map(([name, micros]) => ({ name, share: micros / busy })).sort((a, b) => b.share - a.share);
  return { functions: shares(functions), owners: shares(owners) };
}

/** Frames without a file are V8's own or code in C++ that JavaScript called: sockets, hashes, JSON. */
function ownerOf(functionName: string, url: string): string {
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (url === '') return 'native code';
  if (url.startsWith('node:')) return 'node';
  const ours = OURS.exec(url);
  if (ours !== null) return `@interlock/${ours[1] ?? ''}`;
  return packageOf(url) ?? url;
}

const OURS = /\/(?:packages|apps)\/([^/]+)\/dist\//;

function packageOf(url: string): string | undefined {
  return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
}

/** Where a function stands, without what differs between machines: a source of ours, a file of a package, a module of Node's. */
function placeOf(url: string): string {
  const ours = /\/((?:packages|apps)\/[^/]+)\/dist\/(.+)\.js$/.exec(url);
  if (ours !== null) return `${ours[1] ?? ''}/src/${ours[2] ?? ''}.ts`;
  const file = packageOf(url) === undefined ? undefined : url.slice(url.lastIndexOf('/node_modules/') + '/node_modules/'.length);
  return file ?? url;
}
