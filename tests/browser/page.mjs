// What tests do with the page: start it, press, type, read what it shows, and read and write what is stored.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, firefox, report, root, serve, until, webkit } from "./browsers.mjs";

const text = JSON.stringify;

export const heading = (browser) => browser.run(`document.querySelector("h1").textContent`);
export const isAt = (browser, title) => until(async () => (await heading(browser)) === title, `the heading "${title}"`);
export const started = (browser) => until(() => browser.run(`!document.querySelector("[data-preflight-status]") && !!document.querySelector(".preflight-root h1[tabindex]")`), "the page");
export const shows = (browser, words) => until(() => browser.run(`document.body.innerText.includes(${text(words)})`), `"${words}"`);
export const hides = (browser, words) => until(() => browser.run(`!document.body.innerText.includes(${text(words)})`), `no "${words}"`);

/** Loads an address anew, even one that differs in its fragment only. */
export async function visit(browser, url) {
  await browser.open("about:blank");
  await browser.open(url);
  await started(browser);
}

/** Clicks the first button or link inside `within` that begins so, once it is there. */
export const press = (browser, words, within = "body") => until(() => browser.run(`(() => {
  const found = [...document.querySelectorAll(${text(within)})].flatMap((e) => [...e.querySelectorAll("button, a")]).find((e) => e.textContent.trim().startsWith(${text(words)}));
  found?.click();
  return !!found;
})()`), `"${words}" to press`);

/** Types into the first field that the selector finds, as keys would; gives what stood there. */
export const fill = (browser, selector, words) => browser.run(`(async () => {
  const field = document.querySelector(${text(selector)});
  const before = field.value;
  field.value = ${text(words)};
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  // Not by a timer, which tabs that are not seen put off.
  const { port1, port2 } = new MessageChannel();
  await new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
  port1.close();
  return before;
})()`);

const group = (question) => `[...document.querySelectorAll(".q")].find((q) => q.querySelector(".question-text").textContent.startsWith(${text(question)}))`;

/** Clicks an answer of the question that begins so. */
export const answer = (browser, question, label) => until(() => browser.run(`(() => {
  const found = [...(${group(question)}?.querySelectorAll("label") ?? [])].find((l) => l.textContent.trim() === ${text(label)});
  found?.querySelector("input").click();
  return !!found;
})()`), `"${question}"`);

/** Types the answer to a question; done when the page has taken it. */
export const type = (browser, question, words) => until(() => browser.run(`(async () => {
  const field = ${group(question)}?.querySelector("input[type=text], textarea");
  if (!field || field.disabled) return false;
  field.value = ${text(words)};
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((done) => setTimeout(done));
  return true;
})()`), `the field of "${question}"`);

export const value = (browser, question) => browser.run(`${group(question)}?.querySelector("input[type=text]").value`);
export const reads = (browser, question, words) => until(async () => (await value(browser, question)) === words, `"${words}" as the answer`);

/** Loads the page again by itself, and waits for the new one. */
export async function reload(browser) {
  await browser.run(`void (window.leaving = true, setTimeout(() => location.reload()))`);
  await until(() => browser.run(`!window.leaving`), "the page loaded again");
  await started(browser);
}

/** Waits until the bar says how the plan is saved. */
export const says = (browser, words) => until(() => browser.run(`document.querySelector(".saved").textContent === ${text(words)}`), `"${words}" in the bar`);
export const saved = (browser) => says(browser, "Saved in this browser");

/** The words of a key, such as `view.tasks`. */
function words(key) {
  const [table, name] = key.split(".");
  const text = fs.readFileSync(new URL("../../content/words/en.toml", import.meta.url), "utf8");
  const lines = text.split(`\n[${table}]\n`)[1].split("\n[")[0].split("\n");
  return JSON.parse(lines.find((line) => line.startsWith(`${name} = `)).slice(name.length + 3));
}

/** Every view with its name, fragment and title, read from the app's own table of views. */
export function views() {
  const table = fs.readFileSync(new URL("../../src/model/route.rs", import.meta.url), "utf8");
  const rows = [...table.matchAll(/view\(Route::(\w+), "([^"]+)", "([^"]+)", (true|false)\)/g)];
  if (rows.length < 14) throw new Error("src/model/route.rs has no table of views that this can read.");
  const all = rows.map(([, name, fragment, key, listed]) => ({ name, fragment, title: words(key), listed: listed === "true" }));
  const section = { name: "Section", fragment: "/questions/account", title: words("view.questions"), listed: true };
  return [all[0], section, ...all.slice(1)];
}

/** The titles in the page's navigation. */
export const VIEWS = views().filter(({ listed }) => listed).map(({ title }) => title);

export const SIZE = "How much data will move";

/** Goes to a place of the open plan by a link of the page. */
export const go = (browser, place) => until(() => browser.run(`(() => {
  const found = document.querySelector(${text(`a[href^="#${place}?"], a[href="#${place}"]`)});
  found?.click();
  return !!found;
})()`), `a link to ${place}`);

/** Goes to a view by its name. */
export async function goTo(browser, view) {
  await press(browser, view, ".views");
  await until(() => browser.run(`document.querySelector(".views [aria-current]")?.textContent.startsWith(${text(view)})`), view);
}

/** Goes to the questions about the source database, from any view of the open plan. */
export async function toSource(browser) {
  await press(browser, "Questions", ".views");
  await go(browser, "/questions/source");
  await isAt(browser, "Source database");
}

/** Starts a plan and goes to its source database; gives the plan's id. */
export async function begin(browser, url) {
  await visit(browser, url);
  await press(browser, "Start a plan");
  await isAt(browser, "Account and sign-in");
  await toSource(browser);
  return planId(browser);
}

/** The id of the open plan, once it stands in the address. */
export const planId = (browser) => until(() => browser.run(`location.hash.split("?plan=")[1]`), "the plan in the address");
export const sourceOf = (url, id) => `${url}#/questions/source?plan=${id}`;

/** Gives a file to the page, as choosing or dropping it would; `content` is a JavaScript expression. */
export const give = (browser, content, name = "x.preflight.json", drop = false) => browser.run(`(() => {
  const data = new DataTransfer();
  data.items.add(new File([${content}], ${text(name)}));
  if (${drop}) return void document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  const input = document.querySelector("input[type=file]");
  input.files = data.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
})()`);

/** Presses a button and gives the file that the page would save. */
export const exported = (browser, words, within = "body") => browser.run(`(async () => {
  let blob, name;
  const [create, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  URL.createObjectURL = (it) => { blob = it; return create.call(URL, it); };
  HTMLAnchorElement.prototype.click = function () { name = this.download; };
  const all = [...document.querySelectorAll(${text(within)})].flatMap((e) => [...e.querySelectorAll("button")]);
  all.find((b) => b.textContent.trim().startsWith(${text(words)})).click();
  for (let turn = 0; !blob && turn < 500; turn += 1) await new Promise((done) => setTimeout(done, 10));
  [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [create, click];
  return { name, text: await blob.text() };
})()`);

/** Waits until a plan is shown that is not stored; what follows a view comes a moment after it, the address last. */
export async function previewed(browser, what) {
  await shows(browser, `You are looking at ${what}`);
  await until(() => browser.run(`location.hash.length > 2`), "the address of the preview");
}

const DATABASE = `const database = await new Promise((done, fail) => {
  const request = indexedDB.open("dms-preflight", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("texts");
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});`;

/** Everything that is stored here, by key: `local` and `lasting`. */
export const stored = (browser) => browser.run(`(async () => {
  ${DATABASE}
  const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const store = database.transaction("texts").objectStore("texts");
  const [keys, texts] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
  database.close();
  return { local: Object.fromEntries(Object.entries(localStorage)), lasting: Object.fromEntries(keys.map((key, place) => [key, texts[place]])) };
})()`);

/** Stores texts, and removes those that are null. */
export const store = (browser, { local = {}, lasting = {} }) => browser.run(`(async () => {
  for (const [key, text] of Object.entries(${text(local)})) text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text);
  ${DATABASE}
  const write = database.transaction("texts", "readwrite");
  for (const [key, text] of Object.entries(${text(lasting)})) text === null ? write.objectStore("texts").delete(key) : write.objectStore("texts").put(text, key);
  await new Promise((done) => { write.oncomplete = done; });
  database.close();
})()`);

const fnv = (bytes) => bytes.reduce((sum, byte) => BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n);
export const planFile = (name, answers = {}) => JSON.stringify({ app: "dms-preflight", edition: "2026-11-22", plan: { answers, findings: {}, name, tasks: {} }, schema: 1 });

/** A text as the page stores it: a head, and the plan file. */
export function sealed(id, rev, body, more = {}) {
  const head = { app: "dms-preflight", id, length: Buffer.byteLength(body), rev, saved_at: Date.now(), schema: 1, why: "", writer: "test", ...more };
  const line = (fields) => JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
  const checksum = fnv(Buffer.from(`${line(head)}\n${body}`)).toString(16).padStart(16, "0");
  return `${line({ ...head, checksum })}\n${body}`;
}

/** The newest stored plan file of an id, of both layers. */
export function newest({ local, lasting }, id) {
  const texts = [local[`dms-preflight/1/plan/${id}/a`], local[`dms-preflight/1/plan/${id}/b`], lasting[`plan/${id}`]];
  const opened = texts.filter(Boolean).map((one) => one.split("\n")).map(([head, body]) => ({ head: JSON.parse(head), body }));
  const last = opened.sort((one, other) => other.head.rev - one.head.rev)[0];
  return last && { ...last.head, ...JSON.parse(last.body) };
}

/** A copy of the hosted page in which a script runs before everything else. */
async function siteWith(script) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-site-"));
  fs.cpSync(path.join(root, "dist/site"), folder, { recursive: true });
  const page = path.join(folder, "index.html");
  fs.writeFileSync(path.join(folder, "before.js"), script);
  fs.writeFileSync(page, fs.readFileSync(page, "utf8").replace("<title>", `<script src="./before.js"></script><title>`));
  const site = await serve(folder);
  return { url: site.url, close: () => { site.close(); fs.rmSync(folder, { recursive: true }); } };
}

/** A test with a script that runs before the hosted page's own. */
export const withScript = (script, test) => async (browser) => {
  const site = await siteWith(script);
  await test(browser, site.url).finally(site.close);
};

const NAMES = new Map([[chromium, "Chromium"], [firefox, "Firefox"], [webkit, "WebKitGTK"]]);
const single = pathToFileURL(path.join(root, "dist/dms-preflight.html")).href;
const running = new Map();

/** A test of the hosted page in each engine. Each has an origin, and so a storage, of its own in a browser that stays. */
export const inEach = (engines, name, test, folder = "dist/site") => engines.map((open) => [`${NAMES.get(open)}: ${name}`, async () => {
  const site = await serve(path.join(root, folder));
  const browser = running.get(open) ?? await open();
  running.set(open, browser);
  try {
    await test(browser, site.url);
  } catch (error) {
    running.delete(open);
    await browser.close();
    throw error;
  } finally {
    site.close();
  }
}]);

/** A test of the single file, in a browser of its own: all files share one storage. */
export const inFile = (name, test) => [`Chromium: ${name}, in the single file`, async () => {
  const browser = await chromium();
  try {
    await test(browser, single);
  } finally {
    await browser.close();
  }
}];

export const inEachAndFile = (engines, name, test) => [...inEach(engines, name, test), inFile(name, test)];

/** Runs the tests and closes their browsers. */
export async function all(tests) {
  await report(tests);
  await Promise.all([...running.values()].map((browser) => browser.close()));
}
