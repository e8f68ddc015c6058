// The slider of the horizon: less than the page was made for, and never more; the steps were computed in Python.

const setStep = (step) => {
  state.step = step === data.steps.length - 1 ? null : step;
  $("step").value = String(step);
  $("step-name").textContent = data.steps[step];
  $("step").setAttribute("aria-valuetext", data.steps[step]);
  if (state.node !== null && hiddenAt(state.node)) state.node = null;
  if (state.path) state.path = null;
  state.line = null;
  renewList();
  tell();
  keep();
};
const hiddenAt = (id) => {
  changed();
  return hidden(id);
};
if (data.steps.length) {
  $("horizon").hidden = false;
  Object.assign($("step"), { min: "0", max: String(data.steps.length - 1), value: String(data.steps.length - 1) });
  $("step-name").textContent = data.steps.at(-1);
  $("step").setAttribute("aria-valuetext", data.steps.at(-1));
  $("step").addEventListener("input", ({ target }) => setStep(Number(target.value)));
}
