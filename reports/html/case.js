// One case: what it is about, what was found of each property, and the run of the one that is looked at.

class CaseView {
  constructor(one, property, step) {
    this.one = one;
    this.property = property ?? firstToShow(one);
    this.run = this.property ? new RunView(this.property, one.counts.states, step, (number) => rememberStep(one, this.property, number)) : null;
    const { word, kind } = outcomes[one.outcome];
    this.element = el("article.one-case", {},
      el("p.crumbs", {}, el("a", { href: "#" }, "All cases"), " › ", code(`${one.path}:${one.line}`)),
      el("h1", { tabindex: -1 }, named(one.title || one.name)),
      el("p.lead", {}, badge(one.outcome), el(`b.${kind}`, {}, ` ${word}`), " · case ", el("b", {}, named(one.name)),
        one.source ? [" · source ", named(one.source)] : null, " · policy ", named(one.policy),
        one.assumed.length > 0 ? [" with ", named(listed(one.assumed))] : null, " · grain ", named(one.grain),
        one.fairness.length > 0 ? [" · fairness ", named(listed(one.fairness))] : null),
      reasons(one).map((reason) => el("p.complaint", {}, named(reason))),
      one.stop ? el("p.notice", {}, `The search ended early (${shown(one.stop)}): every run of up to ` +
        `${counted(one.counts.whole_depth, "step")} was judged.`) : null,
      this.runPart(), this.properties(), this.statistics());
  }

  runPart() {
    if (!this.run) return el("p.notice", {}, "No property of this case has a run to show.");
    const { name, meaning, verdict } = this.property;
    const violated = verdict === "violated";
    return el("section.shown", {}, this.tabs(),
      el("h2", {}, named(name), violated ? " is violated" : " holds, and here is a run that shows it",
        this.property.expected === "any" ? "" : this.property.unmet ? ", which was not expected" : ", as expected"),
      meaning ? el("p.meaning", {}, "The rule: ", named(meaning), ".") : null,
      violated && !this.property.unmet && this.property.expected !== "any"
        ? el("p.meaning", {}, "The rule is broken here, and the case is there to show how: it would fail if it were kept.") : null,
      this.run.element);
  }

  tabs() {
    const all = this.one.properties.filter((property) => property.hasTrace);
    if (all.length < 2) return null;
    const tab = (property) => el("a.tab", { href: address(this.one, property), "aria-current": property === this.property ? "true" : null },
      named(property.name), el("small", {}, verdictInWords(property)));
    return el("nav.tabs", { "aria-label": "Runs of this case" }, all.map(tab));
  }

  properties() {
    const row = (property) => el(`tr.${property.verdict}`, {}, el("th", { scope: "row" }, named(property.name), el("p.faint", {}, named(property.meaning))),
      el("td", {}, property.hasTrace ? el("a", { href: address(this.one, property) }, verdictInWords(property)) : verdictInWords(property),
        property.delays ? el("p.faint", {}, delaysInWords(property)) : null,
        property.owing ? el("p.faint", {}, `judged on fair runs: ${grouped(property.owing[0])} of ${counted(property.owing[1], "state")} can owe something`) : null,
        property.vacuous ? el("p.faint", {}, "never had anything to judge") : null),
      el(`td${property.unmet ? ".bad" : ""}`, {}, expectedInWords(property)));
    return el("section", {}, el("h2", {}, "All properties"), el("div.wide", {}, el("table.properties", {},
      el("thead", {}, el("tr", {}, ["property", "found", "expected"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, this.one.properties.map(row)))));
  }

  statistics() {
    const { counts, effort, interchangeable } = this.one;
    const rows = [["states", counts.states, "different states that can be reached"],
      ["transitions", counts.transitions, "steps that are possible in all of these states"],
      ["depth", counts.depth, "steps to the farthest state, by a shortest way"],
      ["widest level", counts.widest, "the most states of one depth"],
      ["ends", counts.ends, "states in which no program can move"],
      ["stored", effort.stored, `states kept; symmetry ${effort.symmetry ? "on" : "off"}`],
      ["followed", effort.followed, `steps followed to their end; sleep sets ${effort.sleep_sets ? "on" : "off"}`],
      ["state", effort.bits, "bits of a state as it is stored"],
      ["memory", effort.bytes, "bytes charged to the search at most, by content"]];
    return el("details.statistics", {}, el("summary", {}, `Statistics: ${counted(counts.states, "state")}, ${counted(counts.transitions, "transition")}`),
      el("table", {}, el("tbody", {}, rows.map(([what, amount, meaning]) =>
        el("tr", {}, el("th", { scope: "row" }, what), el("td.amount", {}, grouped(amount)), el("td.faint", {}, meaning))))),
      interchangeable.map((words) => el("p.faint", {}, "interchangeable: ", named(words))));
  }

  print(printing) {
    this.run?.print(printing);
  }

  keyPressed(key) {
    if (key === "Escape") location.hash = "";
    return key === "Escape" || (this.run?.keyPressed(key) ?? false);
  }
}

/// What was not expected comes first, then what is violated, then what a run shows to hold.
function firstToShow(one) {
  const all = one.properties.filter((property) => property.hasTrace);
  return all.find((property) => property.unmet) ?? all.find((property) => property.verdict === "violated") ?? all[0];
}
