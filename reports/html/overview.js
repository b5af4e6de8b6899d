// All scenarios and their cases, to search and to filter.

const scenariosAtOnce = 100;

function scenariosOf(all) {
  return [...groupedBy(all, (one) => one.path)].map(([path, members]) => ({ path, members, title: members[0].title }));
}

/// What a search looks at.
function haystack(one) {
  const names = one.properties.flatMap((property) => [property.name, property.verdict]);
  return [one.path, one.title, one.source, one.name, one.policy, ...one.assumed, ...names, outcomes[one.outcome].word]
    .join("\n").toLowerCase();
}

const choices = {
  outcome: [["", "any outcome"], ["as_expected", "as expected"], ["known", "known and accepted"], ["unexpected", "not as expected"], ["inconclusive", "inconclusive"]],
  verdict: [["", "any verdict"], ["violated", "something violated"], ["holds", "everything holds"], ["inconclusive", "something inconclusive"]],
};

function hasVerdict(one, verdict) {
  if (verdict === "") return true;
  const has = (property) => property.verdict === verdict;
  return verdict === "holds" ? one.properties.every(has) : one.properties.some(has);
}

/// "in-use-purge violated in 4 steps; 5 others hold; 27 states"
function findings(one) {
  const violated = one.properties.filter((property) => property.verdict === "violated");
  const open = one.properties.filter((property) => property.verdict === "inconclusive");
  const holding = one.properties.length - violated.length - open.length;
  const parts = violated.map((property) => el("span.finding.bad", {},
    property.hasTrace ? el("a", { href: address(one, property) }, named(property.name)) : named(property.name),
    " " + verdictInWords(property)));
  if (open.length > 0)
    parts.push(el("span.finding.open", {}, `${listed(open.map((property) => shown(property.name)))} inconclusive (${shown(open[0].reason)})`));
  if (holding > 0) {
    const words = holding === one.properties.length ? (holding === 1 ? "it holds" : `all ${holding} properties hold`)
      : holding === 1 ? "1 other holds" : `${holding} others hold`;
    parts.push(el("span.finding", {}, words));
  }
  parts.push(el("span.finding.faint", {}, counted(one.counts.states, "state")));
  return parts;
}

function badge(outcome) {
  const { sign, word, kind } = outcomes[outcome];
  return el(`span.badge.${kind}`, { title: word }, el("span", { "aria-hidden": "true" }, sign), el("span.unseen", {}, word));
}

const reasons = (one) => [
  ...one.properties.filter((property) => property.unmet).map((property) => `${property.name}: ${property.failure}${property.baseline ? ` (${property.baseline})` : ""}`),
  ...one.wrongCounts.map(({ what, expected, found }) => `${what}: expected ${grouped(expected)}, found ${grouped(found)}`)];

function caseRow(one) {
  const complaints = reasons(one).map((reason) => el("p.complaint", {}, named(reason)));
  return el("li.case", {}, badge(one.outcome),
    el("div", {}, el("p", {}, el("a.case-name", { href: address(one) }, named(one.name)), " ",
      el("span.faint", {}, named(one.policy))), el("p.findings", {}, findings(one)), complaints));
}

/// What can no longer fail in a file.
const warnings = (data.warnings ?? []).map(([path, words]) => ({ path: textOf(path), words: textOf(words) }));
const warningsOf = (path) => warnings.filter((one) => one.path === path);

function scenarioPart({ path, title, members }) {
  return el("section.scenario", {}, el("h3", {}, named(title || path)), title ? el("p.path", {}, code(path)) : null,
    el("ul.cases", {}, members.map(caseRow)),
    warningsOf(path).map((one) => el("p.warning", {}, "⚠ ", named(one.words))));
}

class Overview {
  constructor() {
    this.stacks = cases.map(haystack);
    const select = (name) => el("select", { "aria-label": name, change: () => this.filter() },
      choices[name].map(([value, words]) => el("option", { value }, words)));
    this.search = el("input", { type: "search", placeholder: "Search names, paths, properties ( / )", "aria-label": "Search", input: () => this.filter() });
    this.outcome = select("outcome");
    this.verdict = select("verdict");
    this.found = el("p.faint", { role: "status" });
    this.list = el("div.scenarios");
    this.more = el("div.more");
    this.element = el("div.overview", {}, el("h1", { tabindex: -1 }, headline()), el("p.intro", {}, intro),
      el("div.filters", { role: "search" }, this.search, this.outcome, this.verdict), this.found, this.list, this.more);
    new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) this.showMore(); },
      { rootMargin: "1000px" }).observe(this.more);
    this.filter();
  }

  filter() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const matches = (one) => (this.outcome.value === "" || one.outcome === this.outcome.value) &&
      hasVerdict(one, this.verdict.value) && words.every((word) => this.stacks[one.index].includes(word));
    const found = cases.filter(matches);
    this.left = scenariosOf(found);
    this.found.textContent = found.length === cases.length
      ? `${counted(this.left.length, "scenario")}, ${counted(cases.length, "case")}`
      : `${grouped(found.length)} of ${counted(cases.length, "case")}`;
    this.list.replaceChildren();
    this.showMore();
  }

  showMore(count = scenariosAtOnce) {
    this.list.append(...this.left.splice(0, count).map(scenarioPart));
  }

  print(printing) {
    if (printing) this.showMore(this.left.length);
  }

  keyPressed(key) {
    if (key !== "/") return false;
    this.search.focus();
    return true;
  }
}

const intro = "Each scenario describes programs that share something. Every order in which their steps can happen was " +
  "tried. Where a property is violated, the shortest run that shows it can be stepped through. A scenario says what it " +
  "expects, so a violation can be the right outcome: ✓ is as expected, ✗ is not, ? was not found out.";

function headline() {
  const number = (outcome) => cases.filter((one) => one.outcome === outcome).length;
  const wrong = number("unexpected"), open = number("inconclusive"), known = number("known");
  if (cases.length === 0) return "No case was checked";
  if (wrong === 0 && open === 0 && known === 0) return cases.length === 1 ? "The case is as expected" : `All ${grouped(cases.length)} cases are as expected`;
  const parts = [wrong > 0 ? `${grouped(wrong)} not as expected` : null, open > 0 ? `${grouped(open)} inconclusive` : null,
    known > 0 ? `${grouped(known)} known and accepted` : null];
  return `${listed(parts.filter((part) => part !== null))}, of ${counted(cases.length, "case")}`;
}
