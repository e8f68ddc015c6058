// Names on the canvas: the important first, none over another, and the more the closer one looks.

const widths = new Map();
const FAMILY = 'system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif';
const fontOf = (size, weight) => `${weight} ${size}px ${FAMILY}`;
const widthOf = (canvas, text, font) => {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    canvas.font = font;
    widths.set(key, canvas.measureText(text).width);
  }
  return widths.get(key);
};
/** A name as the canvas has room for it; the list and the panel have it whole. */
const cut = (text) => (text.length > 42 ? `${[...text].slice(0, 40).join("")}…` : text);
/** A name as there is room for it between its entity and the rim. */
const within = (canvas, text, font, room) => {
  if (widthOf(canvas, text, font) <= room) return text;
  let short = [...text];
  while (short.length > 1 && widthOf(canvas, `${short.join("")}…`, font) > room) short = short.slice(0, -1);
  return `${short.join("").trimEnd()}…`;
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

const FEW_NAMES = 120; // among so many entities no name lies over a shape
/** How far the ground reaches around a text: a relation lies on its own line, which must not show between its words. */
const haloOf = (ink) => ink === paint.choice ? 8 : 3.5;

/** The texts that have room, each with its place in units of the screen from the canvas's own origin. */
const placeNames = (canvas) => {
  const scale = net.getScale(), points = net.getPositions(), placed = [], room = claims(), focus = lit();
  const width = surface.clientWidth, height = surface.clientHeight;
  const start = net.DOMtoCanvas({ x: 0, y: 0 }), end = net.DOMtoCanvas({ x: width, y: height });
  const shown = (id) => {
    const at = points[id];
    return at && !hidden(id) && at.x > start.x && at.x < end.x && at.y > start.y && at.y < end.y;
  };
  const few = ranked.length <= FEW_NAMES || ranked.filter((id) => shown(id) && (!focus || focus.has(id))).length <= FEW_NAMES;
  /** Place a text where nothing is, or in any case; `y` is its top. All measures are those of the screen. */
  const write = (text, x, y, size, weight, ink, forced = false) => {
    const font = fontOf(size, weight), half = widthOf(canvas, text, font) / 2 + 2;
    const at = Math.max(start.x * scale + half, Math.min(end.x * scale - half, x)); // whole, at the rim too
    const box = [at - half, y, at + half, y + size + 3];
    if (!forced && !room.free(box)) return false;
    room.take(box);
    placed.push({ text, x: at, y: y + 1, font, size, weight, ink });
    return true;
  };
  /** Name an entity below its node, else above it, among few also beside it; always beside it in columns. */
  const name = (id, size, weight, forced) => {
    const { x, y } = points[id], text = cut(labelOf(id)), r = radius(id), side = known(id).side;
    if (side) {
      const edge = side < 0 ? x - start.x : end.x - x, short = within(canvas, text, fontOf(size, weight), (edge - r) * scale - 10);
      const half = widthOf(canvas, short, fontOf(size, weight)) / 2 + 2;
      return write(short, x * scale + side * (r * scale + half + 4), y * scale - size / 2 - 1, size, weight, paint.text, forced);
    }
    const half = widthOf(canvas, text, fontOf(size, weight)) / 2 + 2, beside = r * scale + half + 3;
    const below = [0, (r * scale) + 3], above = [0, -(r * scale) - size - 6], level = -size / 2 - 1;
    const spots = few ? [below, above, [beside, level], [-beside, level]] : [below, above];
    const at = ([dx, dy], anyhow) => write(text, x * scale + dx, y * scale + dy, size, weight, paint.text, anyhow);
    return spots.some((spot) => at(spot, false)) || (forced && at(below, true));
  };

  for (const id of ranked) { // among many there is no place for a name but over small shapes
    const r = radius(id) * scale - 2;
    if ((r < 6 && !few) || r < 1 || !shown(id) || (focus && !focus.has(id))) continue;
    const x = points[id].x * scale, y = points[id].y * scale;
    room.take([x - r, y - r, x + r, y + r]);
  }
  const wanted = [state.seeking ? null : state.node, state.hovered, state.start, ...(state.path?.ids ?? []), ...state.pin];
  const foremost = [...new Set(wanted)].filter((id) => byId.has(id) && shown(id));
  for (const id of foremost) name(id, 14, 600, true);
  let left = Math.max(14, (width * height) / 14000);
  for (const id of ranked) {
    const seen = radius(id) * scale, side = known(id).side;
    if (foremost.includes(id) || (focus ? !focus.has(id) : seen < 5.5 && left <= 0 && !side) || !shown(id)) continue;
    const large = seen > 14 && radius(id) > 17;
    if (name(id, large ? 14 : 12, large ? 600 : 400)) left -= 1;
  }
  const mine = state.path ? [...state.path.lines]
    : state.line ? [state.line]
      : byId.has(state.node) ? [...neighbours(state.node).values()].flat() : [];
  for (const line of state.seeking || mine.length > 40 ? [] : mine) {
    const { from, to, relations } = line;
    if (!relations?.length || !points[from] || !points[to] || without(line)) continue;
    const a = points[from], b = points[to], length = Math.hypot(a.x - b.x, a.y - b.y);
    const bare = length - radius(from) - radius(to); // what of the line no node covers
    if (bare * scale < 46) continue;
    const part = (radius(from) + bare / 2) / length;
    const all = relations.join(", "), fits = widthOf(canvas, all, fontOf(11, 400)) < bare * scale - 16;
    write(fits ? all : cut(relations[0]), (a.x + (b.x - a.x) * part) * scale, (a.y + (b.y - a.y) * part) * scale - 7, 11, 400, paint.choice);
  }
  return placed.reverse();
};

const drawNames = (canvas) => {
  const scale = net.getScale(), placed = placeNames(canvas);
  canvas.save();
  canvas.scale(1 / scale, 1 / scale);
  Object.assign(canvas, { textAlign: "center", textBaseline: "top", lineJoin: "round" });
  canvas.strokeStyle = paint.back;
  for (const { text, x, y, font, ink } of placed) {
    canvas.font = font;
    canvas.lineWidth = haloOf(ink);
    canvas.strokeText(text, x, y);
    canvas.fillStyle = ink;
    canvas.fillText(text, x, y);
  }
  canvas.restore();
};
