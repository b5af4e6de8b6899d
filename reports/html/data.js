// The report, read once. Every text of it is a number in the data (reports/page_data.hpp); what comes out of here
// has texts in place of numbers, and empty lists and texts in place of what was left out.
const data = JSON.parse(document.getElementById("data").textContent);
const textOf = (number) => data.texts[number ?? 0];
const textsOf = (numbers) => (numbers ?? []).map(textOf);
const rowsOf = (rows) => (rows ?? []).map(([key, before, after]) =>
  ({ key: textOf(key), before: textOf(before), after: textOf(after) }));

function readStep(step, number, minutes) {
  return {
    number, minutes, who: textOf(step.who), where: textOf(step.where), does: textOf(step.does),
    answer: textOf(step.answer), events: textsOf(step.events), alarms: textsOf(step.alarms),
    changes: rowsOf(step.changes), asides: rowsOf(step.asides),
    environment: step.environment === true, decisive: step.decisive === true,
  };
}

/// The minutes of a step are those of the clock behind it.
function readSteps(steps) {
  let minutes = 0;
  return steps.map((step, index) => readStep(step, index + 1, minutes += step.minutes ?? 0));
}

function readTenure(tenure, length) {
  return {
    who: textOf(tenure.who), where: textOf(tenure.where), thing: textOf(tenure.thing),
    hold: textOf(tenure.hold) || "sound", words: textOf(tenure.words),
    from: tenure.from, to: tenure.to ?? length + 1, lasts: tenure.to === undefined,
  };
}

function readLoop(loop, length) {
  return {
    begin: loop.begin, length: length - loop.begin, shortest: loop.shortest === true,
    fair: loop.fair.map(([program, words, step]) => ({ program: textOf(program), words: textOf(words), step })),
  };
}

/// Flags as in reports/page_data.cpp. A state or step that the run comes to more than once has its first place.
function readGraph(graph) {
  const states = graph.states.map(([flags, left]) =>
    ({ terminal: (flags & 1) !== 0, bad: (flags & 2) !== 0, left: left ?? 0, place: undefined }));
  const steps = graph.steps.map(([from, to, who, does, answer, flags]) =>
    ({ from, to, who: textOf(who), does: textOf(does), answer: textOf(answer), bad: ((flags ?? 0) & 2) !== 0, place: undefined }));
  graph.run_states.forEach((number, place) => { states[number].place ??= place; });
  graph.run_steps.forEach((number, index) => { steps[number].place ??= index + 1; });
  return { states, steps, run: graph.run_states, whole: graph.whole === true };
}

function readTrace(trace) {
  const steps = readSteps(trace.steps);
  return {
    steps,
    start: trace.start.map(([key, value, aside]) =>
      ({ key: textOf(key), value: textOf(value), aside: aside === 1 })),
    tenures: (trace.tenures ?? []).map((tenure) => readTenure(tenure, steps.length)),
    hasClock: steps.length > 0 && steps[steps.length - 1].minutes > 0,
    switches: trace.switches, switchMinimal: trace.switch_minimal === true,
    sentence: textOf(trace.sentence), replay: textOf(trace.replay),
    loop: trace.loop ? readLoop(trace.loop, steps.length) : null,
    graph: trace.graph ? readGraph(trace.graph) : null,
  };
}

function readProperty(property) {
  let trace;
  return {
    name: textOf(property.name), kind: textOf(property.kind), meaning: textOf(property.meaning),
    verdict: textOf(property.verdict), reason: textOf(property.reason), triggers: property.triggers,
    vacuous: property.vacuous === true, owing: property.owing, delays: property.delays, bound: property.bound,
    expected: textOf(property.expected.verdict), expectedSteps: property.expected.steps,
    failure: textOf(property.expected.failure), unmet: property.expected.unmet === true,
    baseline: textOf(property.baseline), hasTrace: property.trace !== undefined,
    length: property.trace?.steps.length, loopBegin: property.trace?.loop?.begin,
    // Thousands of traces are read only where somebody looks at them.
    get trace() { return trace ??= readTrace(property.trace); },
  };
}

function readCase(one, index) {
  return {
    index, path: textOf(one.path), line: one.line, name: textOf(one.name), title: textOf(one.title),
    source: textOf(one.source), policy: textOf(one.policy), assumed: textsOf(one.assumed),
    grain: textOf(one.grain), fairness: textsOf(one.fairness), interchangeable: textsOf(one.interchangeable),
    outcome: textOf(one.outcome), stop: textOf(one.stop), counts: one.counts, effort: one.effort,
    wrongCounts: (one.wrong_counts ?? []).map(([what, expected, found]) =>
      ({ what: textOf(what), expected, found })),
    properties: one.properties.map(readProperty),
  };
}

const cases = data.cases.map(readCase);
