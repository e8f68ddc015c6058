// What is left out: types, relations, all but one show, season or community.

const typeButtons = new Map();
for (const { type, members } of groups) {
  const many = make("span", { className: "many", textContent: members.length.toLocaleString("en") });
  const button = make("button", { type: "button", "aria-pressed": "true" }, sign(type), type.label, many);
  button.addEventListener("click", () => toggle(state.off, type.id));
  typeButtons.set(type.id, button);
  $("types").append(button);
}
const relationButtons = new Map();
const relationCounts = new Map();
for (const { relations } of edges) for (const name of relations ?? []) relationCounts.set(name, (relationCounts.get(name) ?? 0) + 1);
for (const [name, amount] of [...relationCounts].sort((a, b) => b[1] - a[1] || collate.compare(a[0], b[0]))) {
  const many = make("span", { className: "many", textContent: amount.toLocaleString("en") });
  const button = make("button", { type: "button", "aria-pressed": "true" }, name, many);
  button.addEventListener("click", () => toggle(state.relations, name));
  relationButtons.set(name, button);
  $("relations").append(button);
}
const allRelations = make("button", { type: "button", className: "all", textContent: "none" });
allRelations.addEventListener("click", () => {
  if (state.relations.size) state.relations.clear();
  else for (const name of relationButtons.keys()) state.relations.add(name);
  refilter();
});
if (relationButtons.size > 2) $("relations").prepend(allRelations);

const toggle = (set, value) => {
  if (!set.delete(value)) set.add(value);
  refilter();
};
const choices = (select, all, items) => {
  select.replaceChildren(make("option", { value: "", textContent: all }), ...items.map(([value, text]) => make("option", { value, textContent: text })));
};
const worksOf = (wanted) => data.works.flatMap((work, i) => (wanted(work) ? [[String(i), work.label]] : []));
/** The controls as the state has them. */
const showFilters = () => {
  for (const [id, button] of typeButtons) button.setAttribute("aria-pressed", String(!state.off.has(id)));
  for (const [name, button] of relationButtons) button.setAttribute("aria-pressed", String(!state.relations.has(name)));
  allRelations.textContent = state.relations.size ? "all" : "none";
  choices($("show"), "all shows and films", worksOf(({ of }) => of === undefined));
  choices($("season"), "all seasons", worksOf(({ of }) => of !== undefined && String(of) === state.show));
  choices($("community"), "all communities", data.communities.map(({ name }, i) => [String(i), name]));
  for (const name of ["show", "season", "community"]) $(name).value = state[name];
  $("season").disabled = $("season").options.length < 2;
  for (const name of ["show", "season", "community"]) $(name).closest("label").hidden = $(name).options.length < 2 && name !== "season";
  $("season").closest("label").hidden = $("show").closest("label").hidden;
  const out = state.relations.size + state.hide.size + ["show", "season", "community"].filter((name) => state[name]).length;
  $("filters").querySelector("summary span").textContent = out ? ` (${out})` : "";
};
/** Draw and list what is left, and keep it in the address. */
const refilter = () => {
  if (state.path) showPathAgain();
  showFilters();
  filter();
  keep();
};
for (const name of ["show", "season", "community"]) {
  $(name).addEventListener("change", ({ target }) => {
    state[name] = target.value;
    if (name === "show") state.season = "";
    refilter();
    whole();
  });
}
