// Two hundred hostile plan files, opened and kept one after the other without loading the page again: nothing of them
// runs, every text is shown as text, nothing is wider than the page, and nothing odd is stored.
import assert from "node:assert/strict";
import path from "node:path";
import { chromium, report, root, serve, until } from "./browsers.mjs";
import { KINDS, hostile } from "./hostile_plans.mjs";
import { stored, visit } from "./page.mjs";

const FILES = Number(process.env.FILES ?? 200);
const VIEWS = ["Questions", "All questions", "Findings", "Approach", "Regions", "Tasks", "Task settings", "AWS's checks", "Report", "This plan", "Comparison", "Start"];
/** Views of each file; every kind comes often enough that it is seen in every view at each width. */
const OF_EACH = process.env.PREFLIGHT_FULL ? VIEWS.length : 4;
const WIDTHS = [1280, 360];

/** What runs inside the page: opens files, walks through views, and collects whatever is not as it should be. */
const inside = () => {
  const problems = [];
  const text = (selector) => [...document.querySelectorAll(selector)].map((e) => e.value ?? e.textContent);
  const wait = async (check, what) => {
    for (const end = Date.now() + 20_000; Date.now() < end;) {
      const value = check();
      if (value) return value;
      await new Promise((done) => setTimeout(done));
    }
    throw new Error(`waited for ${what} at ${location.hash.slice(0, 40)}`);
  };
  const button = (words, within = document) => [...within.querySelectorAll("button, a")].find((e) => e.textContent.trim().startsWith(words));
  const press = async (words, selector = ".preflight") => (await wait(() => document.querySelector(selector) && button(words, document.querySelector(selector)), `"${words}"`)).click();
  const ownKeys = Reflect.ownKeys(Object.prototype).length;
  const scripts = document.scripts.length;
  for (const name of ["alert", "confirm", "prompt", "open", "eval", "print"]) window[name] = () => problems.push(`${name} was called`);
  for (const name of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(name, (event) => problems.push(`${name}: ${event.message ?? event.reason ?? event.violatedDirective}`));

  /** Nothing ran, nothing became an element or an attribute that acts. */
  const safe = (where) => {
    const told = (what) => problems.push(`${where}: ${what}`);
    if (globalThis.ran) told("a script ran");
    if ({}.polluted !== undefined || Reflect.ownKeys(Object.prototype).length !== ownKeys) told("a prototype was changed");
    if (document.scripts.length !== scripts) told("there is a new script");
    const found = document.querySelector(".preflight :is(iframe, img, object, embed, base, style, link, meta, form[action], video, audio)");
    if (found) told(`there is an element ${found.localName}`);
    for (const e of document.querySelectorAll(".preflight *")) {
      for (const { name, value } of e.attributes) {
        if (name.startsWith("on") || name === "style" || name === "srcdoc" || name === "formaction") told(`an attribute ${name} of ${e.localName}`);
        if (/href$/.test(name) && !/^(#|https:\/\/(docs\.|aws\.|[a-z0-9.-]+\.))/.test(value)) told(`an address ${value.slice(0, 40)}`);
      }
    }
  };

  /** Nothing is wider than the page, and the words around are still there. */
  const fits = (where) => {
    for (const e of document.querySelectorAll("main details:not(.menu)")) e.open = true;
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return;
    const wide = [...document.querySelectorAll(".preflight *")].filter((e) => e.getBoundingClientRect().right > clientWidth + 1 || e.getBoundingClientRect().left < -1).pop();
    problems.push(`${where}: ${scrollWidth - clientWidth} px too wide, by ${wide?.localName}.${wide?.className}: ${wide?.textContent.slice(0, 30)}`);
  };

  const inField = (words) => words.replace(/[\r\n]/g, "");
  const inArea = (words) => words.replace(/\r\n?/g, "\n");
  const shown = {
    Questions: (words) => text(".q .more textarea").includes(inArea(words)),
    "All questions": (words) => text(".q .more textarea").includes(inArea(words)),
    Findings: (words) => text("main .own input").includes(inField(words)),
    Tasks: (words) => text(".marks input").includes(inField(words)) && text(".marks textarea").includes(inArea(words)),
    Report: (words) => text(".a4 .from").some((line) => line.includes(words)) && text(".a4 .todo .hint").some((line) => line.includes(words)) && text(".a4 dt .hint").some((line) => line.includes(words)),
    "This plan": (words) => text("main .named input").includes(inField(words)),
    Comparison: (words) => text("main th bdi").some((name) => name === words),
    Start: (words) => text("table.plans th button").includes(words) && [...document.querySelectorAll("table.plans th button")].every((e) => e.getBoundingClientRect().width >= 8),
  };

  const views = {
    Start: () => press("DMS Preflight", ".bar"),
    "All questions": async () => { await press("Questions", ".views"); await press("All questions", ".rail"); },
    Comparison: async () => { await press("This plan", ".views"); await wait(() => button("Anchor", document.querySelector("main")), "the other plan"); await press("Anchor", "main"); },
  };
  const titles = { "All questions": "All questions on one page", Start: "Plan a database migration", Report: "", Questions: "" };

  const at = async (view, words, where) => {
    if (document.querySelector(".start-page") && view !== "Start") await press("Go on with the plan");
    await wait(() => view === "Start" || !document.querySelector(".start-page"), "the open plan");
    await (views[view] ?? (() => press(view, ".views")))();
    const title = titles[view] ?? view;
    await wait(() => document.querySelector("h1")?.textContent.startsWith(title) && (view !== "Report" || document.querySelector(".a4")) && (view !== "Questions" || document.querySelector(".rail [aria-current]")), `the view ${view}`);
    safe(where);
    fits(where);
    const missing = () => words !== undefined && shown[view] && !shown[view](words);
    // The list of plans is read anew.
    if (missing()) await wait(() => !missing(), "the text").catch(() => problems.push(`${where}: the text is not shown as text`));
    if (view !== "Start" && words !== undefined && words.trim() && !text(".bar input").includes(inField(words))) problems.push(`${where}: the name is not in the bar`);
  };

  /** Opens a file, keeps it, walks through views, and takes the plan before it away. */
  window.opened = async (kind, file, words, walk) => {
    const where = (view) => `${kind}, ${view}, ${innerWidth} px`;
    const data = new DataTransfer();
    data.items.add(new File([file], `${words ?? kind}.json`.slice(0, 250)));
    const input = await wait(() => document.querySelector("input[type=file]"), "the file field");
    input.files = data.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await wait(() => document.querySelector(".notices")?.textContent.includes("You are looking at the file"), `the preview of ${kind}: ${document.querySelector(".notices")?.textContent}`);
    // What follows a view comes a moment after it: the address last.
    await wait(() => location.hash.length > 2, "the address");
    safe(where("preview"));
    fits(where("preview"));
    await press("Keep as a new plan");
    await wait(() => document.querySelector(".saved")?.textContent === "Saved in this browser", `saved: ${document.querySelector(".saved")?.textContent}`);
    for (const view of walk) await at(view, words, where(view));
    await at("Start", undefined, where("Start"));
    await wait(() => document.querySelectorAll("table.plans tbody tr").length >= 2, "the plan in the list");
    // The last one stays open, to compare the next one with.
    const rows = [...document.querySelectorAll("table.plans tbody tr")];
    const old = rows.slice(1).find((tr) => !tr.querySelector("th").textContent.startsWith("Anchor"));
    if (old) {
      const count = rows.length;
      button("Move to trash", old).click();
      await wait(() => document.querySelectorAll("table.plans tbody tr").length === count - 1, "one plan less");
      await press("Delete for good");
      await wait(() => !document.querySelector(".shelved"), "the empty trash");
    }
    return problems.splice(0);
  };
};

const site = await serve(path.join(root, "dist/site"));
const browser = await chromium();
const found = [];

async function width(pixels) {
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width: pixels, height: 800, deviceScaleFactor: 1, mobile: false });
}

async function ready() {
  await visit(browser, site.url);
  await browser.run(`(${inside})()`);
}

const give = (file, walk) => browser.run(`opened(${[file.kind, file.text, file.words, walk].map((value) => JSON.stringify(value) ?? "undefined").join(", ")})`);

async function all() {
  await ready();
  const anchor = { kind: "anchor", text: JSON.stringify({ app: "dms-preflight", schema: 1, plan: { name: "Anchor", answers: { account_exists: { value: true } } } }), words: "Anchor" };
  await browser.run(`(async () => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(anchor.text)}], "a.json")); const input = document.querySelector("input[type=file]"); input.files = data.files; input.dispatchEvent(new Event("change", { bubbles: true })); })()`);
  await until(() => browser.run(`(() => { const keep = [...document.querySelectorAll("button")].find((b) => b.textContent === "Keep as a new plan"); keep?.click(); return !!keep; })()`), "the anchor");
  await until(() => browser.run(`document.querySelector(".saved")?.textContent === "Saved in this browser"`), "the anchor saved");
  await browser.run(`document.querySelector(".bar a").click()`);
  const began = Date.now();
  for (let number = 0; number < FILES; number += 1) {
    const file = hostile(number);
    const round = Math.floor(number / KINDS.length);
    if (number % KINDS.length === 0) await width(WIDTHS[round % 2]);
    const from = Math.floor(round / 2) * OF_EACH + (number % KINDS.length);
    const walk = Array.from({ length: OF_EACH }, (_, step) => VIEWS[(from + step) % VIEWS.length]);
    try {
      found.push(...(await give(file, walk)).map((problem) => `file ${number}, ${problem}`));
    } catch (error) {
      found.push(`file ${number}, ${file.kind}: ${error.message.slice(0, 300)}`);
      await ready();
    }
  }
  console.log(`      ${FILES} files in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  assert.deepEqual([...new Set(found)], []);
}

async function keys() {
  const { local, lasting } = await stored(browser);
  for (const key of Object.keys(local)) assert.match(key, /^dms-preflight\/1\/(plan\/[a-z0-9]{1,32}\/[ab]|kept\/[a-z0-9]+|tell)$/);
  for (const key of Object.keys(lasting)) assert.match(key, /^(plan\/[a-z0-9]{1,32}|snapshot\/[a-z0-9]{1,32}\/\d{15}|kept\/[a-z0-9]+)$/);
  assert.equal(Object.keys(lasting).filter((key) => key.startsWith("plan/")).length, 2);
}

await report([
  [`Chromium: ${FILES} hostile files: nothing runs, everything is text, nothing is too wide`, all],
  ["Chromium: what is stored after them has none but valid keys", keys],
]).finally(() => browser.close());
site.close();
