// The page as a reader meets it: in Chromium, from the file system. Pages that no scenario makes (a thousand
// scenarios, thousands of steps, hostile names) are real ones with other data in them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const scenarios = ["scenarios/ways/w1-kb303221.toml", "scenarios/endless/nobody-sweeps.toml"];
const screens = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];
const folder = mkdtempSync(join(tmpdir(), "holdfast-browser-"));
let browser;
let made;  // the page that the program made

before(async () => {
  const file = join(folder, "made.html");
  execFileSync(process.env.HOLDFAST_PROGRAM, ["check", ...scenarios, "--no-times", "--report", `html=${file}`]);
  made = readFileSync(file, "utf8");
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
  const asRoot = process.getuid() === 0 ? ["--no-sandbox"] : [];
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...quiet, ...asRoot] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/// The page with its data changed, as the program would write them.
function withData(change) {
  const [begin, end] = ['<script type="application/json" id="data">', "</script>"];
  const from = made.indexOf(begin) + begin.length, to = made.indexOf(end, from);
  const data = JSON.parse(made.slice(from, to));
  change(data);
  const json = JSON.stringify(data).replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
  return made.slice(0, from) + json + made.slice(to);
}

/// Opens a page, gives it to `use`, and fails where it complained or asked for anything but itself.
async function opened(html, hash, use, options = {}) {
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: screens[0], ...options });
  const complaints = [], requests = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href + hash);
  await page.waitForSelector("main h1");
  await use(page);
  assert.deepEqual(complaints, []);
  assert.equal(requests.length, 1);
  await page.close();
}

const purge = "#case=1&property=1";

/// Of the first scenario's cases and of the other's, the one with a loop.
async function addressOfLoop(page) {
  return page.locator("a", { hasText: "orphan" }).first().getAttribute("href");
}

test("the overview has every case, and a search finds one", () => opened(made, "", async (page) => {
  const cases = page.locator(".case");
  const all = await cases.count();
  assert.ok(all >= 8);
  await page.keyboard.press("/");
  await page.keyboard.type("as-described");
  await page.waitForFunction(() => document.querySelectorAll(".case").length === 1);
  assert.match(await cases.innerText(), /in-use-purge violated in 4 steps/);
  await page.getByRole("searchbox").fill("");
  await page.getByLabel("verdict").selectOption("holds");
  assert.ok(await cases.count() < all && await cases.count() > 0);
  assert.doesNotMatch((await cases.allInnerTexts()).join(), /violated/);
  await page.getByLabel("outcome").selectOption("unexpected");
  assert.equal(await cases.count(), 0);
}));

test("the picture of KB 303221 has the purge in the middle of a bar", () => opened(made, purge, async (page) => {
  for (const hold of ["sound", "doomed", "broken"]) assert.equal(await page.locator(`.lanes-body .bar.${hold}`).count(), 1);
  assert.equal(await page.locator(".tear").count(), 1);
  assert.equal(await page.locator("path.strike.broken").count(), 1);
  assert.match(await page.locator(".sentence").innerText(), /purged Outlook while mailer/);
  assert.match(await page.locator(".lanes-head").textContent(), /console.*mailer.*remote.*visitor/);
}));

test("keys, slider and picture go from step to step", () => opened(made, purge, async (page) => {
  const heading = page.locator(".now h4");
  assert.match(await heading.innerText(), /^Step 4: visitor in remote/);
  assert.equal(await page.locator(".state .changed").count(), 1);
  assert.match(await page.locator(".state .changed").innerText(), /PURGED/);
  await page.keyboard.press("ArrowLeft");
  assert.match(await heading.innerText(), /^Step 3: mailer in console/);
  assert.match(page.url(), /step=3$/);
  await page.keyboard.press("Home");
  assert.equal(await heading.innerText(), "Start");
  assert.equal(await page.locator(".state .changed").count(), 0);
  await page.getByLabel("Step", { exact: true }).fill("2");
  assert.match(await page.locator(".now .call").innerText(), /logon Outlook.*S_OK/);
  await page.locator('.ground[data-step="1"]').click();
  assert.match(await heading.innerText(), /^Step 1/);
  await page.keyboard.press("End");
  assert.ok(await page.getByRole("button", { name: /Next step/ }).isDisabled());
  await page.keyboard.press("Escape");
  await page.waitForSelector(".overview");
}));

test("the state graph is laid out where somebody looks, and tells what else could have happened", () => opened(made, purge, async (page) => {
  assert.equal(await page.locator(".graph-picture svg").count(), 0);
  await page.locator(".state-graph summary").click();
  await page.waitForSelector(".graph-picture svg");
  assert.match(await page.locator(".graph").innerText(), /^All there is: 27 states and 42 steps\./);
  assert.equal(await page.locator(".spot").count(), 27);
  assert.equal(await page.locator("svg .step").count(), 42 + 1);  // one of them in the legend
  assert.deepEqual(await page.locator(".spot circle.on-run").count(), 5);
  assert.match(await page.locator(".elsewhere").innerText(), /^Possible behind step 4\n+.*mailer: access → MAPI_E_CALL_FAILED/);
  await page.keyboard.press("Home");
  assert.match(await page.locator(".elsewhere").innerText(), /^Possible at the start/);
  await page.locator(".elsewhere button").first().click();
  assert.match(await page.locator(".elsewhere h4").innerText(), /off the run/);
  await page.locator(".spot.selected").waitFor();
  await page.locator(".spot", { hasText: /^behind step 33$/ }).click();
  assert.match(await page.locator(".now h4").innerText(), /^Step 3/);
}));

test("a run without end has its loop, and why it is fair", () => opened(made, "", async (page) => {
  await page.goto(page.url().split("#")[0] + await addressOfLoop(page));
  await page.waitForSelector(".ledger");
  assert.match(await page.locator(".lanes-body").textContent(), /from here on, for ever:/);
  assert.ok(await page.locator(".ledger tr").count() >= 2);
  const last = await page.locator(".position").innerText();
  await page.keyboard.press("ArrowRight");  // behind the last step comes the first of the loop
  assert.notEqual(await page.locator(".position").innerText(), last);
}));

test("it prints, with all steps", () => opened(made, purge, async (page) => {
  const pdf = await page.pdf();
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  assert.equal(await page.locator(".steps tbody tr").count(), 4);
  assert.equal(await page.locator("details.all-steps").getAttribute("open"), null);  // as it was before
}));

for (const viewport of screens) {
  test(`nothing is cut off or lies over something else, ${viewport.width} pixels wide`, () =>
    opened(made, purge, async (page) => {
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
      const faults = await page.evaluate(() => {
        const lanes = document.querySelector(".lanes-body"), edge = Number(lanes.getAttribute("width"));
        const boxes = [...lanes.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBBox() }));
        const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y + 2 < b.y + b.height && b.y + 2 < a.y + a.height;
        const cut = boxes.filter(({ box }) => box.x + box.width > edge).map(({ words }) => `cut: ${words}`);
        const over = boxes.flatMap((one, k) => boxes.slice(k + 1).filter((other) => overlap(one.box, other.box))
          .map((other) => `${one.words} / ${other.words}`));
        return [...cut, ...over];
      });
      assert.deepEqual(faults, []);
    }, { viewport }));
}

test("whatever names are made of, they are shown and do nothing", () => {
  const hostile = "</script><img src=x onerror=alert(1)> \"'&]]>\n\u0000\u001b[31m\u202e\u05d0\u05d1 \ud83d\ude00 ";
  const html = withData((data) => {
    data.texts = data.texts.map((text, k) =>
      /^$|^(violated|holds|inconclusive|any|as_expected|unexpected|doomed|broken|sound|never.*|leads_to|at_end|within|reachable)$/
        .test(text) ? text : hostile + k);
  });
  return opened(html, purge, async (page) => {
    assert.equal(await page.locator("main img").count(), 0);
    const words = await page.locator("main").innerText();
    assert.ok(words.includes("</script><img src=x onerror=alert(1)> \"'&]]>\\n\\x00\\x1B[31m\\u{202E}\u05d0\u05d1 \ud83d\ude00"));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280);
  });
});

test("thousands of steps stay fluent", () => {
  const html = withData((data) => {
    const { steps } = data.cases[0].properties[0].trace;
    const rounds = [...steps];
    while (steps.length < 5000) steps.splice(0, 0, ...rounds.map((step) => ({ ...step, decisive: false })));
    data.cases[0].properties[0].trace.tenures = [];
  });
  return opened(html, purge, async (page) => {
    assert.equal(await page.locator(".position").innerText(), "5,000 of 5,000");
    assert.ok(await page.locator(".lanes-body *").count() < 5000);
    await page.evaluate(() => {
      for (let k = 0; k < 50; ++k) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
    });
    assert.equal(await page.locator(".position").innerText(), "4,950 of 5,000");
  });
});

test("a thousand scenarios are less than 20 MB and can be searched", () => {
  const html = withData((data) => {
    const first = data.cases;
    data.cases = [];
    for (let k = 0; k < 1000; k += 2) {
      for (const one of first) {
        data.texts.push(`scenarios/${k}/${data.texts[one.path]}`);
        data.cases.push({ ...one, path: data.texts.length - 1 });
      }
    }
  });
  assert.ok(html.length < 20e6, `${html.length} bytes`);
  return opened(html, "", async (page) => {
    assert.match(await page.getByRole("status").innerText(), /^1,000 scenarios/);
    await page.getByRole("searchbox").fill("scenarios/998/ as-described");
    await page.waitForFunction(() => document.querySelectorAll(".case").length === 1);
  });
});
