// The whole state behind each step of a trace: its rows in a steady order, each with the step that changed it last.

class States {
  constructor(trace) {
    this.trace = trace;
  }

  /// The rows behind `number` steps, each with `before` where the last of these steps changed it.
  at(number) {
    const rows = new Map();
    for (const { key, value, aside } of this.trace.start) rows.set(key, { key, value, aside });
    for (const step of this.trace.steps.slice(0, number)) {
      const latest = step.number === number;
      for (const change of step.changes) this.apply(rows, change, false, latest);
      for (const change of step.asides) this.apply(rows, change, true, latest);
    }
    return [...rows.values()].filter((row) => row.value !== "" || row.before !== undefined);
  }

  apply(rows, { key, before, after }, aside, latest) {
    const row = rows.get(key) ?? { key, aside };
    row.value = after;
    if (latest) row.before = before;
    rows.set(key, row);
  }
}

/// Emphasised is only what the step changed.
function stateTable(rows) {
  const cells = ({ value, before }) => before === undefined ? named(value)
    : [el("span.before", {}, named(before || "(none)")), el("span.arrow", { "aria-label": "becomes" }, " → "),
      el("strong", {}, named(value || "(gone)"))];
  const row = (one) => el(`tr${one.before === undefined ? "" : one.aside ? ".moved" : ".changed"}`, {},
    el("th", { scope: "row" }, named(one.key)), el("td", {}, cells(one)));
  return el("table.state", {}, el("tbody", {}, rows.map(row)));
}
