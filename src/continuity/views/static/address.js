// The address keeps what is chosen and left out, so that it can be shared: #jessica-jones&show=daredevil/series&off=Person

const LISTS = { off: "off", relations: "relations", hide: "hide", pin: "pin" };
const codeOf = (text) => encodeURIComponent(text).replaceAll("%2F", "/");
const listOf = (set) => [...set].map((one) => codeOf(String(one))).join(",");
const keep = () => {
  const parts = [state.node === null ? "" : codeOf(state.node)];
  const put = (name, value) => value && parts.push(`${name}=${value}`);
  if (state.path) put("path", listOf([state.path.from, state.path.to]));
  for (const name of ["show", "season"]) if (state[name]) put(name, codeOf(data.works[state[name]].id));
  put("community", state.community);
  for (const [name, set] of Object.entries(LISTS)) put(name, listOf(state[set]));
  if (state.only && !(data.first.length === state.only.size && data.first.every((id) => state.only.has(id)))) put("only", listOf(state.only));
  if (state.step !== null) put("step", String(state.step));
  if (state.tint !== "type") put("tint", state.tint);
  put("search", codeOf($("search").value));
  if (themeNow() !== (data.theme || "auto")) put("theme", themeNow());
  try {
    history.replaceState(null, "", `#${parts.join("&")}`);
  } catch {
    // a page inside another page has no address of its own
  }
};
/** Set the state as an address has it; whether it says anything that this page knows. */
const fromAddress = () => {
  const [first, ...others] = location.hash.slice(1).split("&"), found = new Map();
  let id;
  try {
    id = decodeURIComponent(first);
    for (const part of others) {
      const at = part.indexOf("=");
      if (at > 0) found.set(part.slice(0, at), part.slice(at + 1).split(",").filter(Boolean).map(decodeURIComponent));
    }
  } catch {
    return false; // an address that was cut short
  }
  const ids = (name) => (found.get(name) ?? []).filter((one) => byId.has(one));
  if (!byId.has(id) && !found.size) return false;
  for (const [name, set] of Object.entries(LISTS)) state[set] = new Set(name === "hide" || name === "pin" ? ids(name) : found.get(name) ?? []);
  for (const name of ["show", "season"]) {
    const at = data.works.findIndex((work) => work.id === found.get(name)?.[0]);
    state[name] = at < 0 ? "" : String(at);
  }
  state.community = data.communities[found.get("community")?.[0]] ? found.get("community")[0] : "";
  if (found.has("only")) state.only = new Set(ids("only"));
  if (["light", "dark", "auto"].includes(found.get("theme")?.[0])) setTheme(found.get("theme")[0]);
  if (found.get("tint")?.[0] === "community") setTint("community");
  if (found.has("search")) $("search").value = found.get("search").join(",");
  const step = Number(found.get("step")?.[0] ?? NaN);
  if (step >= 0 && step < data.steps.length) setStep(step);
  recolour();
  showFilters();
  filter();
  const [from, to] = ids("path");
  if (to !== undefined) {
    showPath(route(from, to), from, to);
    afterChoice(null);
  } else if (byId.has(id)) {
    choose(id);
  } else {
    settle(null, null);
  }
  return true;
};
