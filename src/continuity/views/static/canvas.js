// The canvas: lines and nodes by vis-network, names by ourselves.

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

const paint = {};
const repaint = () => {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["back", "text", "line", "choice"]) paint[name] = style.getPropertyValue(`--${name}`).trim();
};
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
const busy = edges.length > 600;
const line = () => ({ color: { color: paint.line, opacity: busy ? 0.3 : 0.5 }, width: busy ? 1.8 : 1 });
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

const drawn = {
  nodes: new vis.DataSet(nodes.map(({ label, title, ...rest }) => ({ ...rest, chosen: false }))),
  edges: new vis.DataSet(edges.map(({ relations, label, title, ...rest }) => rest)),
};
const net = new vis.Network($("canvas"), drawn, usual());
const surface = $("canvas").querySelector("canvas");
surface.parentElement.tabIndex = -1; // the list is what the keyboard reaches
surface.setAttribute("role", "img");
const amount = `${count(nodes.length, "entity", "entities")} and ${count(edges.length, "line")} between them`;
surface.setAttribute("aria-label", `${document.title}: ${amount}. The list holds the same.`);

// ---- names: the important first, none over another, and the more the closer one looks -----------------------------

const widths = new Map();
const fontOf = (size, weight) => `${weight} ${size}px system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif`;
const widthOf = (canvas, text, font) => {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    canvas.font = font;
    widths.set(key, canvas.measureText(text).width);
  }
  return widths.get(key);
};

/** Boxes that are taken, found by the cells of a coarse grid. */
const claims = () => {
  const taken = new Map();
  const cells = function* ([left, top, right, bottom]) {
    for (let x = Math.floor(left / 90); x <= Math.floor(right / 90); x++) {
      for (let y = Math.floor(top / 30); y <= Math.floor(bottom / 30); y++) yield `${x} ${y}`;
    }
  };
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    free: (box) => [...cells(box)].every((cell) => (taken.get(cell) ?? []).every((other) => !meet(box, other))),
    take: (box) => [...cells(box)].forEach((cell) => into(taken, cell, box)),
  };
};

const drawNames = (canvas) => {
  const scale = net.getScale(), points = net.getPositions(), placed = [], room = claims(), focus = lit();
  const width = surface.clientWidth, height = surface.clientHeight;
  const start = net.DOMtoCanvas({ x: 0, y: 0 }), end = net.DOMtoCanvas({ x: width, y: height });
  const shown = (id) => {
    const at = points[id];
    return at && !hidden(id) && at.x > start.x && at.x < end.x && at.y > start.y && at.y < end.y;
  };
  /** Place a text where nothing is, or in any case; `y` is its top. All measures are those of the screen. */
  const write = (text, x, y, size, weight, ink, forced = false) => {
    const font = fontOf(size, weight), half = widthOf(canvas, text, font) / 2 + 2;
    const at = Math.max(start.x * scale + half, Math.min(end.x * scale - half, x)); // whole, at the rim too
    const box = [at - half, y, at + half, y + size + 3];
    if (!forced && !room.free(box)) return false;
    room.take(box);
    placed.push({ text, x: at, y: y + 1, font, ink });
    return true;
  };
  /** Name an entity below its node, else above it. */
  const name = (id, size, weight, forced) => {
    const { x, y } = points[id], text = labelOf(id), r = radius(id);
    const at = (top) => write(text, x * scale, top, size, weight, paint.text, forced);
    return at((y + r) * scale + 3) || at((y - r) * scale - size - 6);
  };

  for (const id of ranked) {
    const r = radius(id) * scale - 2;
    if (r < 6 || !shown(id) || (focus && !focus.has(id))) continue;
    const x = points[id].x * scale, y = points[id].y * scale;
    room.take([x - r, y - r, x + r, y + r]);
  }
  const foremost = [state.seeking ? null : state.node, state.hovered].filter((id) => byId.has(id) && shown(id));
  for (const id of foremost) name(id, 14, 600, true);
  let left = Math.max(14, (width * height) / 14000);
  for (const id of ranked) {
    const seen = radius(id) * scale;
    if (foremost.includes(id) || (focus ? !focus.has(id) : seen < 5.5 && left <= 0) || !shown(id)) continue;
    const large = seen > 14 && radius(id) > 17;
    if (name(id, large ? 14 : 12, large ? 600 : 400)) left -= 1;
  }
  const mine = state.line ? [state.line] : byId.has(state.node) ? [...beside.get(state.node).values()].flat() : [];
  for (const { from, to, relations } of state.seeking || mine.length > 40 ? [] : mine) {
    if (!relations?.length || !points[from] || !points[to] || hidden(from) || hidden(to)) continue;
    const a = points[from], b = points[to], length = Math.hypot(a.x - b.x, a.y - b.y);
    const bare = length - radius(from) - radius(to); // what of the line no node covers
    if (bare * scale < 46) continue;
    const part = (radius(from) + bare / 2) / length;
    write(relations[0], (a.x + (b.x - a.x) * part) * scale, (a.y + (b.y - a.y) * part) * scale - 7, 11, 400, paint.choice);
  }

  canvas.save();
  canvas.scale(1 / scale, 1 / scale);
  Object.assign(canvas, { textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 3.5 });
  canvas.strokeStyle = paint.back;
  for (const { text, x, y, font, ink } of placed.reverse()) {
    canvas.font = font;
    canvas.strokeText(text, x, y);
    canvas.fillStyle = ink;
    canvas.fillText(text, x, y);
  }
  canvas.restore();
};
net.on("afterDrawing", drawNames);

// ---- what stands out ---------------------------------------------------------------------------------------------

let before = new Map(); // node or edge → how it was drawn last
/** Draw what has changed since the last time. */
const show = () => {
  const focus = lit(), now = new Map(), usualLine = line();
  const strength = Math.max(0.35, 0.9 - (focus ? focus.size : 0) / 90); // many lines lit at once are each lit less
  const looks = {
    plain: (edge) => ({ color: edge.color ?? usualLine.color, width: edge.width ?? usualLine.width }),
    mine: () => ({ color: { color: paint.choice, opacity: strength }, width: Math.max(1.6, usualLine.width) }),
    dim: (edge) => ({ color: { color: paint.line, opacity: busy ? 0.05 : 0.12 }, width: edge.width ?? usualLine.width }),
  };
  const changed = (item, how) => {
    now.set(item, how);
    return (before.get(item) ?? "plain") !== how;
  };
  const newNodes = [], newEdges = [];
  for (const node of nodes) {
    const how = hidden(node.id) ? "hidden" : focus && !focus.has(node.id) ? "dim" : "plain";
    if (changed(node, how)) newNodes.push({ id: node.id, hidden: how === "hidden", opacity: how === "dim" ? 0.14 : 1 });
  }
  for (const edge of edges) {
    const mine = state.line ? edge === state.line : state.node !== null && [edge.from, edge.to].includes(state.node);
    const among = !focus || (focus.has(edge.from) && focus.has(edge.to));
    const out = hidden(edge.from) || hidden(edge.to) || Boolean(edge.hidden && !mine);
    const how = out ? "hidden" : mine && !state.seeking ? "mine" : among ? "plain" : "dim";
    if (changed(edge, how)) newEdges.push({ id: edge.id, hidden: out, ...(out ? {} : looks[how](edge)) });
  }
  before = now;
  drawn.nodes.update(newNodes);
  drawn.edges.update(newEdges);
  net.redraw();
};

dark.addEventListener("change", () => {
  repaint();
  net.setOptions(usual());
  before = new Map(edges.map((edge) => [edge, "in the other colours"]));
  show();
});

// ---- where one looks ---------------------------------------------------------------------------------------------

const zoom = (by) => net.moveTo({ scale: net.getScale() * by, animation: motion() });
const whole = () => {
  net.fit({ animation: false, maxZoomLevel: nodes.length < 60 ? 2 : 1.3 });
  net.moveTo({ scale: net.getScale() * 0.95, animation: false }); // names want room at the rim
};
/** Bring an entity into sight, near enough to be read. */
const approach = (id) => {
  const at = net.getPosition(id), { x, y } = net.canvasToDOM(at), scale = net.getScale(), rim = 60;
  const inside = x > rim && y > rim && x < surface.clientWidth - rim && y < surface.clientHeight - rim;
  const near = nodes.length > 150 ? Math.max(scale, 0.75) : scale;
  if (!inside || scale < 0.5) net.moveTo({ position: at, scale: near, animation: motion() });
};
const hover = (id) => {
  state.hovered = id;
  surface.style.cursor = id === null ? "" : "pointer";
  net.redraw();
};
net.on("hoverNode", ({ node }) => hover(node));
net.on("blurNode", () => hover(null));
$("closer").addEventListener("click", () => zoom(1.4));
$("farther").addEventListener("click", () => zoom(1 / 1.4));
$("fit").addEventListener("click", whole);
