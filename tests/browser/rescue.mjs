// The rescue page and the failure page: what this browser has stored is listed, comes out byte for byte, and stays.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ENGINES, inOwn, report, root, serve, shipped, until } from "./browsers.mjs";

const inEach = (name, test, some = ENGINES.slice(0, 2)) => inOwn(name, test, some);
const site = await serve(path.join(root, "dist/site"));
const page = `${site.url}rescue.html`;

const fnv = (bytes) => bytes.reduce((sum, byte) => BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n);
const planFile = (name, answers = {}) => JSON.stringify({ app: "dms-preflight", edition: "2026-11-22", plan: { answers, findings: {}, name, tasks: {} }, schema: 1 });

/** A text as the checklist stores it: a head, and the plan file. */
function sealed(id, rev, savedAt, body, more = {}) {
  const head = { app: "dms-preflight", id, length: Buffer.byteLength(body), rev, saved_at: savedAt, schema: 1, why: "saved", writer: "tab1", ...more };
  const line = (fields) => JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
  const checksum = fnv(Buffer.from(`${line(head)}\n${body}`)).toString(16).padStart(16, "0");
  return `${line({ ...head, checksum })}\n${body}`;
}

const at = (hour) => new Date(2026, 10, 22, hour, 5).getTime();
const older = planFile("Ledger, the first half", { backup_plan: { value: true } });
const newest = planFile("Ledger – Zürich", { backup_plan: { note: "n".repeat(1200), value: false } });
const before = planFile("Ledger – Zürich");
const shop = planFile("Shop & <b>Co</b>");
const old = planFile("From the first version");
const damaged = sealed("shop", 5, at(11), shop).slice(0, -40);
const flipped = sealed("shop", 3, at(9), planFile("Shop, flipped")).replace("flipped\"", "fl?pped\"");

const LOCAL = {
  "dms-preflight/1/plan/ledger/a": sealed("ledger", 6, at(13), older),
  "dms-preflight/1/plan/ledger/b": sealed("ledger", 7, at(14), newest),
  "dms-preflight/1/plan/shop/a": damaged,
  "dms-preflight/1/plan/shop/b": sealed("shop", 4, at(12), shop),
  "dms-preflight/1/plan": old,
  "dms-preflight/1/kept/1700000000000": "{kept \u00e4 aside",
  "dms-preflight/1/tell": "hello",
  "another/page": "stays unlisted",
};
const DATABASE = {
  "plan/ledger": sealed("ledger", 7, at(14), newest),
  "plan/shop": flipped,
  [`snapshot/ledger/${String(at(10)).padStart(15, "0")}`]: sealed("ledger", 2, at(10), before, { trashed_at: 1 }),
  "kept/1700000000001": old,
};

/** Fills this browser's storage at the page's address. */
const fill = (browser) => browser.run(`(async () => {
  for (const [key, text] of Object.entries(${JSON.stringify(LOCAL)})) localStorage.setItem(key, text);
  const database = await new Promise((done, fail) => {
    const request = indexedDB.open("dms-preflight", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("texts");
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const write = database.transaction("texts", "readwrite");
  for (const [key, text] of Object.entries(${JSON.stringify(DATABASE)})) write.objectStore("texts").put(text, key);
  await new Promise((done) => { write.oncomplete = done; });
  database.close();
})()`);

/** Everything that is stored, as a text. */
const stored = (browser) => browser.run(`(async () => {
  const database = await new Promise((done) => { const request = indexedDB.open("dms-preflight"); request.onsuccess = () => done(request.result); });
  const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const store = database.transaction("texts").objectStore("texts");
  const rows = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
  database.close();
  return JSON.stringify([Object.entries(localStorage).sort(), rows]);
})()`);

const listed = (browser, last = "stored in this browser, newest first") => until(() => browser.run(`(document.querySelector(".rescue [role=status]")?.textContent ?? "").includes(${JSON.stringify(last)})`), `"${last}"`);
const groups = (browser) => browser.run(`[...document.querySelectorAll(".rescue section")].map((s) => [s.querySelector("h2").textContent, ...[...s.querySelectorAll("li span")].map((e) => e.textContent)])`);

/** Presses a button and gives the name and the text of the file that it would save. */
const saved = (browser, label) => browser.run(`(async () => {
  let blob, name;
  const [create, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  URL.createObjectURL = (it) => { blob = it; return create.call(URL, it); };
  HTMLAnchorElement.prototype.click = function () { name = this.download; };
  [...document.querySelectorAll(".rescue button")].find((b) => (b.getAttribute("aria-label") ?? b.textContent).startsWith(${JSON.stringify(label)})).click();
  [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [create, click];
  return { name, type: blob.type, text: await blob.text() };
})()`);

const size = (text) => `${Buffer.byteLength(text)} bytes`;
const local = (ms) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace("T", " ");
const EXPECTED = [
  ["Ledger – Zürich",
    `Newest copy, saved 2026-11-22 14:05, 1.4 KB, also in: mirror`,
    `Older copy, "Ledger, the first half", saved 2026-11-22 13:05, ${size(older)}`,
    `Snapshot, saved 2026-11-22 10:05, ${size(before)}, in the trash`],
  ["Shop & <b>Co</b>",
    `Newest copy, saved 2026-11-22 12:05, ${size(shop)}`,
    `Copy, saved 2026-11-22 11:05, ${size(damaged)}, damaged`,
    `Mirror, "Shop, fl?pped", saved 2026-11-22 09:05, 127 bytes, damaged in part, its checksum does not match`],
  ["From the first version", `Kept aside, ${local(1700000000001)}, ${size(old)}, also in: first version`],
  ["Damaged", `Kept aside, ${local(1700000000000)}, 14 bytes, damaged`],
];

/** A copy of the hosted page to break. */
async function broken(breaks, test) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-site-"));
  fs.cpSync(path.join(root, "dist/site"), folder, { recursive: true });
  await breaks(folder);
  const poor = await serve(folder);
  try {
    await test(poor.url, folder);
  } finally {
    poor.close();
    fs.rmSync(folder, { recursive: true });
  }
}

/** Opens an address, fills the storage there, opens it again and looks for the list below the failure. */
async function listsAfterFailing(browser, url, message) {
  await browser.open(url);
  await until(() => browser.run(`document.body.innerText.includes(${JSON.stringify(message)})`), `"${message}"`);
  await listed(browser, "stored nothing in this browser");
  await fill(browser);
  await browser.open("about:blank");
  await browser.open(url);
  await listed(browser);
  assert.deepEqual((await groups(browser)).map(([name]) => name), EXPECTED.map(([name]) => name));
  assert.equal((await saved(browser, "Download Ledger – Zürich: Newest")).text, newest);
}

const tests = [
  ...inEach("the rescue page lists what is stored, saves it byte for byte and changes nothing", async (browser) => {
    await browser.open(page);
    await listed(browser, "stored nothing in this browser");
    assert.deepEqual(await browser.run(`indexedDB.databases().then((all) => all.map(({ name }) => name))`), []);
    await fill(browser);
    const there = await stored(browser);
    await browser.open("about:blank");
    await browser.open(page);
    await listed(browser);
    assert.deepEqual(await groups(browser), EXPECTED);
    for (const [label, name, type, text] of [
      ["Download Ledger – Zürich: Newest", "ledger-–-zürich.preflight.json", "application/json", newest],
      ["Download Ledger – Zürich: Older", "ledger-the-first-half.preflight.json", "application/json", older],
      ["Download Ledger – Zürich: Snapshot", "ledger-–-zürich.preflight.json", "application/json", before],
      ["Download Shop & <b>Co</b>: Copy", "dms-preflight-plan-shop-a.txt", "text/plain", damaged],
      ["Download From the first version", "from-the-first-version.preflight.json", "application/json", old],
      ["Download Damaged: Kept", "dms-preflight-kept-1700000000000.txt", "text/plain", "{kept \u00e4 aside"],
    ]) {
      assert.deepEqual(await saved(browser, label), { name, type, text });
    }
    const all = await saved(browser, "Download everything");
    assert.match(all.name, /^dms-preflight-rescue-\d{4}-\d\d-\d\d\.json$/);
    const { app, saved_at: moment, localStorage: slots, indexedDB: database } = JSON.parse(all.text);
    assert.equal(app, "dms-preflight-rescue");
    assert.ok(Date.parse(moment) > 0);
    assert.deepEqual(slots, Object.fromEntries(Object.entries(LOCAL).filter(([key]) => key.startsWith("dms-preflight/"))));
    assert.deepEqual(database, DATABASE);
    assert.equal(await stored(browser), there);
    if (process.env.PREFLIGHT_SHOTS) await browser.shot(path.join(process.env.PREFLIGHT_SHOTS, `rescue-${browser.name}.png`));
  }),

  ...inEach("the rescue page says what it cannot read and lists the rest", async (browser) => {
    await browser.open(page);
    await listed(browser, "stored nothing in this browser");
    await fill(browser);
    /** The list again, where `property` of the window is what `getter` gives. */
    const without = (property, getter) => browser.run(`(async () => {
      const own = Object.getOwnPropertyDescriptor(window, "${property}");
      Object.defineProperty(window, "${property}", { configurable: true, get() { ${getter} } });
      const { rescue } = await import("${site.url}${shipped("rescue.js")}");
      const element = document.createElement("div");
      try { await rescue(element); } finally { Object.defineProperty(window, "${property}", own); }
      return [[...element.querySelectorAll(".failure")].map((p) => p.textContent).join(" "), element.querySelectorAll("li").length];
    })()`);
    for (const [property, getter, sentence, rows] of [
      ["localStorage", `throw new DOMException("no", "SecurityError");`, /refuses local storage.*SecurityError/, 4],
      ["localStorage", "return null;", /refuses local storage/, 4],
      ["localStorage", `return { length: 1, key() { throw new DOMException("no", "NotReadableError"); } };`, /refuses local storage/, 4],
      ["indexedDB", "return undefined;", /no IndexedDB/, 6],
      ["indexedDB", `return { open() { throw new DOMException("no", "SecurityError"); } };`, /refuses IndexedDB.*SecurityError/, 6],
      ["indexedDB", "return { open: () => ({}) };", /did not answer within 5 seconds/, 6],
    ]) {
      const [said, count] = await without(property, getter);
      assert.match(said, sentence);
      assert.equal(count, rows, `${property}: ${getter}`);
    }
  }),

  ...inEach("storage that is forbidden from the start is said", async (browser) => {
    await browser.devtools("Page.addScriptToEvaluateOnNewDocument", {
      source: `for (const name of ["localStorage", "indexedDB"]) Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });`,
    });
    await browser.open(page);
    await listed(browser, "Nothing is stored in what could be read");
    assert.equal(await browser.run(`document.querySelectorAll(".failure").length`), 2);
  }, ENGINES.slice(0, 1)),

  ...inEach("the hosted page without its WebAssembly lists what is stored", (browser) => broken(
    (folder) => fs.rmSync(path.join(folder, shipped("dms-preflight_bg.wasm"))),
    (url) => listsAfterFailing(browser, url, "The checklist could not be opened"),
  )),

  ...inEach("the hosted page without the WebAssembly's script lists what is stored", (browser) => broken(
    (folder) => fs.rmSync(path.join(folder, shipped("dms-preflight.js"))),
    (url) => listsAfterFailing(browser, url, "The checklist could not be opened"),
  ), ENGINES.slice(0, 1)),

  ...inEach("the single file lists what is stored when it is damaged", async (browser) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-single-"));
    const file = path.join(folder, "damaged.html");
    const html = fs.readFileSync(path.join(root, "dist/dms-preflight.html"), "utf8");
    const cut = html.replace(/(data-part="wasm">)([^<]*)/, (_, tag, text) => tag + text.slice(0, 100_000));
    assert.ok(cut.length < html.length);
    fs.writeFileSync(file, cut);
    try {
      await listsAfterFailing(browser, pathToFileURL(file).href, "the file is damaged");
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }),

  ...inEach("a page that stops after the start lists what is stored, once", async (browser) => {
    await browser.open(site.url);
    await until(() => browser.run(`!document.querySelector("[data-preflight-status]") && !!document.querySelector(".preflight-root h1[tabindex]")`), "the start page");
    assert.equal(await browser.run(`performance.getEntriesByType("resource").some((e) => e.name.includes("rescue"))`), false);
    await fill(browser);
    await browser.run(`(dispatchEvent(new ErrorEvent("error")), dispatchEvent(new ErrorEvent("error")))`);
    await listed(browser);
    assert.equal(await browser.run(`document.querySelectorAll(".failure, .rescue").length`), 2);
    assert.ok((await groups(browser)).some(([name]) => name === "Ledger – Zürich"));
  }, ENGINES.slice(0, 1)),

  ...inEach("the rescue page is no wider than 320 px", async (browser) => {
    await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 800, deviceScaleFactor: 1, mobile: false });
    await browser.open(page);
    await fill(browser);
    await browser.open("about:blank");
    await browser.open(page);
    await listed(browser);
    assert.ok(await browser.run(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`));
  }, ENGINES.slice(0, 1)),
];

await report(tests);
site.close();
