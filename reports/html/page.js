// What is on the screen is in the address: #case=3&property=in-use-purge&step=4. So everything can be linked to, and
// the browser's own way back works.

function address(one, property, step) {
  const parts = [`case=${one.index + 1}`];
  if (property) parts.push(`property=${one.properties.indexOf(property) + 1}`);
  if (step !== undefined) parts.push(`step=${step}`);
  return `#${parts.join("&")}`;
}

/// Stepping is no way to go back, one step at a time, with the browser's button.
function rememberStep(one, property, number) {
  history.replaceState(null, "", address(one, property, number));
}

const main = document.getElementById("main");
let overview = null;
let view = null;

function wanted() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const one = cases[Number(parts.get("case")) - 1];
  if (!one) return null;
  const property = one.properties[Number(parts.get("property")) - 1];
  const step = parts.has("step") ? Number(parts.get("step")) : undefined;
  return { one, property: property?.hasTrace ? property : undefined, step: Number.isInteger(step) ? step : undefined };
}

function show() {
  const before = view;
  if (location.hash === "#main") return;
  const what = wanted();
  view = what ? new CaseView(what.one, what.property, what.step) : overview ??= new Overview();
  document.title = what ? `${shown(what.one.name)}: ${shown(what.one.title)} – Holdfast report` : "Holdfast report";
  main.replaceChildren(view.element);
  if (before === null) return;
  window.scrollTo(0, view === overview ? overview.scrolled ?? 0 : 0);
  view.element.querySelector("h1").focus({ preventScroll: true });
}

/// Keys that a field needs for itself stay with it; a slider steps by itself.
function isForField(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, .command code") !== null;
}

function begin() {
  const number = (outcome) => cases.filter((one) => one.outcome === outcome).length;
  const part = (outcome) => [badge(outcome), ` ${grouped(number(outcome))} ${outcomes[outcome].word}`];
  document.getElementById("summary").append(...Object.keys(outcomes).filter((outcome) => number(outcome) > 0)
    .map((outcome) => el("span.count", {}, part(outcome))));
  const cutOff = data.cases_not_run > 0 ? ` ${counted(data.cases_not_run, "case")} had not begun when the work was interrupted.` : "";
  document.getElementById("program").textContent = `Made by ${shown(data.program)}.${cutOff}`;
  if (location.hash === "" && cases.length === 1) history.replaceState(null, "", address(cases[0]));
  window.addEventListener("hashchange", show);
  window.addEventListener("scroll", () => { if (view === overview && overview) overview.scrolled = window.scrollY; }, { passive: true });
  window.addEventListener("beforeprint", () => view.print(true));
  window.addEventListener("afterprint", () => view.print(false));
  document.addEventListener("keydown", (event) => {
    if (!isForField(event) && view.keyPressed(event.key)) event.preventDefault();
  });
  show();
}

begin();
