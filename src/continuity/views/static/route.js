// The shortest path between two entities, over the lines that are drawn or would be once chosen.

/** The ids along the shortest path; of several, the one through the less connected, which says more. */
const route = (start, end) => {
  let layer = [start];
  const cost = new Map([[start, 0]]), before = new Map([[start, null]]);
  while (layer.length && !before.has(end)) {
    const next = new Map();
    for (const id of layer) {
      for (const other of neighbours(id).keys()) {
        if (before.has(other)) continue;
        const taken = cost.get(id) + degree(other), known = next.get(other);
        if (!known || taken < known.taken) next.set(other, { taken, id });
      }
    }
    for (const [other, { taken, id }] of next) {
      cost.set(other, taken);
      before.set(other, id);
    }
    layer = [...next.keys()];
  }
  if (!before.has(end)) return [];
  const ids = [];
  for (let at = end; at !== null; at = before.get(at)) ids.unshift(at);
  return ids;
};
const linesAlong = (ids) => new Set(ids.slice(1).flatMap((id, i) => neighbours(ids[i]).get(id) ?? []));
/** Light a path, and say what it is made of; without one, say so. */
const showPath = (ids, from = ids[0], to = ids.at(-1)) => {
  Object.assign(state, { path: { ids, lines: linesAlong(ids), from, to }, start: null, node: null, line: null });
  Object.assign(state, { seeking: false });
};
