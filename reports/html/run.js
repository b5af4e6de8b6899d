// A run to step through: the picture, and beside it the step and the whole state behind it.

const mostStepsInTable = 5000;

class RunView {
  /// `states`: how many the case has. `onStep` is told which step is shown.
  constructor(property, states, number, onStep) {
    this.property = property;
    this.trace = property.trace;
    this.states = new States(this.trace);
    this.onStep = onStep;
    this.lanes = new SwimLanes(this.trace, (step) => this.show(step));
    this.graph = this.trace.graph ? new StateGraphView(this.trace, states, (step) => this.show(step)) : null;
    this.element = el("section.run", { "aria-label": `The run of ${shown(property.name)}` }, this.told(), this.stage(),
      this.ledger(), this.replay(), this.graph?.element, this.allSteps());
    this.show(number ?? this.trace.steps.length, true);
  }

  get length() { return this.trace.steps.length; }
  get loops() { return this.trace.loop !== null && this.trace.loop.length > 0; }

  told() {
    const witness = this.property.verdict === "holds";
    const { trace } = this;
    return el("div.told", {}, el(`p.sentence${witness ? "" : ".bad"}`, {}, el("b", {}, "What happened: "), named(trace.sentence)),
      el("p.faint", {}, lengthInWords(trace), trace.loop ? " " + loopInWords(trace.loop) : ""));
  }

  stage() {
    const button = (label, sign, step) => el("button", { type: "button", "aria-label": label, title: label, click: step }, sign);
    this.slider = el("input", {
      type: "range", min: 0, max: this.length, "aria-label": "Step", input: () => this.show(Number(this.slider.value)),
    });
    this.position = el("output.position");
    this.brief = el("p.brief", { "aria-hidden": "true" });
    this.now = el("div.now", { "aria-live": "polite" });
    this.rows = el("div.rows");
    this.forward = button("Next step (arrow right)", "›", () => this.move(1));
    const controls = el("div.controls", { role: "group", "aria-label": "Steps" },
      button("To the start (Home)", "«", () => this.show(0)),
      button("One step back (arrow left)", "‹", () => this.move(-1)), this.slider, this.forward,
      button("To the end (End)", "»", () => this.show(this.length)), this.position, this.brief);
    return el("div.stage", {}, el("div.picture", {}, legend(this.trace), this.lanes.element),
      el("div.beside", {}, controls, this.now, this.rows));
  }

  /// Behind the last step of a loop comes its first.
  move(by) {
    const next = this.number + by;
    if (next > this.length && this.loops) this.show(this.trace.loop.begin + 1);
    else this.show(next);
  }

  show(number, first = false) {
    this.number = Math.min(Math.max(0, number), this.length);
    const step = this.trace.steps[this.number - 1];
    const brief = step ? `${shown(step.who)}: ${shown(step.does)}` : "the start";
    this.slider.value = this.number;
    this.slider.setAttribute("aria-valuetext", `${this.number} of ${this.length}: ${brief}`);
    this.position.textContent = `${grouped(this.number)} of ${grouped(this.length)}`;
    this.brief.replaceChildren(named(step?.answer ? `${brief} → ${shown(step.answer)}` : brief));
    const again = this.number === this.length && this.loops;
    this.forward.textContent = again ? "↻" : "›";
    this.forward.disabled = this.number === this.length && !again;
    this.now.replaceChildren(...this.told_step(step));
    this.rows.replaceChildren(el("h4", {}, step ? "The state behind it" : "The state at the start"),
      stateTable(this.states.at(this.number)));
    this.lanes.select(this.number);
    this.graph?.select(this.number);
    if (!first) this.onStep(this.number);
  }

  told_step(step) {
    if (!step) return [el("h4", {}, "Start"), el("p.faint", {}, "Nothing has happened yet.")];
    const where = step.where ? [" in ", named(step.where)] : [];
    const time = this.trace.hasClock ? el("span.clock", { title: "the clock of the run" }, clockTime(step.minutes)) : null;
    return [
      el("h4", {}, `Step ${grouped(step.number)}: `, named(step.who), where, time),
      el("p.call", {}, code(step.does), step.answer ? [el("span.arrow", { "aria-label": "answers" }, " → "), code(step.answer)] : null),
      ...step.alarms.map((alarm) => el("p.alarm", {}, named(alarm))),
      step.decisive ? el("p.alarm.decisive", {}, "This step violates ", named(this.property.name), ".") : null,
      step.events.length > 0 ? el("ul.events", {}, step.events.map((event) => el("li", {}, named(event)))) : null,
    ].filter((child) => child !== null);
  }

  /// Why the run is one that can really happen.
  ledger() {
    const loop = this.trace.loop;
    if (!loop || loop.fair.length === 0) return null;
    const row = ({ program, words, step }) => el("tr", {}, el("th", { scope: "row" }, named(program)), el("td", {}, named(words)),
      el("td", {}, step === 0 || step > this.length ? null
        : el("button.link", { type: "button", click: () => this.show(step) }, `show step ${grouped(step)}`)));
    return el("section.ledger", {}, el("h4", {}, "Why this can go on for ever"),
      el("p.faint", {}, "A loop counts only where nobody is passed over who must not be. Of each program:"),
      el("table", {}, el("tbody", {}, loop.fair.map(row))));
  }

  replay() {
    const command = el("code", { tabindex: 0 }, this.trace.replay);
    const button = el("button", { type: "button", click: () => copy(command, button) }, "Copy");
    return el("div.replay", {}, el("p", {}, "The command that repeats it:"), el("div.command", {}, command, button));
  }

  allSteps() {
    this.table = el("div");
    this.details = el("details.all-steps", { toggle: () => this.fillTable() }, el("summary", {}, "All steps as a table"), this.table);
    return this.details;
  }

  fillTable() {
    if (this.table.firstChild) return;
    const heads = ["", "where", "who", "does", "answer", "what happens"].map((head) => el("th", { scope: "col" }, head));
    const said = (step) => [...step.alarms.map((alarm) => el("p.alarm", {}, named(alarm))),
      ...step.events.map((event) => el("p", {}, named(event))),
      ...step.changes.map(({ key, before, after }) =>
        el("p.faint", {}, named(key), ": ", named(before || "(none)"), " → ", el("strong", {}, named(after || "(gone)"))))];
    const row = (step) => el(`tr${step.decisive ? ".bad" : ""}`, {}, el("th", { scope: "row" }, grouped(step.number)),
      [step.where, step.who].map((text) => el("td", {}, named(text))),
      [step.does, step.answer].map((text) => el("td", {}, text ? code(text) : null)), el("td", {}, said(step)));
    const loopRow = el("tr.loop-row", {}, el("td", { colspan: 6 },
      this.loops ? "from here on, for ever:" : "from here on nothing happens, for ever"));
    const rows = this.trace.steps.slice(0, mostStepsInTable).map(row);
    if (this.trace.loop && this.trace.loop.begin <= rows.length) rows.splice(this.trace.loop.begin, 0, loopRow);
    const left = this.length - mostStepsInTable;
    this.table.replaceChildren(el("table.steps", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows)),
      left > 0 ? el("p.faint", {}, `${counted(left, "step")} more are not in this table.`) : "");
  }

  keyPressed(key) {
    if (key === "ArrowRight") this.move(1);
    else if (key === "ArrowLeft") this.move(-1);
    else if (key === "Home") this.show(0);
    else if (key === "End") this.show(this.length);
    else return false;
    return true;
  }

  print(printing) {
    if (printing) {
      this.wasOpen = this.details.open;
      this.fillTable();
      this.details.open = true;
    } else {
      this.details.open = this.wasOpen;
    }
    this.lanes.print(printing);
  }
}

/// Where the browser does not let us, the command is selected for the reader to copy.
function copy(command, button) {
  const select = () => getSelection().selectAllChildren(command);
  if (!navigator.clipboard) return select();
  return navigator.clipboard.writeText(command.textContent).then(() => { button.textContent = "Copied"; }, select);
}
