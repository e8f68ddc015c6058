// What is told of the chosen entity, line or path, and by whom.

const FEW = 5, TELLERS = 2, NEAR = 10;

/** The first items of a list, and the rest behind one line that opens. */
const some = (items, few, className, word) => {
  const ul = (part) => make("ul", { className }, ...part);
  if (items.length <= few + 1) return [ul(items)];
  const summary = make("summary", { textContent: `${items.length - few} more ${word}` });
  return [ul(items.slice(0, few)), make("details", {}, summary, ul(items.slice(few)))];
};
const goTo = (id, text = labelOf(id)) => {
  const button = make("button", { type: "button", className: "go", textContent: text });
  button.addEventListener("click", () => {
    choose(id);
    $("chosen").focus({ preventScroll: true });
  });
  return button;
};

/** A fact's words, in which the names of other entities of the picture lead to them. */
const linked = (fact) => {
  const names = fact.about.filter((id) => id !== state.node && byId.has(id)).map((id) => [labelOf(id), id]);
  const sole = names.filter(([name], i) => name && names.every(([other], j) => i === j || other !== name));
  const parts = [fact.text];
  for (const [name, id] of sole.sort((a, b) => b[0].length - a[0].length)) {
    const found = new RegExp(`${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?! S\\d| season \\d)`, "u"); // not of "Daredevil S1E01"
    const at = parts.findIndex((part) => typeof part === "string" && found.test(part));
    if (at < 0) continue;
    const text = parts[at], start = text.search(found);
    parts.splice(at, 1, text.slice(0, start), goTo(id, name), text.slice(start + name.length));
  }
  return parts;
};
const teller = ({ source, says, quote }) => {
  const { cite, url } = data.sources[source];
  const who = /^https?:\/\//.test(url)
    ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", textContent: cite })
    : make("span", { textContent: cite });
  const line = make("li");
  if (quote) line.append(make("q", { textContent: quote }), " ");
  line.append(who);
  if (says) line.append(make("span", { className: "says", textContent: ` as: ${says}` }));
  return line;
};
const factLine = (fact) => {
  const words = make("p", {}, ...linked(fact));
  if (!fact.followed) words.append(make("small", { textContent: " told, and not followed by this canon" }));
  const tellers = some(fact.tellers.map(teller), TELLERS, "tellers", "who tell it");
  return make("li", { className: fact.followed ? "fact" : "fact lost" }, words, ...tellers);
};
const byKind = (facts) => {
  const kinds = new Map();
  for (const fact of facts) into(kinds, fact.kind, fact);
  return [...kinds].flatMap(([kind, alike]) => [heading(kind), ...some(alike.map(factLine), FEW, "", "like these")]);
};
const heading = (text) => make("h3", { textContent: text });
const aside = (text) => make("p", { className: "kind", textContent: text });
/** What is told of an entity at the step that is shown. */
const toldOf = (id) => (factsOf.get(id) ?? []).filter(({ steps }) => atStep(steps));
const toldOfBoth = (a, b) => toldOf(a).filter((fact) => fact.about.includes(b));
const wordsFor = (lines) => [...new Set(lines.flatMap((line) => line.relations ?? []))].join(", ");

const tellNothing = () => {
  const told = data.facts.filter(({ steps }) => atStep(steps)).length;
  const amount = `${count(told, "fact")} from ${count(data.accounts, "account")}.`;
  const first = ranked.filter((id) => !hidden(id)).slice(0, 12).map((id) => make("li", {}, signOf(id), goTo(id)));
  $("chosen").append("What is told, and by whom");
  $("facts").append(aside(`${amount} Choose an entity or a line, in the list or in the picture.`));
  $("facts").append(heading("the most connected"), make("ul", { className: "start" }, ...first));
  if (state.tint === "community") {
    const named = data.communities.slice(0, 24).map(({ name, color, many }) =>
      make("li", {}, sign({ shape: "dot", color }), make("span", { textContent: name }), make("small", { textContent: ` ${many}` })));
    $("facts").append(heading("communities"), make("ul", { className: "start" }, ...named));
  }
  return "";
};
const tellLine = ({ from, to, relations }) => {
  const facts = toldOfBoth(from, to);
  $("chosen").append(`${labelOf(from)} and ${labelOf(to)}`);
  $("facts").append(aside((relations ?? []).join(", ")), make("p", {}, goTo(from), " · ", goTo(to)), ...byKind(facts));
  return `${labelOf(from)} and ${labelOf(to)}: ${count(facts.length, "fact")}.`;
};
const tellPath = ({ ids, from, to }) => {
  $("chosen").append(`${labelOf(from)} to ${labelOf(to)}`);
  if (!ids.length) {
    $("facts").append(aside("Nothing that is drawn joins the two."));
    return `Nothing that is drawn joins ${labelOf(from)} and ${labelOf(to)}.`;
  }
  $("facts").append(aside(`${count(ids.length - 1, "step")}, the shortest way over what is drawn`));
  const ways = data.paths.length > 1 ? data.paths.map((way, i) => {
    const now = way.join() === ids.join();
    const button = make("button", { type: "button", "aria-pressed": String(now), textContent: `way ${i + 1}` });
    button.addEventListener("click", () => {
      showPath(way);
      tell();
      filter();
      $("chosen").focus({ preventScroll: true });
    });
    return button;
  }) : [];
  if (ways.length) $("facts").append(make("div", { className: "actions", role: "group", "aria-label": "Ways" }, ...ways));
  const said = [];
  ids.slice(1).forEach((id, i) => {
    const words = wordsFor(neighbours(ids[i]).get(id) ?? []), facts = toldOfBoth(ids[i], id);
    $("facts").append(make("h3", { className: "step" }, signOf(ids[i]), goTo(ids[i]), " · ", signOf(id), goTo(id)));
    $("facts").append(aside(words), ...some(facts.map(factLine), 2, "", "that name both"));
    said.push(`${labelOf(ids[i])}, ${words}, ${labelOf(id)}`);
  });
  return `Path: ${said.join("; ")}.`;
};
const tellEntity = (id) => {
  const facts = toldOf(id), near = [...neighbours(id)];
  near.sort(([a], [b]) => degree(b) - degree(a) || collate.compare(labelOf(a), labelOf(b)));
  const marked = markOf(id) ? [markOf(id)] : [];
  $("chosen").append(signOf(id), labelOf(id));
  $("facts").append(aside([typeOf(id).label, ...marked, ...alsoOf(id).map((name, i) => (i ? name : `also ${name}`))].join(", ")));
  $("facts").append(actions(id));
  if (near.length) {
    const items = near.map(([other, lines]) => make("li", {}, goTo(other), make("small", { textContent: wordsFor(lines) })));
    $("facts").append(heading(`connected with ${near.length}`), ...some(items, NEAR, "near", "connected with it"));
  }
  $("facts").append(...byKind(facts));
  const said = `${labelOf(id)}, ${typeOf(id).label}: ${count(facts.length, "fact")}, ${count(near.length, "line")}.`;
  const [first] = facts, by = first?.tellers.length ? `, told by ${data.sources[first.tellers[0].source].cite}` : "";
  return first ? `${said} ${first.text}${by}.` : said;
};
/** Fill the panel, and say in a sentence what is in it. */
const tell = () => {
  $("chosen").replaceChildren();
  $("facts").replaceChildren();
  $("told").scrollTop = 0;
  $("status").textContent = state.path ? tellPath(state.path)
    : state.line ? tellLine(state.line) : state.node !== null ? tellEntity(state.node) : tellNothing();
};
