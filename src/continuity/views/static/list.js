// The list beside the canvas: the same entities, for reading, searching and the keyboard.

const list = $("list"), options = new Map(); // id → its line in the list
const searched = new Map(nodes.map(({ id }) => [id, plain([labelOf(id), ...alsoOf(id), typeOf(id).label].join(" "))]));

const option = (id, more) => {
  const name = make("span", { className: "name", textContent: labelOf(id), title: labelOf(id) });
  if (more) name.append(make("small", { textContent: ` ${id}` }));
  const many = make("span", { className: "many", textContent: degree(id), title: count(degree(id), "line") });
  const props = { className: "entity", role: "option", id: `entity-${options.size}`, "aria-selected": "false" };
  const made = make("div", props, signOf(id), name, many);
  made.addEventListener("click", () => choose(id));
  options.set(id, made);
  return made;
};
const groups = [...data.types, OTHER].flatMap((type) => {
  const members = nodes.map(({ id }) => id).filter((id) => typeOf(id).id === type.id);
  if (!members.length) return [];
  members.sort((a, b) => collate.compare(labelOf(a), labelOf(b)) || (a < b ? -1 : 1));
  const names = members.map(labelOf), twice = new Set(names.filter((name, i) => name === names[i - 1]));
  const heading = make("span", { textContent: type.label, "aria-hidden": "true" });
  const lines = members.map((id) => option(id, twice.has(labelOf(id))));
  const group = make("div", { className: "group", role: "group", "aria-label": type.label }, heading, ...lines);
  return [{ type, members, group }];
});
list.append(...groups.map(({ group }) => group));
const visible = () => [...options.keys()].filter((id) => !options.get(id).hidden);

let active = null; // the entity that the arrow keys are on
/** Bring a line into the list's view, and leave the page where it is. */
const reveal = ({ offsetTop, offsetHeight }, middle) => {
  const low = offsetTop + offsetHeight - list.clientHeight;
  if (list.scrollTop <= offsetTop && list.scrollTop >= low) return;
  if (middle) list.scrollTop = (offsetTop + low) / 2;
  else list.scrollTop = list.scrollTop > offsetTop ? offsetTop : low;
};
const activate = (id, middle = false) => {
  if (active !== null) options.get(active).classList.remove("active");
  active = id;
  if (id === null) {
    list.removeAttribute("aria-activedescendant");
    return;
  }
  options.get(id).classList.add("active");
  list.setAttribute("aria-activedescendant", options.get(id).id);
  reveal(options.get(id), middle);
};

/** Keep to the list, and light in the picture, what fits the search and the types. */
const filter = () => {
  const words = plain($("search").value).split(/\s+/).filter(Boolean);
  state.matches = words.length ? new Set() : null;
  let found = 0;
  for (const { type, members, group } of groups) {
    const before = found;
    for (const id of members) {
      const fits = words.every((word) => searched.get(id).includes(word));
      if (fits && state.matches) state.matches.add(id);
      options.get(id).hidden = !fits || state.off.has(type.id);
      found += !options.get(id).hidden;
    }
    group.hidden = found === before;
  }
  const all = nodes.length.toLocaleString("en");
  $("count").textContent = found === nodes.length ? `${all} in all` : `${found.toLocaleString("en")} of ${all}`;
  if (active !== null && options.get(active).hidden) activate(null);
  show();
};

for (const { type, members } of groups) {
  const many = make("span", { className: "many", textContent: members.length.toLocaleString("en") });
  const button = make("button", { type: "button", "aria-pressed": "true" }, sign(type), type.label, many);
  button.addEventListener("click", () => {
    const on = state.off.delete(type.id);
    if (!on) state.off.add(type.id);
    button.setAttribute("aria-pressed", String(on));
    filter();
  });
  $("types").append(button);
}
$("search").addEventListener("input", () => {
  state.seeking = true;
  filter();
});
$("search").addEventListener("keydown", (event) => {
  const [first] = visible();
  if (first === undefined) return;
  if (event.key === "ArrowDown") {
    event.preventDefault();
    activate(active ?? first);
    list.focus();
  } else if (event.key === "Enter") {
    choose(first);
  }
});
list.addEventListener("focus", () => {
  if (active === null) activate(visible()[0] ?? null);
});
list.addEventListener("keydown", (event) => {
  const shown = visible(), at = shown.indexOf(active), last = shown.length - 1;
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 12, PageUp: at - 12, Home: 0, End: last };
  if (event.key in steps && shown.length) {
    event.preventDefault();
    activate(shown[Math.max(0, Math.min(last, steps[event.key]))]);
  } else if ((event.key === "Enter" || event.key === " ") && active !== null) {
    event.preventDefault();
    choose(active);
  }
});
