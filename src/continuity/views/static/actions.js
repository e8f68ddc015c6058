// What can be done with an entity: a path from it, more or less around it, pin, hide; and everything as it was.

const PORTION = 60; // so many are opened around an entity at a time

const say = (text) => {
  $("hint").textContent = text;
  $("hint").hidden = !text;
  if (text) $("status").textContent = text;
};
/** The next entity that is chosen ends the path. */
const startPath = (id) => {
  state.start = id;
  say(`A path from ${labelOf(id)}: choose where it ends, in the list or in the picture. Escape lets go.`);
};
/** The path from where one was begun, or from what is chosen; without either, it begins here. */
const pathTo = (id) => {
  const from = state.start ?? state.node;
  if (from === null || from === id) return startPath(id);
  showPath(route(from, id), from, id);
  span(state.path.ids);
  return afterChoice(null);
};
const showPathAgain = () => {
  const { from, to } = state.path;
  if (hidden(from) || hidden(to)) state.path = null;
  else showPath(route(from, to), from, to);
  tell();
};
const opening = () => {
  state.only ??= new Set([...byId.keys()].filter((id) => !hidden(id)));
  return state.only;
};
/** Open what is joined to an entity and not drawn, the most connected first. */
const expand = (id) => {
  const only = opening(), more = [...beside.get(id).keys()].filter((other) => !only.has(other));
  more.sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
  for (const other of more.slice(0, PORTION)) only.add(other);
  only.add(id);
  after(more.length > PORTION ? `${count(more.length - PORTION, "more is", "more are")} joined to it: open once more.` : "");
};
/** Close what hangs on an entity alone. */
const fold = (id) => {
  const only = opening();
  for (const other of beside.get(id).keys()) {
    const others = [...beside.get(other).keys()].filter((one) => one !== id && only.has(one));
    if (!others.length && !state.pin.has(other)) only.delete(other);
  }
  after("");
};
/** Keep an entity and what is joined to it, and close all else. */
const isolate = (id) => {
  state.only = new Set([id, ...neighbours(id).keys(), ...state.pin]);
  after("");
  whole();
};
const hide = (id) => {
  state.hide.add(id);
  settle(null, null);
  refilter();
};
const pin = (id) => {
  if (!state.pin.delete(id)) state.pin.add(id);
  after("");
};
const after = (hint) => {
  refilter();
  tell();
  say(hint);
};
const closed = (id) => state.only !== null && [...beside.get(id).keys()].some((other) => !state.only.has(other));
const leaves = (id) => [...neighbours(id).keys()].some((other) => neighbours(other).size === 1);

/** The buttons of an entity. */
const actions = (id) => {
  const button = (text, title, act, more = {}) => {
    const made = make("button", { type: "button", textContent: text, title, ...more });
    made.addEventListener("click", () => {
      act(id);
      if (text !== "Path from here") $("chosen").focus({ preventScroll: true });
    });
    return made;
  };
  const can = [
    button("Path from here", "Then choose where it ends", startPath),
    closed(id) ? button("Expand", "Show more of what is joined to it", expand) : null,
    leaves(id) ? button("Fold", "Close what hangs on it alone", fold) : null,
    neighbours(id).size ? button("Only this", "Close all but it and what is joined to it", isolate) : null,
    button("Pin", "Keep it named and lit", pin, { "aria-pressed": String(state.pin.has(id)) }),
    button("Hide", "Leave it out; Reset brings it back", hide),
  ];
  return make("div", { className: "actions", role: "group", "aria-label": "What can be done with it" }, ...can.filter(Boolean));
};

/** Everything as it was when the page was opened. */
const reset = () => {
  for (const name of ["off", "relations", "hide", "pin"]) state[name].clear();
  const only = data.first.length ? new Set(data.first) : null;
  Object.assign(state, { node: null, line: null, path: null, start: null, seeking: false, show: "", season: "", community: "", only });
  $("search").value = "";
  drawn.nodes.update(nodes.filter((node) => handed.has(node) && moved.has(node.id)).map(({ id, x, y }) => ({ id, x, y })));
  moved.clear();
  say("");
  showFilters();
  renewList();
  begin();
  whole();
};
const moved = new Set(); // what was dragged away from its place
net.on("dragEnd", ({ nodes: [id] }) => {
  if (id === undefined) return;
  moved.add(id);
  net.redraw();
});
$("reset").addEventListener("click", reset);
