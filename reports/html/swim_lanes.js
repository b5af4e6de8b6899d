// The picture of a run: time goes down, a lane for each program, those of a session side by side. Over its lane a
// bar stands for each thing that a program holds, from the step that took it to the step that ended it; it is
// hatched while the thing is to go away, and torn where the thing went away under its holder.

const measures = { line: 18, above: 14, below: 8, number: 40, bar: 14, gap: 5, dot: 14, leastLane: 140, mostLane: 420 };

/// Of more rows than these only those in sight are drawn.
const mostRowsAtOnce = 400;
const mostRowsInPrint = 2000;

/// Whoever acts or holds something, those of one place side by side, in the order in which they appear; whoever
/// lives nowhere, such as a clock, comes last.
function lanesOf(trace) {
  const lanes = new Map();
  const add = ({ who, where }) => {
    const key = JSON.stringify([who, where]);
    if (!lanes.has(key)) lanes.set(key, { who, where, tenures: [] });
    return lanes.get(key);
  };
  trace.steps.forEach((step) => { step.lane = add(step); });
  trace.tenures.forEach((tenure) => {
    tenure.lane = add(tenure);
    tenure.lane.tenures.push(tenure);
  });
  const places = [...new Set([...lanes.values()].map((lane) => lane.where))];
  places.sort((a, b) => (a === "") - (b === ""));
  const ordered = places.flatMap((place) => [...lanes.values()].filter((lane) => lane.where === place));
  ordered.forEach(giveSlots);
  return ordered;
}

/// Bars side by side: the next tenure of a thing goes on in its slot, others take the first that is free.
function giveSlots(lane) {
  const slots = [];  // the last tenure in each
  for (const tenure of lane.tenures) {
    tenure.previous = slots.find((last) => last.to === tenure.from && last.thing === tenure.thing) ?? null;
    const goesOn = (last) => lane.tenures.some((next) => next.from === last.to && next.thing === last.thing);
    const free = slots.findIndex((last) => last.to <= tenure.from && !goesOn(last));
    tenure.slot = tenure.previous ? tenure.previous.slot : free >= 0 ? free : slots.length;
    slots[tenure.slot] = tenure;
  }
  lane.slots = slots.length;
}

const columnsOf = (character) => character.codePointAt(0) >= 0x1100 ? 2 : 1;

/// Breaks at spaces and underscores, and inside a word that is wider than a line.
function wrapped(text, columns) {
  const lines = [];
  let line = "", width = 0;
  const end = () => { lines.push(line.trimEnd()); line = ""; width = 0; };
  for (const word of shown(text).split(/(?<=[ _])/)) {
    const wide = [...word.trimEnd()].reduce((sum, character) => sum + columnsOf(character), 0);
    if (width > 0 && width + wide > columns) end();
    for (const character of word) {
      if (width + columnsOf(character) > columns && character !== " ") end();
      line += character;
      width += columnsOf(character);
    }
  }
  if (line.trim() !== "" || lines.length === 0) end();
  return lines;
}

function cut(text, columns) {
  const letters = [...shown(text)];
  return letters.length <= columns ? letters.join("") : letters.slice(0, Math.max(1, columns - 1)).join("") + "…";
}

const noteOf = (tenure) => tenure.words ? `${tenure.thing}: ${tenure.words}` : `holds ${tenure.thing}`;

/// Somebody else's step made it worse.
const isStruck = (tenure, step) => tenure.hold !== "sound" && step !== undefined && step.lane !== tenure.lane;

class SwimLanes {
  constructor(trace, onSelect) {
    this.trace = trace;
    this.onSelect = onSelect;
    this.lanes = lanesOf(trace);
    this.selected = 0;
    this.body = drawn("svg", { class: "lanes-body", "aria-hidden": "true" });
    this.head = drawn("svg", { class: "lanes-head", "aria-hidden": "true" });
    this.element = el("div.lanes", { role: "img", "aria-label": this.spoken() }, this.head, this.body);
    this.element.addEventListener("scroll", () => this.drawInSight());
    this.body.addEventListener("click", (event) => {
      const row = event.target.closest("[data-step]");
      if (row) this.onSelect(Number(row.dataset.step));
    });
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  spoken() {
    const names = this.lanes.map((lane) => lane.where ? `${lane.who} (${lane.where})` : lane.who);
    return `A picture of the run: ${counted(this.trace.steps.length, "step")} of ${listed(names)}. ` +
      "The same is told step by step beside it, and in the table of all steps.";
  }

  /// Lays everything out for the width there is.
  fit() {
    const available = this.element.clientWidth;
    if (available === 0 || available === this.available) return;
    this.available = available;
    this.letter = widthOfLetter(this.element);
    const share = Math.floor((available - measures.number - 4) / Math.max(1, this.lanes.length));
    const least = Math.max(measures.leastLane, ...this.lanes.map((lane) => this.besides(lane) + 12 * this.letter));
    this.laneWidth = Math.min(measures.mostLane, Math.max(least, share));
    this.lanes.forEach((lane, index) => { lane.x = measures.number + index * this.laneWidth; });
    this.width = Math.max(available, measures.number + this.lanes.length * this.laneWidth);
    this.layRows();
    this.drawHead();
    this.body.setAttribute("width", this.width);
    this.body.setAttribute("height", this.height);
    this.body.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.element.classList.toggle("long", this.rows.length > 30);
    this.drawn = null;
    this.drawInSight();
    this.scrollTo(this.selected);
  }

  /// What of a lane's width is not for words.
  besides(lane) {
    return lane.slots * (measures.bar + measures.gap) + measures.dot + 22;
  }

  columns(lane) {
    return Math.max(8, Math.floor((this.laneWidth - this.besides(lane)) / this.letter));
  }

  layRows() {
    const { steps, loop } = this.trace;
    this.rows = [];
    this.rowOfStep = [];
    this.height = 4;
    this.place({ step: 0, cells: this.cellsOf(0) });
    for (let number = 1; number <= steps.length; ++number) {
      if (loop && loop.begin === number - 1) this.placeLoopHead("from here on, for ever:");
      this.place({ step: number, cells: this.cellsOf(number) });
    }
    if (loop && loop.length === 0) this.placeLoopHead("from here on nothing happens, for ever");
    this.height += 6;
  }

  place(row) {
    const lines = Math.max(1, ...[...row.cells.values()].map((cell) => cell.length));
    row.top = this.height;
    row.struck = this.tenuresFrom(row.step).some((tenure) => isStruck(tenure, this.trace.steps[row.step - 1]));
    const above = measures.above + (row.struck ? 12 : 0);
    row.middle = row.top + above + 4;
    row.height = above + lines * measures.line + measures.below;
    this.height += row.height;
    this.rowOfStep[row.step] = this.rows.length;
    this.rows.push(row);
  }

  placeLoopHead(words) {
    this.rows.push({ words, top: this.height, height: 30, middle: this.height + 15, cells: new Map() });
    this.height += 30;
  }

  /// What is to be read in each lane beside a step.
  cellsOf(number) {
    const cells = new Map();
    const add = (lane, text, kind) => {
      if (!cells.has(lane)) cells.set(lane, []);
      for (const line of wrapped(text, this.columns(lane))) cells.get(lane).push({ line, kind });
    };
    const step = this.trace.steps[number - 1];
    if (step) {
      add(step.lane, step.does, "does");
      if (step.answer) add(step.lane, `→ ${step.answer}`, "answer");
      for (const alarm of step.alarms) add(step.lane, alarm, "alarm");
    }
    for (const tenure of this.tenuresFrom(number)) add(tenure.lane, noteOf(tenure), tenure.hold);
    return cells;
  }

  tenuresFrom(number) {
    this.begins ??= groupedBy(this.trace.tenures, (tenure) => tenure.from);
    return this.begins.get(number) ?? [];
  }

  drawHead() {
    const columns = Math.floor((this.laneWidth - 20) / this.letter);
    this.head.setAttribute("width", this.width);
    this.head.setAttribute("height", 52);
    this.head.setAttribute("viewBox", `0 0 ${this.width} 52`);
    const children = [];
    this.lanes.forEach((lane, index) => {
      const first = index === 0 || this.lanes[index - 1].where !== lane.where;
      if (first && lane.where) {
        const count = this.lanes.filter((other) => other.where === lane.where).length;
        children.push(drawn("rect", { class: "place", x: lane.x + 3, y: 2, width: count * this.laneWidth - 6, height: 20, rx: 4 }),
          this.words(lane.x + 10, 16, cut(lane.where, count * columns), "place-name", lane.where));
      }
      children.push(this.words(lane.x + 10, 42, cut(lane.who, columns), "who", lane.who));
    });
    this.head.replaceChildren(...children);
  }

  words(x, y, text, kind, whole) {
    return drawn("text", { x, y, class: kind }, text, whole === undefined ? null : drawn("title", {}, whole));
  }

  drawInSight() {
    if (!this.rows) return;
    let from = 0, to = this.rows.length;
    if (this.rows.length > mostRowsAtOnce && !this.printing) {
      const top = this.element.scrollTop, bottom = top + this.element.clientHeight;
      from = Math.max(0, this.rows.findIndex((row) => row.top + row.height > top) - 30);
      to = this.rows.findIndex((row) => row.top > bottom);
      to = Math.min(this.rows.length, (to < 0 ? this.rows.length : to) + 30);
      if (this.drawn && this.drawn.from <= Math.max(0, from + 15) && this.drawn.to >= Math.min(this.rows.length, to - 15)) return;
    }
    this.draw(from, Math.min(to, from + mostRowsInPrint));
  }

  draw(from, to) {
    const rows = this.rows.slice(from, to);
    this.drawn = { from, to };
    this.backs = new Map();
    const top = rows[0].top, last = rows[rows.length - 1], bottom = last.top + last.height;
    const ground = [...rows.map((row) => this.ground(row)), ...this.lanes.map((lane) => this.lifeline(lane, top, bottom))];
    const bars = this.trace.tenures.map((tenure) => this.bar(tenure, top, bottom));
    this.body.replaceChildren(hatches(), ...ground, ...bars.flat(), ...this.loopBracket(),
      ...rows.flatMap((row) => row.words ? this.loopHead(row) : this.row(row)));
    this.mark();
  }

  ground(row) {
    const step = this.trace.steps[row.step - 1];
    const kind = row.words ? "loop-head" : step?.decisive ? "ground decisive" : "ground";
    const rect = drawn("rect", { class: kind, x: 0, y: row.top, width: this.width, height: row.height });
    if (!row.words) {
      rect.dataset.step = row.step;
      this.backs.set(row.step, rect);
    }
    return rect;
  }

  lineOf(lane) {
    return lane.x + 8 + lane.slots * (measures.bar + measures.gap) + measures.dot / 2;
  }

  lifeline(lane, top, bottom) {
    const x = this.lineOf(lane);
    return drawn("line", { class: "life", x1: x, x2: x, y1: top, y2: bottom });
  }

  /// Where a change of this step stands: a little above the words where somebody else struck.
  levelOf(number) {
    const row = this.rows[this.rowOfStep[number]];
    return row.struck ? row.middle - 13 : row.middle;
  }

  bar(tenure, top, bottom) {
    const begin = this.levelOf(tenure.from);
    const end = tenure.lasts ? this.height : this.levelOf(tenure.to);
    if (end < top || begin > bottom) return [];
    const x = tenure.lane.x + 8 + tenure.slot * (measures.bar + measures.gap);
    const torn = tenure.hold === "broken" && tenure.previous !== null;
    const from = Math.max(top, begin + (torn ? 4 : 0)), to = Math.min(bottom, end);
    const shape = drawn("rect", {
      class: `bar ${tenure.hold}`, x, y: from, width: measures.bar, height: Math.max(3, to - from),
      rx: tenure.previous ? 0 : 3,
    }, drawn("title", {}, noteOf(tenure)));
    return [shape, ...(torn ? [tear(x, begin)] : []), ...this.arrow(tenure, x, begin)];
  }

  /// From whoever did it to the bar that it hit.
  arrow(tenure, x, level) {
    const step = this.trace.steps[tenure.from - 1];
    if (!isStruck(tenure, step)) return [];
    const start = this.lineOf(step.lane), middle = this.rows[this.rowOfStep[step.number]].middle;
    const toTheRight = start < x;
    const tip = toTheRight ? x - 5 : x + measures.bar + 5, back = toTheRight ? tip - 9 : tip + 9;
    return [drawn("path", { class: `strike ${tenure.hold}`, d: `M${start},${middle} V${level} H${back}` }),
      drawn("path", { class: `strike-head ${tenure.hold}`, d: `M${tip},${level} L${back},${level - 5} V${level + 5} Z` })];
  }

  row(row) {
    const step = this.trace.steps[row.step - 1];
    const texts = [...row.cells].flatMap(([lane, lines]) => lines.map(({ line, kind }, index) =>
      this.words(this.lineOf(lane) + measures.dot, row.middle + 5 + index * measures.line, line, kind)));
    if (!step) return [this.words(8, row.middle + 5, "start", "number"), ...texts];
    return [this.words(14, row.middle + 5, String(step.number), step.decisive ? "number bad" : "number"),
      ...this.clock(row, step), this.dot(row, step), ...texts];
  }

  clock(row, step) {
    const before = this.trace.steps[step.number - 2]?.minutes ?? 0;
    return step.minutes === before ? []
      : [this.words(14, row.middle + 5 + measures.line, clockTime(step.minutes), "time")];
  }

  dot(row, step) {
    const x = this.lineOf(step.lane), y = row.middle;
    if (step.environment) return drawn("path", { class: "dot environment", d: `M${x},${y - 7} l7,7 l-7,7 l-7,-7 Z` });
    return drawn("circle", { class: step.decisive ? "dot decisive" : "dot", cx: x, cy: y, r: step.decisive ? 7 : 5.5 });
  }

  loopHead(row) {
    return [this.words(14, row.middle + 5, row.words, "loop-words")];
  }

  loopBracket() {
    const { loop, steps } = this.trace;
    if (!loop || loop.length === 0) return [];
    const first = this.rows[this.rowOfStep[loop.begin + 1]], last = this.rows[this.rowOfStep[steps.length]];
    const begin = first.middle, end = last.middle;
    return [drawn("path", { class: "loop", d: `M10,${end} H5 V${begin} H8` }),
      drawn("path", { class: "loop-tip", d: `M12,${begin} l-6,-4 v8 Z` })];
  }

  select(number) {
    this.selected = number;
    this.mark();
    this.scrollTo(number);
  }

  mark() {
    this.backs?.forEach((rect, number) => rect.classList.toggle("current", number === this.selected));
  }

  /// Inside the picture only; the page stays where it is.
  scrollTo(number) {
    if (!this.rows || this.element.scrollHeight <= this.element.clientHeight + 1) return;
    const row = this.rows[this.rowOfStep[number]], head = 52;
    const { scrollTop, clientHeight } = this.element;
    if (row.top >= scrollTop && row.top + row.height + head <= scrollTop + clientHeight) return;
    this.element.scrollTop = row.top - clientHeight / 2;
    this.drawInSight();
  }

  print(printing) {
    this.printing = printing;
    this.drawn = null;
    this.drawInSight();
  }
}

function groupedBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

/// Letters of the picture are all of one width, so that words can be broken before they are drawn.
function widthOfLetter(element) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `13px ${getComputedStyle(element).getPropertyValue("--mono")}`;
  return context.measureText("m").width;
}

/// What tells the bars apart besides their colour.
function hatches() {
  const hatch = (id, d) => drawn("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
    drawn("rect", { class: "hatch-ground", width: 8, height: 8 }), drawn("path", { class: "hatch", d }));
  return drawn("defs", {}, hatch("hatch-doomed", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"),
    hatch("hatch-broken", "M0,0 l8,8 M8,0 l-8,8"));
}

function tear(x, y) {
  const teeth = [0, 1, 2, 3, 4, 5].map((k) => `l4,${k % 2 === 0 ? 6 : -6}`).join(" ");
  return drawn("path", { class: "tear", d: `M${x + measures.bar / 2 - 12},${y - 3} ${teeth}` });
}

const holdWords = {
  sound: "in use",
  doomed: "in use, though marked to go away",
  broken: "gone or out of reach, though never given back",
};

/// Only of what the picture has.
function legend(trace) {
  const kinds = ["sound", "doomed", "broken"].filter((hold) => trace.tenures.some((tenure) => tenure.hold === hold));
  const sample = (hold) => drawn("svg", { class: "sample", width: 26, height: 14, "aria-hidden": "true" }, hatches(),
    drawn("rect", { class: `bar ${hold}`, x: 1, y: 1, width: 24, height: 12, rx: hold === "broken" ? 0 : 3 }));
  const items = kinds.map((hold) => el("li", {}, sample(hold), holdWords[hold]));
  return items.length === 0 ? null : el("ul.legend", {}, items);
}
