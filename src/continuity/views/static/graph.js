// What the page holds, by name. The files beside this one are joined into one script, in the order of page.SCRIPTS.
// All text comes from data blocks and is only ever set as text.

const $ = (id) => document.getElementById(id);
const read = (id) => JSON.parse($(id).textContent);
const nodes = read("nodes"), edges = read("edges"), given = JSON.parse(read("options")), data = read("data");

/** Add a value to the list that a map keeps for a key. */
const into = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const collate = new Intl.Collator("en", { numeric: true });

const OTHER = { id: "", label: "other", shape: "dot", color: "#999999" };
const byId = new Map(nodes.map((node) => [node.id, node]));
const types = new Map(data.types.map((type) => [type.id, type]));
const entities = new Map(Object.entries(data.entities));
const known = (id) => entities.get(String(id)) ?? {};
const typeOf = (id) => types.get(known(id).type) ?? OTHER;
/** What an entity is called, at the step of the horizon that is shown. */
const labelOf = (id) => {
  const then = state.step === null ? undefined : known(id).called?.find(([steps]) => steps & (1 << state.step));
  return String(then?.[1] ?? byId.get(id)?.label ?? id);
};
const alsoOf = (id) => known(id).also ?? [];
const markOf = (id) => known(id).mark ?? "";

const beside = new Map(nodes.map(({ id }) => [id, new Map()])); // id → neighbour → lines between them
edges.forEach((edge, i) => {
  edge.id ??= `line ${i}`;
  for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
    if (byId.has(one) && byId.has(other)) into(beside.get(one), other, edge);
  }
});
const degree = (id) => beside.get(id).size;
const radius = (id) => byId.get(id).size || 10;
/** Ids, the most connected first. */
const ranked = [...byId.keys()].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));

const factsOf = new Map();
for (const fact of data.facts) for (const id of fact.about) into(factsOf, id, fact);

/** An element with properties or attributes, and children; null children are left out. */
const make = (tag, props = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};

const OUTLINES = {
  square: "2,2 12,2 12,12 2,12",
  diamond: "7,0.5 13.5,7 7,13.5 0.5,7",
  triangle: "7,1 13.5,12.5 0.5,12.5",
  triangleDown: "0.5,1.5 13.5,1.5 7,13",
  hexagon: "3.7,1 10.3,1 13.6,7 10.3,13 3.7,13 0.4,7",
  star: "7,0.3 8.9,5 13.8,5.3 10,8.5 11.3,13.4 7,10.7 2.7,13.4 4,8.5 0.2,5.3 5.1,5",
};
/** An SVG element with its attributes. */
const draw = (tag, values, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(values)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
/** The shape and colour of a type, small. */
const sign = ({ shape, color }) => {
  const points = OUTLINES[shape];
  const outline = draw(points ? "polygon" : "circle", { ...(points ? { points } : { cx: 7, cy: 7, r: 6 }), fill: color });
  return draw("svg", { class: "sign", viewBox: "0 0 14 14", "aria-hidden": "true" }, outline);
};
const shapeOf = (id) => byId.get(id).shape || typeOf(id).shape;
/** The colour of an entity: of its community where these are shown, else what the picture gives it, or its type's. */
const colourOf = (id) => {
  const { color } = byId.get(id), community = known(id).community;
  if (state.tint === "community") return community === undefined ? OTHER.color : data.communities[community].color;
  return (typeof color === "string" ? color : color?.background) || typeOf(id).color;
};
/** The shape and colour of an entity as the picture has it. */
const signOf = (id) => sign({ shape: shapeOf(id), color: colourOf(id) });
