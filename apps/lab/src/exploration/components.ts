/**
 * The strongly connected components of a graph that no edge leaves (Tarjan, without recursion): where things come to rest if only what must happen
 * does. `edges` of node n are `targets[starts[n]] … targets[starts[n + 1] - 1]`.
 */
export function restingComponents(starts: Uint32Array, targets: Uint32Array): number[][] {
  const count = starts.length - 1;
  const index = new Uint32Array(count);
  const low = new Uint32Array(count);
  const component = new Uint32Array(count);
  const stack: number[] = [];
  const path: number[] = [];
  const next = new Uint32Array(count);
  const resting: number[][] = [];
  let seen = 0;
  let components = 0;
  const enter = (node: number): void => {
    seen += 1;
    index[node] = low[node] = seen;
    next[node] = at(starts, node);
    stack.push(node);
    path.push(node);
  };
  for (let root = 0; root < count; root += 1) {
    if (index[root] !== 0) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = at(next, node);
      if (edge < at(starts, node + 1)) {
        next[node] = edge + 1;
        const target = at(targets, edge);
        if (at(index, target) === 0) enter(target);
        // A component that is complete has a number; what is on the stack has none yet.
        else if (at(component, target) === 0) low[node] = Math.min(at(low, node), at(index, target));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low[above] = Math.min(at(low, above), at(low, node));
      if (at(low, node) !== at(index, node)) continue;
      components += 1;
      const members = stack.splice(stack.lastIndexOf(node));
      for (const member of members) component[member] = components;
      const leaves = members.some((member) => {
        for (let each = at(starts, member); each < at(starts, member + 1); each += 1)
          if (at(component, at(targets, each)) !== components) return true;
        return false;
      });
      if (!leaves) resting.push(members);
    }
  }
  return resting;
}

function at(of: Uint32Array, place: number): number {
  const value = of[place];
  if (value === undefined) throw new RangeError(`nothing at ${String(place)}`);
  return value;
}
