// What is typed stays: after a kill of the browser, a closed tab, a reload; where storage is forbidden, full or refused;
// where one layer was cleared, a copy is damaged, or a newer or the first version wrote it.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, firefox, root, serve, until, webkit } from "./browsers.mjs";
import { SIZE, all, begin, exported, fill, hides, inEach, inEachAndFile, inFile, isAt, newest, planFile, planId, press, reads, reload, saved, says, sealed, shows, sourceOf, store, stored, type, value, visit, withScript } from "./page.mjs";

const single = pathToFileURL(path.join(root, "dist/dms-preflight.html")).href;
const everywhere = [chromium, firefox, webkit];
const KILLS = process.env.PREFLIGHT_FULL ? 30 : 3;
/** Kills of one profile before a new one is taken: a fresh one has less on the disk than one in use. */
const OF_ONE = 3;

async function kills(open, url, times) {
  let profile;
  let browser;
  let id;
  try {
    for (let run = 0; run < times; run += 1) {
      if (run % OF_ONE === 0) {
        if (profile) fs.rmSync(profile, { recursive: true, maxRetries: 5, retryDelay: 100 });
        profile = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-kill-"));
        browser = await open({ profile });
        id = await begin(browser, url);
      }
      await type(browser, SIZE, `${run + 1}.5`);
      await saved(browser);
      await browser.kill();
      browser = await open({ profile });
      await visit(browser, sourceOf(url, id));
      await reads(browser, SIZE, `${run + 1}.5`);
      if (run % OF_ONE === OF_ONE - 1 || run === times - 1) await browser.close();
    }
  } finally {
    await browser.kill().catch(() => {});
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Makes both layers refuse, or lets them be. */
const refuse = (browser, refused) => browser.run(`(() => {
  window.own ??= [Storage.prototype.setItem, IDBObjectStore.prototype.put];
  const no = () => { throw new DOMException("no", "UnknownError"); };
  [Storage.prototype.setItem, IDBObjectStore.prototype.put] = ${refused} ? [no, no] : window.own;
})()`);

const gone = (name) => `Object.defineProperty(window, "${name}", { get() { throw new DOMException("no", "SecurityError"); } });`;
const missing = (name, what = "undefined") => `Object.defineProperty(window, "${name}", { value: ${what} });`;

/** Saves a copy of the open plan and gives what stands in it. */
const copy = async (browser) => JSON.parse((await exported(browser, "Save a copy")).text).plan;
const withoutPlan = async (browser, url, local, lasting = {}) => {
  await visit(browser, url);
  await store(browser, { local, lasting });
  await visit(browser, url);
};
const names = (browser) => browser.run(`[...document.querySelectorAll("table.plans tbody tr th")].map((th) => th.querySelector("button, .tag").textContent.trim())`);
const lists = (browser, expected) => until(async () => JSON.stringify(await names(browser)) === JSON.stringify(expected), `the plans ${expected}`);
const slot = (id, letter) => `dms-preflight/1/plan/${id}/${letter}`;

const tests = [
  ...[["Chromium", chromium], ["Firefox", firefox]].map(([name, open]) => [`${name}: ${KILLS} times killed right after saving, nothing is lost`, async () => {
    const site = await serve(path.join(root, "dist/site"));
    await kills(open, site.url, KILLS).finally(site.close);
  }]),
  ["Chromium: killed right after saving, nothing is lost, in the single file", () => kills(chromium, single, 1)],

  ...inEachAndFile(everywhere, "what was typed is there after a reload", async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "2.4");
    await saved(browser);
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "2.4");
  }),

  ...inEachAndFile([chromium, firefox], "a reload right after typing loses nothing", async (browser, url) => {
    await begin(browser, url);
    for (const size of ["3", "4", "5"]) {
      await type(browser, SIZE, size);
      await reload(browser);
      await reads(browser, SIZE, size);
    }
  }),

  ...inEachAndFile(everywhere, "a tab closed right after typing loses nothing", async (browser, url) => {
    const tab = await browser.tab();
    const id = await begin(tab, url);
    await type(tab, SIZE, "7.5");
    await tab.leave();
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "7.5");
  }),

  ...inEach([chromium, firefox], "back from another page, typing goes on and is saved", async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "8");
    await browser.open(`${url}rescue.html`);
    await browser.run(`void setTimeout(() => history.back())`);
    await until(() => value(browser, SIZE), "the plan again");
    await reads(browser, SIZE, "8");
    await type(browser, SIZE, "9");
    await saved(browser);
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "9");
  }),

  ...inEach(everywhere, "storage that is forbidden is said; the page works and exports", withScript(gone("localStorage") + gone("indexedDB"), async (browser, url) => {
    await begin(browser, url);
    await shows(browser, "This browser stores nothing here");
    await type(browser, SIZE, "2.4");
    await says(browser, "Kept in this page only");
    assert.equal((await copy(browser)).answers.source_size.value, "2.4 GB");
    await press(browser, "DMS Preflight", ".bar");
    await until(async () => (await names(browser)).length === 1, "the plan in the list");
  })),

  inFile("storage that is forbidden is said; it works and exports", async (browser, url) => {
    await browser.devtools("Page.addScriptToEvaluateOnNewDocument", { source: gone("localStorage") + gone("indexedDB") });
    await begin(browser, url);
    await shows(browser, "This browser stores nothing here");
    await type(browser, SIZE, "2.4");
    assert.equal((await copy(browser)).answers.source_size.value, "2.4 GB");
  }),

  ...["get", "null"].flatMap((kind) => inEach([chromium, firefox], `without localStorage (${kind}) the database alone keeps the plan`, withScript(kind === "null" ? missing("localStorage", "null") : gone("localStorage"), async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "2.4");
    await saved(browser);
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "2.4");
    assert.doesNotMatch(await browser.run(`document.querySelector(".notices").textContent`), /brought back/);
  }))),

  ...["undefined", "throws", "never opens"].flatMap((kind) => inEach(kind === "undefined" ? everywhere : [chromium], `without IndexedDB (${kind}) a plan may take a minute to reach the disk`, withScript({
    undefined: missing("indexedDB"),
    throws: gone("indexedDB"),
    "never opens": `IDBFactory.prototype.open = () => new EventTarget();`,
  }[kind], async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "2.4");
    await says(browser, "Saved; may take a minute to reach the disk");
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "2.4");
    await press(browser, "This plan", ".views");
    await shows(browser, "This browser keeps no earlier states here");
  }))),

  ...inEach([chromium, firefox], "where localStorage is full the database keeps the plan", async (browser, url) => {
    await visit(browser, url);
    await browser.run(`(() => { for (let size = 4 << 20; size > 0; size >>= 1) { try { for (let i = 0; ; i++) localStorage.setItem("fill" + size + "-" + i, "x".repeat(size)); } catch {} } })()`);
    const id = await begin(browser, url);
    await type(browser, SIZE, "2.4");
    await saved(browser);
    await type(browser, SIZE, "2.5");
    await saved(browser);
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "2.5");
  }),

  ...inEach([chromium, firefox], "where both layers are full it is said, and saved when there is room again", withScript(gone("indexedDB"), async (browser, url) => {
    const id = await begin(browser, url);
    await browser.run(`(() => { for (let size = 4 << 20; size > 0; size >>= 1) { try { for (let i = 0; ; i++) localStorage.setItem("fill" + size + "-" + i, "x".repeat(size)); } catch {} } })()`);
    await type(browser, SIZE, "2.4");
    await says(browser, "Not saved: save a copy now");
    await shows(browser, "the browser has no room left");
    assert.equal((await copy(browser)).answers.source_size.value, "2.4 GB");
    await browser.run(`Object.keys(localStorage).filter((key) => key.startsWith("fill")).forEach((key) => localStorage.removeItem(key))`);
    await says(browser, "Saved; may take a minute to reach the disk");
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "2.4");
  })),

  ...inEachAndFile([chromium, firefox], "both layers refuse later: it is said, exported, and saved again", async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "1");
    await saved(browser);
    await refuse(browser, true);
    await type(browser, SIZE, "2");
    await says(browser, "Not saved: save a copy now");
    await shows(browser, "The last change is not saved: the browser refused to store it");
    assert.equal((await copy(browser)).answers.source_size.value, "2 GB");
    await refuse(browser, false);
    await type(browser, SIZE, "3");
    await saved(browser);
    await hides(browser, "The last change is not saved");
    await refuse(browser, true);
    await type(browser, SIZE, "4");
    await says(browser, "Not saved: save a copy now");
    await refuse(browser, false);
    // Nothing more is typed: it is tried again by itself.
    await saved(browser);
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "4");
  }),

  ...inEach([chromium], "the database refuses alone: the plan may take a minute to reach the disk", async (browser, url) => {
    const id = await begin(browser, url);
    await browser.run(`void (IDBObjectStore.prototype.put = function () { this.transaction.abort(); })`);
    await type(browser, SIZE, "2");
    await says(browser, "Saved; may take a minute to reach the disk");
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "2");
  }),

  ...inEachAndFile([chromium, firefox], "a cleared localStorage is filled from the database", async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "6.5");
    await saved(browser);
    await browser.run(`localStorage.clear()`);
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "6.5");
    await shows(browser, "This plan was brought back from the browser's database");
    await type(browser, SIZE, "6.6");
    await saved(browser);
    assert.equal(newest({ ...(await stored(browser)), lasting: {} }, id).plan.answers.source_size.value, "6.6 GB");
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "6.6");
    await hides(browser, "brought back");
  }),

  ...inEach([chromium, firefox], "a damaged newer copy is put aside and offered; the older one is opened", async (browser, url) => {
    const damaged = sealed("ledger", 6, planFile("Ledger", { source_size: { value: "2 GB" } })).slice(0, -9);
    await withoutPlan(browser, url, {
      [slot("ledger", "a")]: sealed("ledger", 5, planFile("Ledger", { source_size: { value: "1 GB" } })),
      [slot("ledger", "b")]: damaged,
    });
    await lists(browser, ["Ledger"]);
    await visit(browser, sourceOf(url, "ledger"));
    await reads(browser, SIZE, "1");
    await shows(browser, "Damaged copies of this plan were put aside: 1");
    await press(browser, "DMS Preflight", ".bar");
    await shows(browser, "1 damaged text was put aside");
    assert.equal((await exported(browser, "Save as a file")).text, damaged);
    await visit(browser, sourceOf(url, "ledger"));
    await type(browser, SIZE, "3");
    await saved(browser);
    const texts = Object.entries((await stored(browser)).local).filter(([key]) => key.startsWith("dms-preflight/1/kept/"));
    assert.deepEqual(texts.map(([, text]) => text), [damaged]);
  }),

  ...inEach([chromium], "a plan without any whole copy is listed, offered and not opened", async (browser, url) => {
    const damaged = sealed("ledger", 6, planFile("Ledger")).slice(0, -9);
    await withoutPlan(browser, url, { [slot("ledger", "a")]: damaged });
    await lists(browser, ["Damaged"]);
    assert.equal((await exported(browser, "Save a copy", "table.plans")).text, damaged);
    await visit(browser, sourceOf(url, "ledger"));
    await shows(browser, "No stored copy of this plan is whole");
    assert.equal((await stored(browser)).local[slot("ledger", "a")], damaged);
  }),

  ...inEach([chromium, firefox], "a plan of a newer version is listed and offered, not opened and not overwritten", async (browser, url) => {
    const newer = sealed("ledger", 9, planFile("Later"), { schema: 2 });
    const before = sealed("ledger", 8, planFile("Ledger"));
    await withoutPlan(browser, url, { [slot("ledger", "a")]: before, [slot("ledger", "b")]: newer });
    await lists(browser, ["Saved by a newer version"]);
    assert.equal(await browser.run(`document.querySelectorAll("table.plans th button").length`), 0);
    assert.equal((await exported(browser, "Save a copy", "table.plans")).text, newer);
    await visit(browser, sourceOf(url, "ledger"));
    await shows(browser, "This plan was saved by a newer version of DMS Preflight");
    const { local } = await stored(browser);
    assert.deepEqual([local[slot("ledger", "a")], local[slot("ledger", "b")]], [before, newer]);
  }),

  ...inEach([chromium], "a newer version that saves meanwhile is not overwritten, and it is said", async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "1");
    await saved(browser);
    const newer = sealed(id, 1e14, planFile("Later"), { schema: 2 });
    await store(browser, { local: { [slot(id, "a")]: newer } });
    await type(browser, SIZE, "2");
    await says(browser, "Not saved: save a copy now");
    await shows(browser, "a newer version of DMS Preflight saved this plan in another tab");
    assert.equal((await copy(browser)).answers.source_size.value, "2 GB");
    assert.equal((await stored(browser)).local[slot(id, "a")], newer);
  }),

  ...inEachAndFile([chromium, firefox], "the one plan of the first version becomes a plan", async (browser, url) => {
    await withoutPlan(browser, url, { "dms-preflight/1/plan": planFile("From the first version", { source_size: { value: "5 GB" } }) });
    await lists(browser, ["From the first version"]);
    assert.equal((await stored(browser)).local["dms-preflight/1/plan"], undefined);
    await press(browser, "From the first version", "table.plans");
    await visit(browser, sourceOf(url, await planId(browser)));
    await reads(browser, SIZE, "5");
    await visit(browser, url);
    await lists(browser, ["From the first version"]);
  }),

  ...inEach([chromium], "a damaged plan of the first version is put aside and offered", async (browser, url) => {
    await withoutPlan(browser, url, { "dms-preflight/1/plan": "{damaged" });
    await shows(browser, "1 damaged text was put aside");
    assert.equal((await exported(browser, "Save as a file")).text, "{damaged");
    assert.equal((await stored(browser)).local["dms-preflight/1/plan"], undefined);
  }),

  ...inEach([chromium], "neither an empty plan nor an unchanged example is stored", async (browser, url) => {
    await begin(browser, url);
    await says(browser, "Nothing to save yet");
    await visit(browser, url);
    await press(browser, "Oracle to Aurora", ".ex");
    await isAt(browser, "Findings");
    await visit(browser, url);
    await shows(browser, "No plan in this browser yet");
    assert.deepEqual((await stored(browser)).lasting, {});
    await press(browser, "Oracle to Aurora", ".ex");
    await isAt(browser, "Findings");
    await fill(browser, ".bar input", "Mine");
    await saved(browser);
    await visit(browser, url);
    await lists(browser, ["Mine"]);
  }),
];

await all(tests);
