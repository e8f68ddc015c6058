// Taking the picture away: a link, a PNG, an SVG. All of it is made here, and nothing is sent.

const captionText = [...document.querySelectorAll("header dl > div")].map((row) => row.innerText.replace(/\s+/g, " ").trim()).join(" · ");
const fileName = (ending) => `${plain(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "picture"}.${ending}`;
const download = (blob, ending) => {
  const link = make("a", { href: URL.createObjectURL(blob), download: fileName(ending) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`Saved as ${link.download}.`);
};
const HEAD = 62;

/** The picture as it is seen, with its title and what it rests on. */
const savePng = () => {
  const ratio = surface.width / surface.clientWidth, made = make("canvas", { width: surface.width, height: surface.height + HEAD * ratio });
  const canvas = made.getContext("2d");
  Object.assign(canvas, { fillStyle: paint.back, textBaseline: "top" });
  canvas.fillRect(0, 0, made.width, made.height);
  canvas.drawImage(surface, 0, HEAD * ratio);
  canvas.scale(ratio, ratio);
  Object.assign(canvas, { fillStyle: paint.text, font: fontOf(18, 600) });
  canvas.fillText(document.title, 14, 12, surface.clientWidth - 28);
  Object.assign(canvas, { fillStyle: paint.soft, font: fontOf(12, 400) });
  canvas.fillText(captionText, 14, 38, surface.clientWidth - 28);
  made.toBlob((blob) => download(blob, "png"));
};

const outline = (id, x, y, r) => {
  const points = OUTLINES[shapeOf(id)], look = { fill: colourOf(id), stroke: paint.back, "stroke-width": 0.7 };
  if (!points) return draw("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), ...look });
  const moved = points.split(" ").map((point) => point.split(",").map((at, i) => ((i ? y : x) + ((at - 7) / 6) * r).toFixed(1)).join(","));
  return draw("polygon", { points: moved.join(" "), ...look });
};
/** The part that is seen as an SVG document that stands for itself. */
const svgText = () => {
  const width = surface.clientWidth, height = surface.clientHeight, scale = net.getScale(), focus = lit();
  const at = (id) => net.canvasToDOM(net.getPosition(id));
  const inside = ({ x, y }) => x > -50 && y > -50 && x < width + 50 && y < height + 50;
  const lines = draw("g", { stroke: paint.line }), shapes = draw("g", {}), names = draw("g", { "text-anchor": "middle", "paint-order": "stroke", stroke: paint.back, "stroke-linejoin": "round" });
  for (const edge of edges) {
    if (!handed.has(edge) || drawn.edges.get(edge.id)?.hidden) continue;
    const a = at(edge.from), b = at(edge.to), look = drawn.edges.get(edge.id);
    if (!inside(a) && !inside(b)) continue;
    const { color: stroke = paint.line, opacity = 0.5 } = look.color ?? line().color;
    lines.append(draw("line", { x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1), stroke, "stroke-opacity": opacity, "stroke-width": ((look.width ?? 1) * scale).toFixed(2) }));
  }
  for (const { id } of nodes) {
    if (hidden(id) || !inside(at(id))) continue;
    const { x, y } = at(id), shape = outline(id, x, y, radius(id) * scale);
    if (focus && !focus.has(id)) shape.setAttribute("opacity", String(DIM));
    shape.append(draw("title", {}, `${labelOf(id)}, ${typeOf(id).label}`));
    shapes.append(shape);
  }
  const origin = net.canvasToDOM({ x: 0, y: 0 });
  for (const { text, x, y, size, weight, ink } of placeNames(surface.getContext("2d"))) {
    names.append(draw("text", { x: (x + origin.x).toFixed(1), y: (y + origin.y + size * 0.8).toFixed(1), "font-size": size, "font-weight": weight, fill: ink, "stroke-width": haloOf(ink) }, text));
  }
  const head = draw("g", { fill: paint.text }, draw("text", { x: 14, y: -36, "font-size": 18, "font-weight": 600 }, document.title), draw("text", { x: 14, y: -14, "font-size": 12, fill: paint.soft }, captionText));
  const svg = draw("svg", { viewBox: `0 ${-HEAD} ${width} ${height + HEAD}`, width, height: height + HEAD, "font-family": FAMILY, role: "img" },
    draw("title", {}, document.title), draw("desc", {}, captionText), draw("rect", { x: 0, y: -HEAD, width, height: height + HEAD, fill: paint.back }), lines, shapes, names, head);
  return new XMLSerializer().serializeToString(svg);
};
const saveSvg = () => download(new Blob([svgText()], { type: "image/svg+xml" }), "svg");

/** The address with all that is chosen: to the clipboard, or to be copied by hand. */
const share = async () => {
  keep();
  const link = location.href.startsWith("about:") ? location.hash : location.href;
  try {
    await navigator.clipboard.writeText(link);
    say("The link to what is shown is in the clipboard.");
  } catch {
    say("");
    $("link").hidden = false;
    $("link").value = link;
    $("link").focus();
    $("link").select();
  }
};
$("link").addEventListener("blur", () => {
  $("link").hidden = true;
});
$("share").addEventListener("click", share);
$("png").addEventListener("click", savePng);
$("svg").addEventListener("click", saveSvg);
