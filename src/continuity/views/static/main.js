// Choosing, and how the page begins.

/** The address keeps what is chosen, so that it can be shared. */
const keep = (id) => {
  try {
    history.replaceState(null, "", id === null ? "#" : `#${encodeURIComponent(id)}`);
  } catch {
    // a page inside another page has no address of its own
  }
};
const settle = (node, chosenLine) => {
  options.get(state.node)?.setAttribute("aria-selected", "false");
  Object.assign(state, { node, line: chosenLine, seeking: false });
  options.get(node)?.setAttribute("aria-selected", "true");
  tell();
  keep(node);
  show();
};
const choose = (id, move = true) => {
  settle(id, null);
  if (!options.get(id).hidden) activate(id, true);
  if (move && !hidden(id)) approach(id);
};
const fromAddress = () => {
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!byId.has(id)) return false;
    if (id !== state.node) choose(id);
    return true;
  } catch {
    return false; // an address that was cut short
  }
};

net.on("click", ({ nodes: [hit], pointer }) => {
  if (hit !== undefined) return choose(hit, false);
  const at = net.getEdgeAt(pointer.DOM), found = edges.find((edge) => edge.id === at);
  return settle(null, found ?? null);
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && (state.node !== null || state.line)) settle(null, null);
});
addEventListener("hashchange", fromAddress);

filter();
whole();
if (!fromAddress()) {
  const [centre] = data.centre;
  if (data.centre.length === 1 && byId.has(centre)) choose(centre, false);
  else tell();
}
