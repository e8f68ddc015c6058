// The picture, the list beside it, and what is told of the chosen entity.
// All text comes from data blocks and is set as text; nothing here makes markup of it.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const read = (id) => JSON.parse($(id).textContent);
  const nodes = read("nodes"), edges = read("edges"), given = JSON.parse(read("options")), data = read("data");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // ---- what there is -------------------------------------------------------------------------------------------

  const byId = new Map(nodes.map((node) => [node.id, node]));
  const types = new Map(data.types.map((type) => [type.id, type]));
  const typeOf = (id) => types.get((data.entities[id] || {}).type) || { id: "", label: "other", shape: "dot", color: "#999999" };
  const labelOf = (id) => String(byId.get(id)?.label ?? id);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = new Map(
    nodes.map(({ id }) => [id, plain([labelOf(id), ...((data.entities[id] || {}).also || []), typeOf(id).label].join(" "))])
  );
  const into = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
  const beside = new Map(nodes.map(({ id }) => [id, new Map()])); // id → neighbour → edges
  edges.forEach((edge, i) => {
    edge.id ??= `line ${i}`;
    for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (byId.has(one) && byId.has(other)) into(beside.get(one), other, edge);
    }
  });
  const degree = (id) => beside.get(id).size;
  const radius = (id) => byId.get(id).size || 10;
  const factsOf = new Map();
  data.facts.forEach((fact) => fact.about.forEach((id) => into(factsOf, id, fact)));
  const ranked = [...byId.keys()].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
  const collate = new Intl.Collator("en", { numeric: true });

  // ---- small pieces --------------------------------------------------------------------------------------------

  const make = (tag, props = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child != null));
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
  const sign = ({ shape, color }) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const outline = document.createElementNS(svg.namespaceURI, OUTLINES[shape] ? "polygon" : "circle");
    const props = OUTLINES[shape] ? { points: OUTLINES[shape] } : { cx: 7, cy: 7, r: 6 };
    for (const [name, value] of Object.entries({ ...props, fill: color })) outline.setAttribute(name, value);
    for (const [name, value] of Object.entries({ class: "sign", viewBox: "0 0 14 14", "aria-hidden": "true" })) svg.setAttribute(name, value);
    svg.append(outline);
    return svg;
  };
  const count = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

  // ---- the canvas ----------------------------------------------------------------------------------------------

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  let paint = {};
  const repaint = () => {
    for (const name of ["back", "panel", "text", "soft", "line", "choice"]) paint[name] = color(name);
  };
  repaint();
  const merge = (one, other) => {
    const made = { ...one };
    for (const [key, value] of Object.entries(other)) {
      made[key] = value && made[key] && typeof value === "object" && typeof made[key] === "object" ? merge(made[key], value) : value;
    }
    return made;
  };
  const busy = edges.length > 600;
  const usual = () => ({
    autoResize: true,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e9 },
    nodes: { borderWidth: 1, color: { border: paint.back } },
    edges: { color: { color: paint.line, opacity: busy ? 0.3 : 0.5 }, width: busy ? 1.8 : 1, hoverWidth: 0, selectionWidth: 0, chosen: false },
  });
  const drawn = {
    nodes: new vis.DataSet(nodes.map(({ label, title, ...rest }) => ({ ...rest, chosen: false }))),
    edges: new vis.DataSet(edges.map(({ relations, title, ...rest }) => rest)),
  };
  const net = new vis.Network($("canvas"), drawn, merge(usual(), given));
  const surface = $("canvas").querySelector("canvas");
  surface.setAttribute("role", "img");
  surface.parentElement.tabIndex = -1; // the list is what the keyboard reaches
  surface.setAttribute(
    "aria-label",
    `${document.title}: ${count(nodes.length, "entity").replace("entitys", "entities")} and ${count(edges.length, "line")} between them. The list holds the same.`
  );

  // Labels are drawn here: the important first, none over another, more of them the closer one looks.
  const widths = new Map();
  const drawLabels = (canvas) => {
    const scale = net.getScale(), points = net.getPositions(), placed = [];
    const corner = net.DOMtoCanvas({ x: 0, y: 0 }), end = net.DOMtoCanvas({ x: surface.clientWidth, y: surface.clientHeight });
    const taken = new Map();
    const cells = (box) => {
      const found = [];
      for (let x = Math.floor(box[0] / 90); x <= Math.floor(box[2] / 90); x++)
        for (let y = Math.floor(box[1] / 30); y <= Math.floor(box[3] / 30); y++) found.push(`${x} ${y}`);
      return found;
    };
    const free = (box) =>
      !cells(box).some((cell) => (taken.get(cell) || []).some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]));
    const write = (text, x, y, size, weight, forced, ink) => {
      const key = `${weight} ${size} ${text}`, font = `${weight} ${size}px system-ui, "Segoe UI", "DejaVu Sans", sans-serif`;
      if (!widths.has(key)) {
        canvas.font = font;
        widths.set(key, canvas.measureText(text).width);
      }
      const half = widths.get(key) / 2 + 2, py = y * scale;
      const px = Math.max(corner.x * scale + half, Math.min(end.x * scale - half, x * scale)); // whole, at the rim too
      const box = [px - half, py, px + half, py + size + 3];
      if (!forced && !free(box)) return false;
      for (const cell of cells(box)) into(taken, cell, box);
      placed.push([text, px, py + 1, font, ink, size]);
      return true;
    };
    const shown = (id) => {
      const at = points[id];
      return at && !hidden(id) && at.x > corner.x && at.x < end.x && at.y > corner.y && at.y < end.y;
    };
    const below = (id) => points[id].y + radius(id) + 3 / scale;
    const cover = (id) => {
      const { x, y } = points[id], r = radius(id) * scale - 2;
      const box = [x * scale - r, y * scale - r, x * scale + r, y * scale + r];
      for (const cell of cells(box)) into(taken, cell, box);
    };
    const focus = lit();
    for (const id of ranked) if (radius(id) * scale > 8 && shown(id) && (!focus || focus.has(id))) cover(id);
    const label = (id, size, weight, forced) => shown(id) && write(labelOf(id), points[id].x, below(id), size, weight, forced, paint.text);
    for (const id of [chosen.node, hovered].filter((id) => byId.has(id))) label(id, 14, 600, true);
    let most = Math.max(14, (surface.clientWidth * surface.clientHeight) / 14000);
    for (const id of ranked) {
      if (id === chosen.node || id === hovered || (focus && !focus.has(id))) continue;
      const big = radius(id) * scale;
      if (!focus && big < 5.5 && most <= 0) continue;
      const large = big > 14 && radius(id) > 17;
      if (label(id, large ? 14 : 12, large ? 600 : 400, false)) most -= 1;
    }
    const spoken = chosen.line ? [chosen.line] : byId.has(chosen.node) ? [...beside.get(chosen.node).values()].flat() : [];
    if (spoken.length <= 40) {
      for (const { from, to, relations } of spoken) {
        if (!points[from] || !points[to] || hidden(from) || hidden(to)) continue;
        const [a, b] = [points[from], points[to]], length = Math.hypot(a.x - b.x, a.y - b.y);
        const bare = length - radius(from) - radius(to); // what of the line no node covers
        if (bare * scale < 46) continue;
        const part = (radius(from) + bare / 2) / length;
        write((relations || [])[0] || "", a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part - 7 / scale, 11, 400, false, paint.choice);
      }
    }
    canvas.save();
    canvas.scale(1 / scale, 1 / scale);
    canvas.textAlign = "center";
    canvas.textBaseline = "top";
    canvas.lineJoin = "round";
    for (const [text, x, y, font, ink] of placed.reverse()) {
      canvas.font = font;
      canvas.lineWidth = 3.5;
      canvas.strokeStyle = paint.back;
      canvas.strokeText(text, x, y);
      canvas.fillStyle = ink;
      canvas.fillText(text, x, y);
    }
    canvas.restore();
  };

  // ---- what is shown, lit and chosen -----------------------------------------------------------------------------

  const off = new Set(); // types that are filtered out
  const chosen = { node: null, line: null };
  let hovered = null, matches = null; // matches: ids that the search finds, or null without a search
  const hidden = (id) => off.has(typeOf(id).id);
  const lit = () => {
    if (chosen.line) return new Set([chosen.line.from, chosen.line.to]);
    if (chosen.node !== null) return new Set([chosen.node, ...beside.get(chosen.node).keys()]);
    return matches;
  };
  let before = { nodes: new Map(), edges: new Map() };
  const show = () => {
    const focus = lit();
    const changedNodes = [], changedEdges = [], now = { nodes: new Map(), edges: new Map() }, plainLine = usual().edges;
    const strength = Math.max(0.35, 0.9 - (focus ? focus.size : 0) / 90); // many lines lit at once are each lit less
    for (const { id } of nodes) {
      const state = hidden(id) ? "hidden" : focus && !focus.has(id) ? "dim" : "";
      now.nodes.set(id, state);
      if ((before.nodes.get(id) || "") !== state) {
        changedNodes.push({ id, hidden: state === "hidden", opacity: state === "dim" ? 0.14 : 1 });
      }
    }
    for (const edge of edges) {
      const mine = chosen.line ? edge === chosen.line : chosen.node !== null && (edge.from === chosen.node || edge.to === chosen.node);
      const state = mine ? "mine" : focus && !(focus.has(edge.from) && focus.has(edge.to)) ? "dim" : "";
      now.edges.set(edge.id, state);
      if ((before.edges.get(edge.id) || "") !== state) {
        changedEdges.push({
          id: edge.id,
          hidden: Boolean(edge.hidden) && !mine,
          color: mine ? { color: paint.choice, opacity: strength } : state ? { color: paint.line, opacity: busy ? 0.05 : 0.12 } : edge.color ?? plainLine.color,
          width: mine ? Math.max(1.6, plainLine.width) : edge.width ?? plainLine.width,
        });
      }
    }
    before = now;
    drawn.nodes.update(changedNodes);
    drawn.edges.update(changedEdges);
    net.redraw();
  };

  // ---- the list --------------------------------------------------------------------------------------------------

  const list = $("list"), options = new Map();
  const groups = [...data.types, typeOf("")].map((type) => {
    const members = nodes.map((node) => node.id).filter((id) => typeOf(id).id === type.id);
    members.sort((a, b) => collate.compare(labelOf(a), labelOf(b)) || (a < b ? -1 : 1));
    const alike = members.map(labelOf), namesakes = new Set(alike.filter((name, i) => name === alike[i - 1]));
    const group = make("div", { className: "group", role: "group", "aria-label": type.label }, make("span", { textContent: type.label, "aria-hidden": "true" }));
    members.forEach((id) => {
      const option = make(
        "div",
        { className: "entity", role: "option", id: `entity-${options.size}`, "aria-selected": "false" },
        sign({ shape: byId.get(id).shape || type.shape, color: colorOf(id, type) }),
        make("span", { className: "name", textContent: labelOf(id), title: labelOf(id) }, namesakes.has(labelOf(id)) ? make("small", { textContent: ` ${id}` }) : null),
        make("span", { className: "many", textContent: degree(id), title: count(degree(id), "line") })
      );
      option.addEventListener("click", () => choose(id));
      options.set(id, option);
      group.append(option);
    });
    return { type, members, group };
  });
  function colorOf(id, type) {
    const own = byId.get(id).color;
    return typeof own === "string" ? own : (own && own.background) || type.color;
  }
  list.append(...groups.filter(({ members }) => members.length).map(({ group }) => group));
  let active = null; // the entity that the arrow keys are on
  const visible = () => [...options.keys()].filter((id) => !options.get(id).hidden);
  /** Bring an option into the list's view, and leave the page where it is. */
  const reveal = ({ offsetTop, offsetHeight }, middle) => {
    const low = offsetTop + offsetHeight - list.clientHeight;
    if (list.scrollTop <= offsetTop && list.scrollTop >= low) return;
    if (middle) list.scrollTop = (offsetTop + low) / 2;
    else list.scrollTop = list.scrollTop > offsetTop ? offsetTop : low;
  };
  const activate = (id, middle = false) => {
    if (active !== null) options.get(active).classList.remove("active");
    active = id;
    if (id === null) return list.removeAttribute("aria-activedescendant");
    const option = options.get(id);
    option.classList.add("active");
    list.setAttribute("aria-activedescendant", option.id);
    reveal(option, middle);
  };
  const filter = () => {
    const words = plain($("search").value).split(/\s+/).filter(Boolean);
    matches = words.length ? new Set() : null;
    let found = 0;
    for (const { type, members, group } of groups) {
      let any = false;
      for (const id of members) {
        const fits = words.every((word) => searched.get(id).includes(word));
        if (matches && fits) matches.add(id);
        const in_ = fits && !off.has(type.id);
        options.get(id).hidden = !in_;
        options.get(id).style.display = in_ ? "" : "none";
        any ||= in_;
        found += in_;
      }
      group.style.display = any ? "" : "none";
    }
    $("count").textContent = found === nodes.length ? `${found.toLocaleString("en")} in all` : `${found.toLocaleString("en")} of ${nodes.length.toLocaleString("en")}`;
    if (active !== null && options.get(active).hidden) activate(null);
    show();
  };
  $("types").append(
    ...groups.filter(({ members }) => members.length).map(({ type, members }) => {
      const button = make("button", { type: "button", "aria-pressed": "true" }, sign(type), make("span", { textContent: type.label }), make("span", { className: "many", textContent: members.length }));
      button.addEventListener("click", () => {
        off.has(type.id) ? off.delete(type.id) : off.add(type.id);
        button.setAttribute("aria-pressed", String(!off.has(type.id)));
        filter();
      });
      return button;
    })
  );

  // ---- the facts -------------------------------------------------------------------------------------------------

  const FEW = 5, TELLERS = 2;
  /** The first items, and the rest behind one line that opens. */
  const some = (items, few, tag, className, word) => {
    if (items.length <= few + 1) return [make(tag, { className }, ...items)];
    const rest = make("details", {}, make("summary", { textContent: `${items.length - few} more ${word}` }), make(tag, { className }, ...items.slice(few)));
    return [make(tag, { className }, ...items.slice(0, few)), rest];
  };
  const goTo = (id, text) => {
    const button = make("button", { type: "button", className: "go", textContent: text });
    button.addEventListener("click", () => {
      choose(id);
      $("chosen").focus({ preventScroll: true });
    });
    return button;
  };
  /** A fact's words, in which the names of other entities of the picture lead to them. */
  const linked = (fact) => {
    const names = fact.about.filter((id) => id !== chosen.node && byId.has(id)).map((id) => [labelOf(id), id]);
    const sole = names.filter(([name], i) => name && names.every(([other], j) => i === j || other !== name));
    sole.sort((a, b) => b[0].length - a[0].length);
    let parts = [fact.text];
    for (const [name, id] of sole) {
      const at = parts.findIndex((part) => typeof part === "string" && part.includes(name));
      if (at < 0) continue;
      const start = parts[at].indexOf(name), text = parts[at];
      parts.splice(at, 1, text.slice(0, start), goTo(id, name), text.slice(start + name.length));
    }
    return parts;
  };
  const teller = ({ account, says, quote }) => {
    const { cite, url } = data.accounts[account];
    const safe = /^https?:\/\//.test(url);
    const who = safe ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", textContent: cite }) : make("span", { textContent: cite });
    return make("li", {}, quote ? make("q", { textContent: quote }) : null, quote ? " " : null, who, says ? make("span", { className: "says", textContent: ` as: ${says}` }) : null);
  };
  const factItem = (fact) =>
    make("li", { className: fact.followed ? "fact" : "fact lost" }, make("p", {}, ...linked(fact), fact.followed ? null : make("small", { textContent: " told, and not followed here" })), ...some(fact.tellers.map(teller), TELLERS, "ul", "tellers", "who tell it"));
  const byKind = (facts) => {
    const kinds = new Map();
    facts.forEach((fact) => into(kinds, fact.kind, fact));
    return [...kinds].flatMap(([kind, alike]) => [
      make("h3", { textContent: kind }),
      ...some(alike.map(factItem), FEW, "ul", "", "like these"),
    ]);
  };
  const tell = () => {
    const title = $("chosen"), panel = $("facts");
    title.replaceChildren();
    panel.replaceChildren();
    if (chosen.line) {
      const { from, to, relations } = chosen.line;
      const facts = (factsOf.get(from) || []).filter((fact) => fact.about.includes(to));
      title.append(`${labelOf(from)} and ${labelOf(to)}`);
      panel.append(make("p", { className: "kind", textContent: (relations || []).join(", ") }), make("p", {}, goTo(from, labelOf(from)), " · ", goTo(to, labelOf(to))), ...byKind(facts));
      return `${title.textContent}: ${count(facts.length, "fact")}`;
    }
    if (chosen.node === null) {
      title.append("What is told, and by whom");
      panel.append(
        make("p", { className: "kind", textContent: `${count(data.facts.length, "fact")} from ${count(data.accounts.length, "account")}. Choose an entity or a line, in the list or in the picture.` }),
        make("h3", { textContent: "the most connected" }),
        make("ul", { className: "start" }, ...ranked.slice(0, 12).map((id) => make("li", {}, sign({ shape: byId.get(id).shape || "dot", color: colorOf(id, typeOf(id)) }), goTo(id, labelOf(id)))))
      );
      return "";
    }
    const id = chosen.node, facts = factsOf.get(id) || [], near = [...beside.get(id)];
    title.append(sign({ shape: byId.get(id).shape || "dot", color: colorOf(id, typeOf(id)) }), labelOf(id));
    near.sort(([a], [b]) => degree(b) - degree(a) || collate.compare(labelOf(a), labelOf(b)));
    const also = ((data.entities[id] || {}).also || []).join(", ");
    panel.append(make("p", { className: "kind", textContent: typeOf(id).label + (also ? `, also ${also}` : "") }));
    if (near.length) {
      const items = near.map(([other, lines]) =>
        make("li", {}, goTo(other, labelOf(other)), make("small", { textContent: [...new Set(lines.flatMap((line) => line.relations || []))].join(", ") }))
      );
      panel.append(make("h3", { textContent: `connected with ${near.length}` }), ...some(items, 10, "ul", "near", "connected with it"));
    }
    panel.append(...byKind(facts));
    const first = facts[0], by = first && first.tellers[0] && data.accounts[first.tellers[0].account].cite;
    return `${labelOf(id)}, ${typeOf(id).label}: ${count(facts.length, "fact")}, ${count(near.length, "neighbour")}.` + (first ? ` ${first.text}${by ? `, told by ${by}` : ""}.` : "");
  };

  // ---- choosing --------------------------------------------------------------------------------------------------

  const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
  const keep = (id) => {
    try {
      history.replaceState(null, "", id === null ? "#" : `#${encodeURIComponent(id)}`);
    } catch {
      // a page inside another page has no address of its own
    }
  };
  const set = (node, line) => {
    if (chosen.node !== null && options.has(chosen.node)) options.get(chosen.node).setAttribute("aria-selected", "false");
    chosen.node = node;
    chosen.line = line;
    if (node !== null) options.get(node).setAttribute("aria-selected", "true");
    $("status").textContent = tell();
    $("told").scrollTop = 0;
    keep(node);
    show();
  };
  const choose = (id, move = true) => {
    if (!byId.has(id)) return;
    set(id, null);
    if (!options.get(id).hidden) activate(id, true);
    if (move && !hidden(id)) {
      const at = net.getPosition(id), now = net.canvasToDOM(at), margin = 60;
      const inside = now.x > margin && now.y > margin && now.x < surface.clientWidth - margin && now.y < surface.clientHeight - margin;
      if (!inside || net.getScale() < 0.5) net.moveTo({ position: at, scale: Math.max(net.getScale(), nodes.length > 150 ? 0.75 : net.getScale()), animation: motion() });
    }
  };
  const clear = () => set(null, null);

  net.on("afterDrawing", drawLabels);
  net.on("click", ({ nodes: hit, edges: lines, pointer }) => {
    if (hit.length) return choose(hit[0], false);
    const line = lines.length && edges.find((edge) => edge.id === lines[0]);
    return line && net.getEdgeAt(pointer.DOM) === line.id ? set(null, line) : clear();
  });
  net.on("hoverNode", ({ node }) => {
    hovered = node;
    surface.style.cursor = "pointer";
    net.redraw();
  });
  net.on("blurNode", () => {
    hovered = null;
    surface.style.cursor = "";
    net.redraw();
  });
  const zoom = (by) => net.moveTo({ scale: net.getScale() * by, animation: motion() });
  const whole = () => {
    net.fit({ animation: false, maxZoomLevel: nodes.length < 60 ? 2 : 1.3 });
    net.moveTo({ scale: net.getScale() * 0.9, animation: false }); // names want room at the rim
  };
  $("closer").addEventListener("click", () => zoom(1.4));
  $("farther").addEventListener("click", () => zoom(1 / 1.4));
  $("fit").addEventListener("click", whole);
  $("search").addEventListener("input", filter);
  $("search").addEventListener("keydown", (event) => {
    const [first] = visible();
    if (event.key === "ArrowDown" && first !== undefined) {
      event.preventDefault();
      activate(active ?? first);
      list.focus();
    } else if (event.key === "Enter" && first !== undefined) {
      choose(first);
    }
  });
  list.addEventListener("focus", () => {
    if (active === null) activate(chosen.node !== null && !options.get(chosen.node).hidden ? chosen.node : visible()[0] ?? null);
  });
  list.addEventListener("keydown", (event) => {
    const shown = visible(), at = shown.indexOf(active), last = shown.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 12, PageUp: at - 12, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (shown.length) activate(shown[Math.max(0, Math.min(last, to))]);
    } else if ((event.key === "Enter" || event.key === " ") && active !== null) {
      event.preventDefault();
      choose(active);
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (chosen.node !== null || chosen.line)) clear();
  });
  addEventListener("hashchange", () => fromAddress());
  dark.addEventListener("change", () => {
    repaint();
    net.setOptions(usual());
    before = { nodes: new Map(), edges: new Map() };
    show();
  });
  const fromAddress = () => {
    let id = null;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return false; // an address that somebody cut short
    }
    if (!byId.has(id) || id === chosen.node) return false;
    choose(id);
    return true;
  };

  filter();
  whole();
  if (!fromAddress()) {
    if (data.centre.length === 1 && byId.has(data.centre[0])) choose(data.centre[0], false);
    else tell();
  }
})();
