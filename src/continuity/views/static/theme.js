// Light and dark: as the browser prefers, or as the reader says.

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

const paint = {};
/** The colours of the style sheet as a canvas takes them. */
const repaint = () => {
  const probe = make("i", { hidden: true });
  document.body.append(probe);
  for (const name of ["back", "panel", "text", "soft", "line", "choice"]) {
    probe.style.color = `var(--${name})`;
    paint[name] = getComputedStyle(probe).color;
  }
  probe.remove();
};
/** The order of the button: first what the browser does not prefer, so that the first press is seen. */
const themes = () => (dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"]);
const themeNow = () => document.documentElement.dataset.theme || "auto";
const setTheme = (theme) => {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  $("theme").textContent = { auto: "◐", light: "☀", dark: "☾" }[theme];
  $("theme").setAttribute("aria-label", `Colours: ${theme === "auto" ? "as the browser prefers" : theme}`);
  $("theme").title = $("theme").getAttribute("aria-label");
};
