// The state graph of a case, or what of it lies around a run: states as dots, steps as arrows, the run among them.
// dagre finds the places; it is asked only where somebody looks, since a page can have thousands of graphs.

const graphMeasures = { state: 22, between: 34, levels: 46, most: 60 };

/// What there is, and what is missing.
function extentInWords(graph, states) {
  const drawn = `${counted(graph.states.length, "state")} and ${counted(graph.steps.length, "step")}`;
  if (graph.whole) return `All there is: ${drawn}.`;
  const left = graph.states.reduce((sum, state) => sum + state.left, 0);
  return `The states of the run and those that are one step from it: ${drawn}, of ${counted(states, "state")} in ` +
    `all. ${counted(left, "step")} to other states ${left === 1 ? "is" : "are"} left out; a dotted stub shows where.`;
}

class StateGraphView {
  /// `onSelect` is told behind how many steps of the run the state is that was clicked.
  constructor(trace, states, onSelect) {
    this.graph = trace.graph;
    this.states = states;
    this.onSelect = onSelect;
    this.picture = el("div.graph-picture", { role: "img", "aria-label": "The state graph around the run. The list " +
      "beside it tells what could have happened instead." });
    this.elsewhere = el("div.elsewhere", { "aria-live": "polite" });
    this.content = el("div.graph", {});
    this.element = el("details.state-graph", { toggle: () => this.open() },
      el("summary", {}, "What else could have happened: the state graph"), this.content);
    this.number = 0;
  }

  open() {
    if (!this.element.open || this.content.firstChild) return;
    this.content.append(el("p.faint", {}, extentInWords(this.graph, this.states)), this.legend(),
      el("div.graph-stage", {}, this.picture, this.elsewhere));
    this.draw();
    this.select(this.number);
  }

  legend() {
    const { states, steps } = this.graph;
    const item = (shape, words) =>
      el("span", {}, drawn("svg", { width: 22, height: 18, "aria-hidden": "true" }, shape), words);
    const dot = (kind) => drawn("circle", { cx: 11, cy: 9, r: 7, class: `state ${kind}` });
    const line = drawn("g", { class: "step bad" }, drawn("path", { d: "M 1 9 L 21 9", class: "line" }));
    return el("p.graph-legend.faint", {}, item(dot("on-run"), "behind that step of the run"), item(dot(""), "off the run"),
      states.some((state) => state.bad) ? item(dot("bad"), "a state that violates a property") : null,
      steps.some((step) => step.bad) ? item(line, "a step that violates a property") : null,
      states.some((state) => state.terminal) ? item(dot("terminal"), "no program can move") : null);
  }

  /// The places of states and the ways of steps.
  layOut() {
    const layout = new dagre.graphlib.Graph({ multigraph: true });
    layout.setGraph({ rankdir: "TB", nodesep: graphMeasures.between, ranksep: graphMeasures.levels, marginx: 12, marginy: 12 });
    layout.setDefaultEdgeLabel(() => ({}));
    this.graph.states.forEach((_, number) =>
      layout.setNode(String(number), { width: graphMeasures.state, height: graphMeasures.state }));
    this.graph.steps.forEach((step, number) => {
      if (step.from !== step.to)
        layout.setEdge(String(step.from), String(step.to), { weight: step.place === undefined ? 1 : 8 }, String(number));
    });
    dagre.layout(layout);
    return layout;
  }

  draw() {
    const layout = this.layOut();
    const { width, height } = layout.graph();
    const svg = drawn("svg", { width: Math.ceil(width), height: Math.ceil(height), viewBox: `0 0 ${width} ${height}` });
    svg.append(drawn("defs", {}, arrowHead("tip", "tip"), arrowHead("tip-run", "tip on-run"), arrowHead("tip-bad", "tip bad")));
    this.arrows = this.graph.steps.map((step, number) => this.arrow(layout, step, number));
    this.spots = this.graph.states.map((_, number) => layout.node(String(number)));
    this.dots = this.graph.states.map((state, number) => this.dot(this.spots[number], state, number));
    svg.append(...this.arrows.filter((arrow) => arrow), ...this.dots);
    this.picture.replaceChildren(svg);
  }

  arrow(layout, step, number) {
    if (step.from === step.to) return null;
    const { points } = layout.edge(String(step.from), String(step.to), String(number));
    const kind = step.bad ? "bad" : step.place === undefined ? "" : "on-run";
    const tip = step.bad ? "tip-bad" : step.place === undefined ? "tip" : "tip-run";
    const arrow = drawn("g", { class: `step ${kind}` },
      drawn("title", {}, stepInWords(step)),
      drawn("path", { d: smooth(points), class: "aim" }),
      drawn("path", { d: smooth(points), class: "line", "marker-end": `url(#${tip})` }));
    return arrow;
  }

  dot({ x, y }, state, number) {
    const kinds = ["state", state.place === undefined ? "" : "on-run", state.bad ? "bad" : "", state.terminal ? "terminal" : ""];
    const group = drawn("g", { class: "spot", transform: `translate(${x} ${y})` },
      drawn("title", {}, stateInWords(state)),
      state.left > 0 ? drawn("path", { d: "M 6 8 L 14 18", class: "stub" }) : null,
      drawn("circle", { r: graphMeasures.state / 2, class: kinds.filter((kind) => kind).join(" ") }),
      state.place === undefined ? null : drawn("text", { "text-anchor": "middle", dy: "0.35em" }, grouped(state.place)));
    group.addEventListener("click", () => this.clicked(number));
    return group;
  }

  clicked(number) {
    const { place } = this.graph.states[number];
    if (place !== undefined) this.onSelect(place);
    this.tell(number);
  }

  /// The state behind `number` steps of the run.
  select(number) {
    this.number = number;
    if (this.content.firstChild) this.tell(this.graph.run[number]);
  }

  /// What can be done in a state, and what of it the run does.
  tell(number) {
    this.dots.forEach((dot, at) => dot.classList.toggle("selected", at === number));
    this.bringIntoSight(number);
    const state = this.graph.states[number];
    if (!state) return this.elsewhere.replaceChildren(el("p.faint", {}, "The run goes beyond what is drawn."));
    const steps = this.graph.steps.filter((step) => step.from === number);
    const line = (step) => el(`li${step.bad ? ".bad" : ""}`, {}, el("b", {}, named(step.who)), ": ", code(step.does),
      step.answer ? [" → ", code(step.answer)] : null, this.leadsTo(step));
    this.elsewhere.replaceChildren();
    return append(this.elsewhere, [el("h4", {}, `Possible ${placeInWords(state)}`),
      steps.length === 0 && state.left === 0 ? el("p.faint", {}, "Nothing: no step leads on from here.") : null,
      steps.length > 0 ? el("ul", {}, steps.map(line)) : null,
      state.left > 0 ? el("p.faint", {}, `and ${counted(state.left, "step")} to states that are not drawn`) : null]);
  }

  /// Within the picture alone: the page stays where it is.
  bringIntoSight(number) {
    const spot = this.spots[number];
    if (!spot) return;
    this.picture.scrollTop = spot.y - this.picture.clientHeight / 2;
    this.picture.scrollLeft = spot.x - this.picture.clientWidth / 2;
  }

  leadsTo(step) {
    const { place } = this.graph.states[step.to];
    if (step.from === step.to) return el("span.faint", {}, " changes nothing");
    if (step.place !== undefined) return el("span.faint", {}, ` step ${grouped(step.place)} of the run`);
    const words = place === undefined ? "off the run" : `to the state behind step ${grouped(place)}`;
    return [" ", el("button.link", { type: "button", click: () => this.clicked(step.to) }, words)];
  }
}

function placeInWords(state) {
  if (state.place === undefined) return "in this state off the run";
  return state.place === 0 ? "at the start" : `behind step ${grouped(state.place)}`;
}

const stepInWords = ({ who, does, answer }) => `${shown(who)}: ${shown(does)}${answer ? ` → ${shown(answer)}` : ""}`;

function stateInWords(state) {
  const words = [state.place === undefined ? "off the run" : state.place === 0 ? "the start" : `behind step ${grouped(state.place)}`];
  if (state.bad) words.push("violates a property");
  if (state.terminal) words.push("no program can move");
  return words.join("; ");
}

function arrowHead(id, kind) {
  return drawn("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerUnits: "userSpaceOnUse", markerWidth: 9, markerHeight: 9, orient: "auto-start-reverse" },
    drawn("path", { d: "M 0 0 L 8 4 L 0 8 z", class: kind }));
}

/// A line through the middles of the pieces, so that it has no corners.
function smooth(points) {
  const [first, ...rest] = points;
  if (rest.length < 2) return `M ${first.x} ${first.y} L ${rest[0].x} ${rest[0].y}`;
  let d = `M ${first.x} ${first.y}`;
  rest.slice(0, -1).forEach((point, index) => {
    const next = rest[index + 1];
    const last = index === rest.length - 2;
    d += ` Q ${point.x} ${point.y} ${last ? next.x : (point.x + next.x) / 2} ${last ? next.y : (point.y + next.y) / 2}`;
  });
  return d;
}
