// Choosing, the buttons of the picture, and how the page begins.

/** What follows from any choice: the panel, the list, the address, the picture. */
const afterChoice = (id) => {
  for (const [one, line] of options) line.setAttribute("aria-selected", String(one === id));
  if (state.start === null) say("");
  tell();
  keep();
  show();
};
const settle = (node, chosenLine) => {
  Object.assign(state, { node, line: chosenLine, path: null, seeking: false });
  afterChoice(node);
};
const choose = (id, move = true) => {
  if (state.start !== null && state.start !== id) return pathTo(id);
  state.start = null;
  if (state.only && !state.only.has(id)) {
    opening().add(id);
    filter();
  }
  settle(id, null);
  if (visible().includes(id)) activate(id, true);
  if (move && !hidden(id)) approach(id);
  return undefined;
};
const setTint = (tint) => {
  state.tint = tint;
  $("tint").setAttribute("aria-pressed", String(tint === "community"));
  renewList();
  tell();
};
/** What the page opens on, where its address says nothing. */
const begin = () => {
  const [centre] = data.centre;
  if (data.paths.length) {
    showPath(data.paths[0]);
    afterChoice(null);
  } else if (data.centre.length === 1 && byId.has(centre)) choose(centre, false);
  else settle(null, null);
};

net.on("click", ({ nodes: [hit], pointer, event }) => {
  if (hit !== undefined) return event.srcEvent?.shiftKey ? pathTo(hit) : choose(hit, false);
  const at = net.getEdgeAt(pointer.DOM), found = edges.find((edge) => edge.id === at);
  return settle(null, found ?? null);
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (state.start !== null) {
    state.start = null;
    say("");
  } else if (state.node !== null || state.line || state.path) settle(null, null);
});
$("closer").addEventListener("click", () => zoom(1.4));
$("farther").addEventListener("click", () => zoom(1 / 1.4));
$("fit").addEventListener("click", whole);
$("tint").hidden = data.communities.length < 2;
$("tint").addEventListener("click", () => {
  setTint(state.tint === "type" ? "community" : "type");
  keep();
});
$("theme").addEventListener("click", () => {
  const order = themes();
  setTheme(order[(order.indexOf(themeNow()) + 1) % order.length]);
  recolour();
  keep();
});
addEventListener("hashchange", fromAddress);
let before_ = null; // the colours to come back to after printing
addEventListener("beforeprint", () => {
  before_ = themeNow();
  setTheme("light");
  recolour();
  for (const more of document.querySelectorAll("#facts details")) more.open = true;
});
addEventListener("afterprint", () => {
  setTheme(before_);
  recolour();
});

setTheme(themeNow());
showFilters();
filter();
whole();
if (!fromAddress()) begin();
