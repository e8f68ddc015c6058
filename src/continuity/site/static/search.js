// The search: every name of every entity, in the page itself, so that it works from a disk too.
"use strict";

(() => {
  const SHOWN = 100;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = JSON.parse(document.getElementById("index").textContent).map(([name, type, path, ...also]) => ({
    name, type, path, also, own: plain(name), all: plain([name, type, ...also].join(" ")),
  }));
  const input = document.getElementById("q"), results = document.getElementById("results"), found = document.getElementById("found");
  const make = (tag, props, ...children) => {
    const made = Object.assign(document.createElement(tag), props);
    made.append(...children);
    return made;
  };
  const line = ({ name, type, path, also }) => {
    const small = make("small", { textContent: ` ${[type, ...also.slice(0, 3)].join(", ")}` });
    return make("li", {}, make("a", { href: path.split("/").map(encodeURIComponent).join("/"), textContent: name }), small);
  };
  const search = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const hits = words.length ? index.filter(({ all }) => words.every((word) => all.includes(word))) : [];
    const rank = ({ own }) => (own === words.join(" ") ? 0 : own.startsWith(words[0]) ? 1 : own.includes(words[0]) ? 2 : 3);
    hits.sort((a, b) => rank(a) - rank(b));
    results.replaceChildren(...hits.slice(0, SHOWN).map(line));
    const more = hits.length > SHOWN ? `, the first ${SHOWN} of them below` : "";
    found.textContent = words.length ? `${hits.length.toLocaleString("en")} found${more}.` : "Type a name above.";
  };
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", search);
  search();
})();
