// Journeys of a reader: the hosted page and the single file in three engines, reload, print, bad files.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ENGINES, inOwn, report, root, serve, shipped, until } from "./browsers.mjs";
import { answer, begin, exported, fill, give, goTo, heading, isAt, press, reload, saved, shows, SIZE, started, stored, type, value, VIEWS, visit, withScript } from "./page.mjs";

const single = pathToFileURL(path.join(root, "dist/dms-preflight.html")).href;
const site = await serve(path.join(root, "dist/site"));

async function startAndAnswer(browser, url) {
  await browser.open(url);
  await started(browser);
  await press(browser, "Start a plan");
  await until(async () => (await heading(browser)) === "Account and sign-in", "the first section");
  await answer(browser, "Is there an AWS account", "Yes");
  await shows(browser, "Is the root user protected");
  await browser.run(`[...document.querySelectorAll(".rail li a")].find((a) => a.textContent.includes("Cutover")).click()`);
  await until(async () => (await heading(browser)) === "Cutover and fallback", "the last section");
  const before = await browser.run(`document.querySelector(".tally .stop b").textContent`);
  await answer(browser, "Is there a backup of the source", "No");
  await until(async () => (await browser.run(`document.querySelector(".tally .stop b").textContent`)) !== before, "one blocker more");
  assert.match(await browser.run(`document.querySelector(".verdict").textContent`), /What your last answer changed/);
}

const inChromium = (name, test) => inOwn(name, test, ENGINES.slice(0, 1));

/** Before the page's own script: no frame comes before window.seen is called, as in a page that is not seen. */
const NO_FRAMES = `const asked = new Map();
let last = 0;
window.requestAnimationFrame = (call) => { asked.set(last += 1, call); return last; };
window.cancelAnimationFrame = (handle) => { asked.delete(handle); };
let timers = 0;
const wait = window.setTimeout;
window.setTimeout = (...of) => { timers += 1; return wait(...of); };
// Gives how many calls the frame put off.
window.seen = () => {
  timers = 0;
  asked.forEach((call, handle) => { asked.delete(handle); call(performance.now()); });
  return timers;
};`;

/** Before the page's own script: makes its memory known. */
const MEMORY = `for (const name of ["instantiate", "instantiateStreaming"]) {
  const own = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await own.apply(WebAssembly, given);
    window.memory ??= (made.instance ?? made).exports.memory;
    return made;
  };
}`;

const tests = [
  ...inChromium("the timeline is worked out once in a page that is not seen, and not again when it is", withScript(NO_FRAMES, async (browser, url) => {
    await visit(browser, url);
    await press(browser, "Oracle to Aurora");
    await isAt(browser, "Findings");
    await press(browser, "Questions", ".views");
    await until(() => browser.run(`!!document.querySelector(".verdict .odds")`), "the odds");
    assert.equal(await browser.run(`window.seen()`), 0);
    assert.equal(await browser.run(`!!document.querySelector(".failure")`), false);
  })),
  ...inChromium("what was to be worked out for a plan as it was goes with it", withScript(MEMORY, async (browser, url) => {
    await begin(browser, url);
    const typed = (times) => browser.run(`(async () => {
      const field = document.querySelector(".q textarea");
      for (let nth = 0; nth < ${times}; nth += 1) {
        field.value = "A note, " + nth;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        // Drawn, but sooner than anything that waits for a pause.
        const { port1, port2 } = new MessageChannel();
        await new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
      }
      return window.memory.buffer.byteLength;
    })()`);
    const before = await typed(100);
    assert.ok(await typed(1500) - before < 1e6, "the page's memory stays what it was");
  })),
  ...inOwn("starts and answers on the hosted page", (browser) => startAndAnswer(browser, site.url)),
  ...inOwn("starts and answers in the single file from file://", (browser) => startAndAnswer(browser, single)),

  ...inChromium("closes, comes back and finds everything again", async (browser) => {
    await startAndAnswer(browser, site.url);
    await browser.run(`[...document.querySelectorAll(".rail li a")].find((a) => a.textContent.includes("Source database")).click()`);
    await type(browser, "How much data will move", "2.4");
    await shows(browser, "Saved in this browser");
    await browser.open("about:blank");
    await browser.open(`${site.url}#/questions/source`);
    await started(browser);
    assert.equal(await heading(browser), "Source database");
    assert.equal(await value(browser, "How much data will move"), "2.4");
    await press(browser, "Findings");
    await shows(browser, "Blockers");
  }),

  ...inOwn("the timeline follows the answers, and keeps days of the reader's own", async (browser) => {
    await browser.open(site.url);
    await started(browser);
    await press(browser, "Oracle to Aurora PostgreSQL");
    await press(browser, "Timeline", ".views");
    await shows(browser, "P95 finish");
    const figures = () => browser.run(`document.querySelector(".figs").innerText`);
    const first = await figures();
    assert.match(first, /Odds of 2027-03-01/);
    await shows(browser, "What would help most");
    await until(() => browser.run(`document.querySelectorAll(".helps li").length > 0`), "what would help");
    assert.ok(await browser.run(`document.querySelectorAll(".gantt .grow rect").length >= 28`), "two bars for each phase");
    const days = ".phases .task:nth-child(6) .marks input";
    await browser.run(`document.querySelector(".phases .task:nth-child(6) details").open = true`);
    await fill(browser, days, "60 70 90");
    await until(async () => (await figures()) !== first, "later finishes");
    const later = await figures();
    await shows(browser, "60, 70, 90 d, your own days");
    await saved(browser);
    await reload(browser);
    await until(async () => (await figures()) === later, "the same finishes again");
    await fill(browser, days, "soon");
    await until(async () => (await figures()) === first, "the model's days again");
    assert.match(await browser.run(`document.querySelector(".phases .msg").textContent`), /"soon"/);
    await press(browser, "Questions", ".views");
    await until(() => browser.run(`document.querySelector(".odds") !== null`), "the odds beside the questions");
  }),

  ...inChromium("back and forward lead through the views", async (browser) => {
    await browser.open(site.url);
    await started(browser);
    await press(browser, "Start a plan");
    await until(async () => (await heading(browser)) === "Account and sign-in", "the first section");
    await press(browser, "Regions");
    await until(async () => (await heading(browser)) === "Regions", "the Regions");
    await browser.run("history.back()");
    await until(async () => (await heading(browser)) === "Account and sign-in", "the section again");
  }),

  ...inChromium("a bad account number is told as it is typed and kept", async (browser) => {
    await browser.open(site.url);
    await started(browser);
    await press(browser, "Start a plan");
    await answer(browser, "Is there an AWS account", "Yes");
    const question = "What is the account number";
    await shows(browser, question);
    await type(browser, question, "1234-5678-901");
    await shows(browser, "12 digits; this has 11");
    assert.equal(await value(browser, question), "1234-5678-901");
    await type(browser, question, "1234-5678-9012");
    await shows(browser, "https://123456789012.signin.aws.amazon.com/console/");
  }),

  ...inChromium("every example opens from the start page with findings and a judged Region", async (browser) => {
    await browser.open(site.url);
    await started(browser);
    const names = await browser.run(`[...document.querySelectorAll(".ex button")].map((b) => b.textContent)`);
    assert.equal(names.length, 4);
    for (const name of names) {
      await browser.open(`${site.url}#/`);
      await started(browser);
      await browser.run(`[...document.querySelectorAll(".ex button")].find((b) => b.textContent === ${JSON.stringify(name)}).click()`);
      await until(async () => (await heading(browser)) === "Findings", "the findings");
      assert.ok(await browser.run(`document.querySelectorAll(".f").length`) > 5, name);
      await press(browser, "Regions");
      await until(() => browser.run(`!!document.querySelector(".judge .call")`), "the judged Region");
    }
  }),

  ...inChromium("the report prints to clean pages with verdict, findings and sources", async (browser) => {
    await browser.open(site.url);
    await started(browser);
    await press(browser, "Oracle to Aurora");
    await press(browser, "Report");
    await until(() => browser.run(`!!document.querySelector(".a4 h1")`), "the report");
    const file = path.join(os.tmpdir(), `preflight-${process.pid}.pdf`);
    await browser.pdf(file);
    try {
      const pdf = fs.readFileSync(file);
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      assert.ok(pdf.length > 20_000);
    } finally {
      fs.rmSync(file);
    }
    const hidden = await browser.run(`(() => {
      const list = [...document.styleSheets].flatMap((s) => [...s.cssRules]).filter((r) => r.media && r.media.mediaText === "print");
      return list.length;
    })()`);
    assert.ok(hidden > 0);
  }),

  ...inOwn("the report as HTML opens by itself and says what the page says", async (browser) => {
    await visit(browser, site.url);
    await press(browser, "Oracle to Aurora");
    await goTo(browser, "Timeline");
    await shows(browser, "P95 finish");
    await goTo(browser, "Report");
    const said = await browser.run(`document.querySelector(".a4").innerText`);
    const { name, text: html } = await exported(browser, "Save as HTML");
    assert.match(name, /-report\.html$/);
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "preflight-report-")), name);
    fs.writeFileSync(file, html);
    await browser.open(pathToFileURL(file).href);
    const plain = (words) => words.replace(/\s+/g, " ").trim();
    assert.equal(plain(await browser.run(`document.querySelector(".a4").innerText`)), plain(said));
    assert.equal(await browser.run(`getComputedStyle(document.querySelector(".block-title")).display`), "grid");
  }),

  ...inChromium("files that are no plans are refused with a sentence and change nothing", async (browser) => {
    await begin(browser, site.url);
    await type(browser, SIZE, "2.4");
    await saved(browser);
    await visit(browser, site.url);
    const before = await stored(browser);
    for (const [text, sentence] of [
      [`"{"`, "not JSON"],
      [`""`, "empty"],
      [`"[]"`, "not a plan of DMS Preflight"],
      [`'{"app":"dms-preflight","plan":{}}'`, "does not say which schema"],
      [`'{"app":"dms-preflight","schema":1,"plan":{"name":"\\\\ud800"}}'`, "not JSON"],
      [`'{"app":"other","schema":1,"plan":{}}'`, "another program"],
      [`'{"app":"dms-preflight","schema":9,"plan":{}}'`, "newer"],
      [`"[".repeat(100000)`, "nested too deeply"],
      [`"x".repeat(50e6)`, "larger than 8 MB"],
    ]) {
      await give(browser, text);
      await shows(browser, sentence);
      await shows(browser, "Nothing was changed.");
      assert.equal(await browser.run(`!!document.querySelector(".start-page")`), true, "a plan was opened");
      await press(browser, "Close", ".notices");
      await until(() => browser.run(`document.querySelector(".notices").textContent === ""`), "no notice");
    }
    assert.deepEqual(await stored(browser), before);
  }),

  ...inChromium("what to answer next is refined after the paint", async (browser) => {
    await browser.open(site.url);
    await started(browser);
    await press(browser, "Start a plan");
    await until(() => browser.run(`/settles \\d+ to \\d+ findings/.test(document.querySelector(".verdict .next").textContent)`), "what an answer decides");
    assert.match(await browser.run(`document.querySelector(".verdict .next").textContent`), /Which database engine is the source/);
  }),

  ...inChromium("without its explanations the page judges all the same and says so", async (browser) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-site-"));
    fs.cpSync(path.join(root, "dist/site"), folder, { recursive: true });
    fs.rmSync(path.join(folder, shipped("tables.json")));
    const poor = await serve(folder);
    try {
      await browser.open(poor.url);
      await started(browser);
      await shows(browser, "The explanations could not be loaded");
      await press(browser, "Oracle to Aurora");
      await until(async () => (await heading(browser)) === "Findings", "the findings");
      assert.ok(await browser.run(`document.querySelectorAll(".f").length`) >= 12);
    } finally {
      poor.close();
      fs.rmSync(folder, { recursive: true });
    }
  }),

  ...inChromium("the task's documents are JSON that follows the answers", async (browser) => {
    await browser.open(site.url);
    await started(browser);
    await press(browser, "Oracle to Aurora");
    await press(browser, "Task settings");
    await until(async () => (await heading(browser)) === "Task settings", "the documents");
    const documents = () => browser.run(`[...document.querySelectorAll("main pre")].map((pre) => pre.textContent)`);
    const [mappings, settings] = (await documents()).map((text) => JSON.parse(text));
    assert.ok(mappings.rules.some((rule) => rule["rule-type"] === "selection"));
    assert.equal(typeof settings.FullLoadSettings.MaxFullLoadSubTasks, "number");
    await browser.run(`document.querySelector("main .check input").click()`);
    await until(async () => JSON.parse((await documents())[1]).StreamBufferSettings !== undefined, "every default");
  }),

  ...inChromium("no request leaves for anywhere but the page's own files", async (browser) => {
    await startAndAnswer(browser, site.url);
    const hosts = await browser.run(`[...new Set(performance.getEntriesByType("resource").map((e) => new URL(e.name).origin))]`);
    assert.deepEqual(hosts, [new URL(site.url).origin]);
  }),

  ...inChromium("from the start page two clicks tell date, blockers, schema and Region, each with its why", async (browser) => {
    const looked = async (view, ...parts) => {
      await visit(browser, site.url);
      await press(browser, "Oracle to Aurora");
      await goTo(browser, view);
      for (const part of parts) await shows(browser, part);
    };
    await looked("Timeline", "of the runs make", "What to watch");
    await looked("Findings", "Blockers", "Risks");
    assert.ok(await browser.run(`!!document.querySelector(".f summary + .body h3")`), "a finding opens to its why");
    await looked("Target schema", "Secondary indexes", "Triggers");
    assert.ok(await browser.run(`!!document.querySelector(".task .src")`), "what must be recreated has its source");
    await looked("Regions", "eu-central-1", "Nearest Regions with DMS");
  }),

  ...inChromium("the first finding that is of use comes with the third answer at the latest", async (browser) => {
    await visit(browser, site.url);
    await press(browser, "Start a plan");
    await isAt(browser, "Account and sign-in");
    for (let turn = 0; turn < 3; turn += 1) {
      await browser.run(`document.querySelector(".next a").click()`);
      await until(() => browser.run(`!!document.activeElement?.closest(".q")`), "a question to answer");
      await browser.run(`(() => {
        const field = document.activeElement.closest(".q").querySelector("select, input[type=radio], input[type=checkbox]");
        if (field.tagName !== "SELECT") return field.click();
        field.selectedIndex = [...field.options].findIndex((one) => one.value && one.value !== "dont_know");
        field.dispatchEvent(new Event("change", { bubbles: true }));
      })()`);
      await until(() => browser.run(`!!document.querySelector(".q.now")`), "the answer");
    }
    await until(() => browser.run(`[...document.querySelectorAll(".tally b")].slice(0, 3).some((one) => Number(one.textContent) > 0)`), "a finding");
  }),

  ...inChromium("nothing is wider than the page from 320 px on", async (browser) => {
    for (const width of [320, 390, 768, 1024, 1440, 2560]) {
      await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height: 800, deviceScaleFactor: 1, mobile: false });
      await browser.open(site.url);
      await started(browser);
      await press(browser, "Oracle to Aurora");
      for (const view of [...VIEWS.slice(1), "Questions"]) {
        await browser.run(`[...document.querySelectorAll(".views a")].find((a) => a.textContent.startsWith("${view}")).click()`);
        await until(() => browser.run(`[...document.querySelectorAll(".views a")].find((a) => a.textContent.startsWith("${view}")).getAttribute("aria-current") === "page"`), view);
        const over = await browser.run(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);
        assert.ok(over <= 0, `${view} at ${width} px is ${over} px too wide`);
      }
    }
  }),
];

tests.push(...inChromium("the README's pictures", async (browser) => {
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false });
  await browser.open(site.url);
  await started(browser);
  await press(browser, "Oracle to Aurora");
  await press(browser, "Questions");
  await browser.run(`[...document.querySelectorAll(".rail li a")].find((a) => a.textContent.includes("Tables and types")).click()`);
  await until(async () => (await heading(browser)) === "Tables and types", "the section");
  const shot = (name) => browser.shot(process.env.PREFLIGHT_FULL ? path.join(root, `docs/${name}.png`) : path.join(os.tmpdir(), `preflight-${name}.png`));
  await shot("screenshot");
  await press(browser, "Timeline", ".views");
  await shows(browser, "P95 finish");
  await shot("timeline");
}));

await report(tests);
site.close();
