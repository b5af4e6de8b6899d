// Numbers and verdicts in words, as the text report has them.

const greatestCount = "18446744073709551615";

/// 12345 as "12,345"; counts end at 2^64 - 1, which means "at least".
function grouped(number) {
  const digits = String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  return String(number) === greatestCount ? `at least ${digits}` : digits;
}

function counted(number, thing) {
  if (Number(number) === 1) return `1 ${thing}`;
  return `${grouped(number)} ${thing.endsWith("switch") ? "switches" : thing + "s"}`;
}

function listed(items) {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

const clockTime = (minutes) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

const outcomes = {
  as_expected: { sign: "✓", word: "as expected", kind: "good" },
  known: { sign: "≈", word: "known and accepted", kind: "open" },
  unexpected: { sign: "✗", word: "not as expected", kind: "bad" },
  inconclusive: { sign: "?", word: "inconclusive", kind: "open" },
};

/// "violated in 4 steps", "violated by a loop of 3 steps behind 4"
function verdictInWords(property) {
  if (property.verdict === "inconclusive") return `inconclusive (${property.reason})`;
  if (!property.hasTrace) return property.verdict;
  const { verdict, length, loopBegin } = property;
  if (verdict === "holds") return `holds, shown in ${counted(length, "step")}`;
  if (loopBegin === undefined) return `violated in ${counted(length, "step")}`;
  if (loopBegin === length) return `violated for ever behind ${counted(length, "step")}`;
  return `violated by a loop of ${counted(length - loopBegin, "step")} behind ${grouped(loopBegin)}`;
}

function expectedInWords(property) {
  if (property.expected === "any") return "anything";
  const steps = property.expectedSteps === undefined ? "" : ` in ${counted(property.expectedSteps, "step")}`;
  return property.expected + steps;
}

/// How long a property of kind within takes.
function delaysInWords({ delays, bound }) {
  const allowed = `may take ${counted(bound ?? 0, "minute")}`;
  if (delays.least === undefined)
    return `${delays.without_end ? "never comes to its end" : "takes no time that was seen"}; ${allowed}`;
  if (delays.greatest === undefined)
    return `takes ${counted(delays.least, "minute")} or more, and in some runs for ever; ${allowed}`;
  if (delays.least === delays.greatest) return `takes ${counted(delays.least, "minute")}; ${allowed}`;
  return `takes from ${grouped(delays.least)} to ${counted(delays.greatest, "minute")}; ${allowed}`;
}

/// That no run is shorter, or simpler.
function lengthInWords({ steps, loop, switches, switchMinimal }) {
  const way = loop ? loop.begin : steps.length;
  const loops = loop && loop.length > 0;
  const what = loops ? "No way to the loop" : loop ? "No way there" : "No run";
  const much = `${what} is shorter: ${counted(way, "step")}`;
  const turns = `${counted(switches, "switch")} from one program to another`;
  if (!switchMinimal)
    return `${much}. With its ${turns} it may not be the simplest of that length, since it would take too much ` +
      "memory to compare them.";
  return loops ? `${much}; with the loop it makes ${turns}.` : `${much}, ${turns}.`;
}

function loopInWords({ length, shortest }) {
  if (length === 0) return "There the run stays for ever.";
  return `The loop: ${counted(length, "step")}` + (shortest ? "; no fair loop from there is shorter."
    : ", put together step by step; a fair loop from there may be shorter.");
}
