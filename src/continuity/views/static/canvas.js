// The canvas: lines and nodes by vis-network, names by ourselves.

repaint();

/** Options over other options, key by key. */
const over = (one, other) => {
  const made = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const both = value && made[key] && typeof value === "object" && typeof made[key] === "object";
    made[key] = both ? over(made[key], value) : value;
  }
  return made;
};
const busy = edges.length > 600 && !data.first.length;
const thick = Math.max(1.1, 0.07 * Math.sqrt(nodes.length)); // a large picture is seen from afar
const line = () => ({ color: { color: paint.line, opacity: busy ? 0.3 : 0.55 }, width: thick });
const usual = () => {
  const ours = {
    autoResize: true,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, selectConnectedEdges: false, keyboard: false },
    nodes: { borderWidth: 1 },
    edges: { ...line(), hoverWidth: 0, selectionWidth: 0, chosen: false },
  };
  return over(ours, given);
};

// What is not opened yet is not handed to the library: it draws what it has, and looks at all that it has.
const nodeRecord = ({ label, title, ...rest }) => ({ ...rest, chosen: false });
const edgeRecord = ({ relations, label, title, steps, main, ...rest }) => rest;
const DIM = data.paths.length ? 0.4 : 0.16; // what stands beside a path is seen with it
const opened = (id) => !state.only || state.only.has(id);
const handed = new Set(nodes.filter(({ id }) => opened(id)));
for (const edge of edges) if (opened(edge.from) && opened(edge.to)) handed.add(edge);
const drawn = {
  nodes: new vis.DataSet(nodes.filter((node) => handed.has(node)).map(nodeRecord)),
  edges: new vis.DataSet(edges.filter((edge) => handed.has(edge)).map(edgeRecord)),
};
const net = new vis.Network($("canvas"), drawn, usual());
const surface = $("canvas").querySelector("canvas");
surface.parentElement.tabIndex = -1; // the list is what the keyboard reaches
surface.setAttribute("role", "img");
const amount = `${count(nodes.length, "entity", "entities")} and ${count(edges.length, "line")} between them`;
surface.setAttribute("aria-label", `${document.title}: ${amount}. The list holds the same.`);
net.on("afterDrawing", drawNames);

// ---- what stands out ---------------------------------------------------------------------------------------------

let before = new Map(); // node or edge → how it was drawn last
/** Draw what has changed since the last time. */
const show = () => {
  changed();
  const focus = lit(), now = new Map(), usualLine = line(), wide = Math.max(1.6, usualLine.width);
  const strength = Math.max(0.35, 0.9 - (focus ? focus.size : 0) / 90); // many lines lit at once are each lit less
  const looks = {
    plain: (edge) => ({ color: edge.color ?? usualLine.color, width: edge.width ?? usualLine.width }),
    mine: () => ({ color: { color: paint.choice, opacity: state.path ? 0.95 : strength }, width: state.path ? 3 : wide }),
    dim: (edge) => ({ color: { color: paint.line, opacity: data.paths.length ? 0.3 : busy ? 0.05 : 0.14 }, width: edge.width ?? usualLine.width }),
  };
  const newNodes = [], newEdges = [];
  for (const node of nodes) {
    const out = hidden(node.id);
    const how = out ? "hidden" : `${focus && !focus.has(node.id) ? "dim" : "plain"} ${state.tint} ${state.pin.has(node.id)}`;
    now.set(node, how);
    if (!handed.has(node)) {
      if (out) continue;
      handed.add(node);
      drawn.nodes.add(nodeRecord(node));
    }
    if ((before.get(node) ?? "plain type false") === how) continue;
    const look = { hidden: out, opacity: how.startsWith("dim") ? DIM : 1, borderWidth: state.pin.has(node.id) ? 4 : 1 };
    newNodes.push({ id: node.id, ...look, color: state.tint === "type" ? node.color ?? colourOf(node.id) : colourOf(node.id) });
  }
  for (const edge of edges) {
    const mine = state.path ? state.path.lines.has(edge)
      : state.line ? edge === state.line : state.node !== null && [edge.from, edge.to].includes(state.node);
    const among = !focus || (!state.path && focus.has(edge.from) && focus.has(edge.to));
    const out = without(edge) || Boolean(edge.hidden && !mine);
    const how = out ? "hidden" : mine && !state.seeking ? `mine ${Boolean(state.path)}` : among ? "plain" : "dim";
    now.set(edge, how);
    if (!handed.has(edge)) {
      if (out) continue;
      handed.add(edge);
      drawn.edges.add(edgeRecord(edge));
    }
    if ((before.get(edge) ?? "plain") !== how) newEdges.push({ id: edge.id, hidden: out, ...(out ? {} : looks[how.split(" ")[0]](edge)) });
  }
  before = now;
  drawn.nodes.update(newNodes);
  drawn.edges.update(newEdges);
  net.redraw();
};
const recolour = () => {
  repaint();
  net.setOptions(usual());
  before = new Map([...nodes, ...edges].map((thing) => [thing, "in the other colours"]));
  show();
};
dark.addEventListener("change", recolour);

// ---- where one looks ---------------------------------------------------------------------------------------------

const zoom = (by) => net.moveTo({ scale: net.getScale() * by, animation: motion() });
const whole = () => {
  const seen = nodes.filter(({ id }) => !hidden(id)).map(({ id }) => id);
  if (data.sided && seen.length) { // names stand beside, and want more room there than anything drawn
    const at = seen.map((id) => net.getPosition(id)), width = surface.clientWidth, height = surface.clientHeight;
    const [left, right] = [Math.min, Math.max].map((of) => of(...at.map(({ x }) => x)));
    const [top, bottom] = [Math.min, Math.max].map((of) => of(...at.map(({ y }) => y)));
    const scale = Math.min((width - 2 * Math.min(170, width * 0.25)) / (right - left || 1), (height - 110) / (bottom - top || 1), 1.3);
    net.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
    return;
  }
  net.fit({ nodes: seen, animation: false, maxZoomLevel: seen.length < 60 ? 2 : 1.3, minZoomLevel: 0.01 });
  // Names want room at the rim, and below there may be the slider.
  const below = data.steps.length ? 56 : 0, room = 0.95 * (1 - below / surface.clientHeight);
  net.moveTo({ position: net.getViewPosition(), offset: { x: 0, y: -below / 2 }, scale: net.getScale() * room, animation: false });
};
/** Bring an entity into sight, near enough to be read. */
const approach = (id) => {
  const at = net.getPosition(id), { x, y } = net.canvasToDOM(at), scale = net.getScale(), rim = 60;
  const inside = x > rim && y > rim && x < surface.clientWidth - rim && y < surface.clientHeight - rim;
  const near = nodes.length > 150 ? Math.max(scale, 0.75) : scale;
  if (!inside || scale < 0.5) net.moveTo({ position: at, scale: near, animation: motion() });
};
/** Bring all of a path into sight, where an end of it is not. */
const span = (ids) => {
  const inside = ids.map((id) => net.canvasToDOM(net.getPosition(id))).every(({ x, y }) =>
    x > 60 && y > 60 && x < surface.clientWidth - 60 && y < surface.clientHeight - 60);
  if (!inside) net.fit({ nodes: ids, maxZoomLevel: net.getScale(), minZoomLevel: 0.01, animation: motion() });
};
const hover = (id) => {
  state.hovered = id;
  surface.style.cursor = id === null ? "" : "pointer";
  net.redraw();
};
net.on("hoverNode", ({ node }) => hover(node));
net.on("blurNode", () => hover(null));
