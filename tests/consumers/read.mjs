// Reads each report in a folder with a reader that shares no code with what wrote it, and complains of what it
// cannot read or does not find again. Usage: node read.mjs MODULES FOLDER
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, folder] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(modules, 'package.json')));
const text = (name) => readFileSync(join(folder, name), 'utf8');
const names = (ending) => readdirSync(folder).filter((name) => name.endsWith(ending)).sort();

let complaints = 0;
let checks = 0;
function check(good, what) {
  ++checks;
  if (good) return;
  ++complaints;
  console.log(`FAILED  ${what}`);
}

// ---- SARIF, by the official schema ------------------------------------------------------------------------

function loadSarifSchema() {
  const folder = join(modules, 'node_modules/@microsoft/jest-sarif/lib/schemas');
  return JSON.parse(readFileSync(join(folder, 'sarif-2.1.0-rtm.5.json'), 'utf8'));
}

const Ajv04 = require('ajv-draft-04');
const formats = require('ajv-formats');
const ajv = new Ajv04({ strict: false, allErrors: true, unicodeRegExp: false });
(formats.default ?? formats)(ajv);
const isSarif = ajv.compile(loadSarifSchema());

function readSarif(name) {
  const log = JSON.parse(text(name));
  check(isSarif(log), `${name} keeps to the schema: ${ajv.errorsText(isSarif.errors)}`);
  for (const result of log.runs[0].results) {
    const rules = log.runs[0].tool.driver.rules.map((rule) => rule.id);
    check(rules.includes(result.ruleId), `${name}: ${result.ruleId} is a rule`);
    for (const flow of result.codeFlows ?? []) {
      const order = flow.threadFlows.flatMap((one) => one.locations.map((step) => step.executionOrder));
      order.sort((a, b) => a - b);
      check(order.every((number, k) => number === k + 1), `${name}: steps are numbered without gaps`);
    }
  }
  const spoilt = structuredClone(log);
  spoilt.runs[0].results.push({ level: 'fatal' });
  check(!isSarif(spoilt), `${name}: the schema notices what does not belong`);
}

// ---- ITF, as Quint reads it -------------------------------------------------------------------------------

const quint = require('@informalsystems/quint/dist/src/itf.js');

function readItf(name) {
  const trace = JSON.parse(text(name));
  const read = quint.ofItf(trace);
  check(read.length === trace.states.length, `${name}: every state is read`);
  for (const state of read) {
    const fields = state.args.filter((_, k) => k % 2 === 0).map((field) => field.value);
    check(trace.vars.every((variable) => fields.includes(variable)), `${name}: every variable is read`);
  }
  const index = trace.loop ?? 0;
  check(index < Math.max(trace.states.length, 1), `${name}: the loop begins at a state`);
}

// ---- Mermaid, by its own parser ---------------------------------------------------------------------------

const { JSDOM } = require('jsdom');
const { window } = new JSDOM('<!doctype html><body></body>');
Object.assign(globalThis, { window, document: window.document, Option: window.Option });
const mermaid = (await import(pathToFileURL(require.resolve('mermaid')))).default;
mermaid.initialize({ startOnLoad: false, maxTextSize: 50000 });

// What a reader sees: the parser keeps entities in a form of its own until it draws.
const shown = (words) =>
  words.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code))).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

async function readDiagram(name, diagram, wanted) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(diagram);
    const actors = [...db.getActors().values()].map((actor) => shown(actor.description));
    const messages = db.getMessages().map((message) => shown(String(message.message ?? '')));
    for (const part of wanted) {
      const found = [...actors, ...messages].some((words) => words.includes(part));
      check(found, `${name}: '${part}' is drawn; there is ${JSON.stringify([...actors, ...messages])}`);
    }
    check(actors.includes('what they share'), `${name}: has its columns`);
  } catch (error) {
    check(false, `${name}: ${error}`);
  }
}

// ---- Markdown, as pages of GitHub's kind are made of it ---------------------------------------------------

const { marked } = await import(pathToFileURL(require.resolve('marked')));

async function readMarkdown(name, wanted) {
  const source = text(name);
  const page = new JSDOM(marked.parse(source, { gfm: true })).window.document;
  const words = page.body.textContent.replaceAll('\u200b', '');
  for (const part of wanted) check(words.includes(part), `${name}: '${part}' is on the page`);
  check(page.querySelectorAll('i, a, script').length === 0, `${name}: no name has become a tag or a link`);
  const rows = [...page.querySelectorAll('tr')];
  const widths = rows.map((row) => [...row.closest('table').querySelectorAll('th')].length === row.children.length);
  check(rows.length > 0 && widths.every(Boolean), `${name}: every row has as many cells as its heading`);
  for (const block of page.querySelectorAll('code.language-mermaid'))
    await readDiagram(`a diagram of ${name}`, block.textContent, []);
}

for (const name of names('.sarif')) readSarif(name);
for (const name of names('.itf.json')) readItf(name);
const awkward = ['wrap: ]]> 😀 *x* @enduml', 'Out#look;"<b>', '<remote>'];
for (const name of names('.mmd')) await readDiagram(name, text(name), name.includes('awkward') ? awkward.slice(0, 2) : []);
for (const name of names('.md')) await readMarkdown(name, name.includes('awkward') ? awkward : []);

console.log(complaints === 0 ? `${checks} checks of reports by their readers` : `${complaints} of ${checks} failed`);
process.exit(complaints === 0 && checks > 0 ? 0 : 1);
