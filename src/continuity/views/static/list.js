// The list beside the canvas: the same entities, for reading, searching and the keyboard.

const ROWS = 2000; // so many lines at once; the others at the touch of a button
const list = $("list"), options = new Map(); // id → its line in the list, once it was made
let rows = ROWS, fitting = [], searched = new Map();

const twice = new Set(); // names that several entities of a type have
const option = (id) => {
  if (options.has(id)) return options.get(id);
  const name = make("span", { className: "name", textContent: labelOf(id), title: labelOf(id) });
  if (twice.has(`${typeOf(id).id} ${labelOf(id)}`)) name.append(make("small", { textContent: ` ${id}` }));
  const mark = markOf(id) ? make("small", { className: "mark", textContent: markOf(id) }) : null;
  const many = make("span", { className: "many", textContent: degree(id), title: count(degree(id), "line") });
  const selected = String(state.node === id);
  const props = { className: "entity", role: "option", id: `entity-${options.size}`, "aria-selected": selected };
  const made = make("div", props, signOf(id), name, mark, many);
  made.addEventListener("click", (event) => (event.shiftKey ? pathTo(id) : choose(id)));
  options.set(id, made);
  return made;
};
const groups = [...data.types, OTHER].flatMap((type) => {
  const members = nodes.map(({ id }) => id).filter((id) => typeOf(id).id === type.id);
  if (!members.length) return [];
  members.sort((a, b) => collate.compare(labelOf(a), labelOf(b)) || (a < b ? -1 : 1));
  members.forEach((id, i) => {
    if (i && labelOf(members[i - 1]) === labelOf(id)) twice.add(`${type.id} ${labelOf(id)}`);
  });
  const heading = make("span", { textContent: type.label, "aria-hidden": "true" });
  const group = make("div", { className: "group", role: "group", "aria-label": type.label }, heading);
  return [{ type, members, group, heading }];
});
const visible = () => fitting;

let active = null; // the entity that the arrow keys are on
/** Bring a line into the list's view, and leave the page where it is. */
const reveal = ({ offsetTop, offsetHeight }, middle) => {
  const low = offsetTop + offsetHeight - list.clientHeight;
  if (list.scrollTop <= offsetTop && list.scrollTop >= low) return;
  if (middle) list.scrollTop = (offsetTop + low) / 2;
  else list.scrollTop = list.scrollTop > offsetTop ? offsetTop : low;
};
const activate = (id, middle = false) => {
  if (active !== null) options.get(active)?.classList.remove("active");
  active = id;
  if (id === null) {
    list.removeAttribute("aria-activedescendant");
    return;
  }
  if (!option(id).isConnected) {
    rows = Math.max(rows, fitting.indexOf(id) + 1);
    fillList();
  }
  options.get(id).classList.add("active");
  list.setAttribute("aria-activedescendant", options.get(id).id);
  reveal(options.get(id), middle);
};

const wordsOf = (id) => {
  const key = `${id} ${state.step}`;
  if (!searched.has(key)) searched.set(key, plain([labelOf(id), ...alsoOf(id), typeOf(id).label, markOf(id)].join(" ")));
  return searched.get(key);
};
/** What is in the list although the picture has not opened it: everything else that is hidden is out. */
const listed = (id) => !hidden(id) || (state.only && !state.only.has(id) && data.first.length > 0 && !state.off.has(typeOf(id).id) && fits(id) && !state.hide.has(id));
const fillList = () => {
  let left = rows;
  const keep = new Set(fitting);
  for (const { members, group, heading } of groups) {
    const mine = members.filter((id) => keep.has(id)), now = mine.slice(0, left);
    left -= now.length;
    group.replaceChildren(heading, ...now.map(option));
    group.hidden = mine.length === 0 || now.length === 0;
  }
  list.replaceChildren(...groups.filter(({ group }) => !group.hidden).map(({ group }) => group));
  $("more").hidden = fitting.length <= rows;
  $("more").textContent = `${(fitting.length - rows).toLocaleString("en")} more`;
};
/** Keep to the list, and light in the picture, what fits the search and the filters. */
const filter = () => {
  changed();
  const words = plain($("search").value).split(/\s+/).filter(Boolean);
  state.matches = words.length ? new Set() : null;
  fitting = [];
  for (const { members } of groups) {
    for (const id of members) {
      const found = words.every((word) => wordsOf(id).includes(word));
      if (found && state.matches) state.matches.add(id);
      if (found && listed(id)) fitting.push(id);
    }
  }
  const all = nodes.length.toLocaleString("en"), found = fitting.length;
  $("count").textContent = found === nodes.length ? `${all} in all` : `${found.toLocaleString("en")} of ${all}`;
  if (active !== null && !fitting.includes(active)) activate(null);
  fillList();
  show();
};
/** The signs and names in the list anew: their colours or names have changed. */
const renewList = () => {
  options.clear();
  active = null;
  filter();
};

$("more").addEventListener("click", () => {
  rows = Infinity;
  fillList();
  list.focus();
});
$("search").addEventListener("input", () => {
  state.seeking = true;
  filter();
});
$("search").addEventListener("change", () => keep());
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
    if (event.shiftKey) pathTo(active);
    else choose(active);
  }
});
