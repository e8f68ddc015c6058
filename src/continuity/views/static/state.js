// What is chosen, what is left out, and what of it all is seen.

// `matches` are the ids that a search finds; `seeking` is true until something is chosen. `only` are the ids that are
// opened where not all are; `path` is shown, and `start` where the next one begins; `step` is a place of the slider.
const state = {
  node: null, line: null, hovered: null, matches: null, seeking: false, start: null, path: null,
  off: new Set(), relations: new Set(), show: "", season: "", community: "",
  hide: new Set(), pin: new Set(), only: data.first.length ? new Set(data.first) : null, step: null, tint: "type",
};
const atStep = (thing) => state.step === null || thing === undefined || (thing & (1 << state.step)) !== 0;

/** Whether the works and the community that are asked for are those of an entity. */
const fits = (id) => {
  const { works = [], community } = known(id);
  if (state.community !== "" && community !== Number(state.community)) return false;
  const work = state.season || state.show;
  return work === "" || id === data.works[work].id || works.includes(Number(work));
};
let unseen = null; // the ids that are not drawn, found once after each change
const changed = () => {
  unseen = null;
};
const hidden = (id) => {
  unseen ??= new Set(
    [...byId.keys()].filter(
      (one) =>
        state.off.has(typeOf(one).id) || state.hide.has(one) || (state.only && !state.only.has(one)) ||
        !atStep(known(one).steps) || !fits(one),
    ),
  );
  return unseen.has(id);
};
/** Whether a line is out: its relations are, an end is, or it was not yet told. */
const without = ({ from, to, relations, steps }) =>
  hidden(from) || hidden(to) || !atStep(steps) ||
  Boolean(state.relations.size && relations?.length && relations.every((name) => state.relations.has(name)));
/** Neighbour → the lines to it, of what is drawn. */
const neighbours = (id) =>
  new Map([...(beside.get(id) ?? [])].flatMap(([other, lines]) => {
    const left = lines.filter((line) => !without(line));
    return left.length ? [[other, left]] : [];
  }));
/** The ids of all ways that the picture was made for, while one of them is shown. */
const onWays = (ids) => (data.paths.some((way) => way.join() === ids.join()) ? data.paths.flat() : []);
/** The ids that stand out, or null where all do. */
const lit = () => {
  if (state.seeking && state.matches) return state.matches;
  if (state.path) return new Set([...state.path.ids, ...onWays(state.path.ids), ...state.pin]);
  if (state.line) return new Set([state.line.from, state.line.to, ...state.pin]);
  if (state.node !== null) return new Set([state.node, ...neighbours(state.node).keys(), ...state.pin]);
  return state.matches;
};
