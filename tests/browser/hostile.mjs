// Two hundred hostile plan files, opened and kept one after the other without loading the page again: nothing of them
// runs, every text is shown as text, nothing is wider than the page, and nothing odd is stored.
import assert from "node:assert/strict";
import path from "node:path";
import { chromium, report, root, serve } from "./browsers.mjs";
import { KINDS, hostile } from "./hostile_plans.mjs";
import { planFile, sealed, store, stored, views, visit } from "./page.mjs";

const FILES = 200;
/** Every view that shows something of a plan. */
const VIEWS = views().filter(({ name }) => name !== "Glossary").map(({ name, title }) => (name === "Start" ? name : title));
/** Views of each file; every kind comes often enough that it is seen in every view, and in each at each width by `--full`. */
const OF_EACH = process.env.PREFLIGHT_FULL ? VIEWS.length : 2;
const WIDTHS = [1280, 360];

/** What runs inside the page: opens files, walks through views, and collects whatever is not as it should be. */
const inside = () => {
  const problems = [];
  // The harmless one is there already.
  let plans = 1;
  const text = (selector) => [...document.querySelectorAll(selector)].map((e) => (/^(input|textarea)$/.test(e.localName) ? e.value : e.textContent));
  const wait = async (check, what) => {
    for (const end = Date.now() + 20_000; Date.now() < end;) {
      const value = check();
      if (value) return value;
      await new Promise((done) => setTimeout(done));
    }
    throw new Error(`waited for ${what} at ${location.hash.slice(0, 40)}; ${document.querySelector(".notices")?.textContent}`);
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
    const acts = "starts-with(name(), 'on') or name() = 'style' or name() = 'srcdoc' or name() = 'formaction'";
    const attributes = document.evaluate(`//*[contains(@class, 'preflight-root')]//@*[${acts}]`, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
    if (attributes) told(`an attribute ${attributes.name} of ${attributes.ownerElement.localName}`);
    // The page's own file to download is the one other address.
    const away = [...document.querySelectorAll(".preflight a[href]:not([href^='#']):not([href^='https://']):not(.foot [href='./dms-preflight.html'][download])")][0];
    if (away) told(`an address ${away.getAttribute("href").slice(0, 40)}`);
  };

  /** A text without the isolates that begin and end in it. */
  const outside = (words) => {
    const begun = [];
    let kept = "";
    for (const c of words) {
      if (/[\u2066-\u2068]/.test(c)) begun.push(kept.length);
      kept += c;
      if (c === "\u2069" && begun.length) kept = kept.slice(0, begun.pop());
    }
    return kept;
  };

  /** A sign that turns the direction of writing reaches no words but its own. */
  const turns = (where) => {
    const walker = document.createTreeWalker(document.querySelector(".preflight"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const words = outside(walker.currentNode.data);
      if (!/[\u202a-\u202e\u2066-\u2069]/.test(words)) continue;
      let around = walker.currentNode.parentElement;
      while (around.localName !== "textarea" && getComputedStyle(around).display === "inline" && !/isolate|plaintext/.test(getComputedStyle(around).unicodeBidi)) around = around.parentElement;
      const beside = around.textContent.replace(walker.currentNode.data, "").trim();
      const told = `${where}: in ${around.localName}.${around.className} the text turns "${beside.slice(0, 40)}"`;
      if (beside && !problems.includes(told)) problems.push(told);
    }
  };

  /** Whether what does not fit into an element, or one around it, is hidden or scrolls there. */
  const hides = (e) => !e.matches(".preflight") && (getComputedStyle(e).overflowX !== "visible" || hides(e.parentElement));

  /** Nothing is wider than the page; signs that are drawn as one, hundreds of them, are cut off at its edge. */
  const fits = (where) => {
    for (const e of document.querySelectorAll("main details:not(.menu)")) e.open = true;
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) problems.push(`${where}: ${scrollWidth - clientWidth} px too wide`);
    const words = document.createTreeWalker(document.querySelector(".preflight"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const told = new Set();
    while (words.nextNode()) {
      range.selectNodeContents(words.currentNode);
      const { left, right } = range.getBoundingClientRect();
      const within = words.currentNode.parentElement;
      if ((right <= clientWidth + 1 && left >= -1) || hides(within) || /\p{M}{50}/u.test(words.currentNode.data)) continue;
      told.add(`${where}: ${Math.round(Math.max(right - clientWidth, -left))} px too wide: ${within.parentElement.localName}.${within.parentElement.className} ${within.localName}.${within.className}`);
    }
    problems.push(...told);
  };

  // What is shown stands in an isolate of its own.
  const bare = (words) => words.replace(/[\u2066-\u2069]/g, "");
  const has = (selector, words, whole) => text(selector).some((one) => (whole ? bare(one) === bare(words) : bare(one).includes(bare(words))));
  // A name without a sign that is seen is shown as a plan without a name.
  const unseen = (words) => /^[\s\p{Cf}\u2800\u3164\u115f]*$/u.test(words);
  const inField = (words) => words.replace(/[\r\n]/g, "");
  const inArea = (words) => words.replace(/\r\n?/g, "\n");
  const shown = {
    Questions: (words) => text(".q .more textarea").includes(inArea(words)),
    "All questions on one page": (words) => text(".q .more textarea").includes(inArea(words)),
    Findings: (words) => text("main .own input").includes(inField(words)),
    Tasks: (words) => text(".marks input").includes(inField(words)) && text(".marks textarea").includes(inArea(words)),
    Timeline: (words) => text(".phases input").includes(inField(words)) && text(".phases textarea").includes(inArea(words)),
    Report: (words) => has(".a4 .from", words) && has(".a4 .todo .hint", words) && has(".a4 dt .hint", words),
    "This plan": (words) => text("main .named input").includes(inField(words)),
    Comparison: (words) => unseen(words) || has("main th bdi", words, true),
    Start: (words) => unseen(words) || has("table.plans th button", words, true),
  };

  const views = {
    Start: () => document.querySelector(".start-page") || press("DMS Preflight", ".bar"),
    "All questions on one page": async () => { await press("Questions", ".views"); await press("All questions", ".rail"); },
    Comparison: async () => { await press("This plan", ".views"); await wait(() => button("Anchor", document.querySelector("main")), "the other plan"); await press("Anchor", "main"); },
  };
  const titles = { Start: "Plan a database migration", Report: "", Questions: "" };

  const named = ["This plan", "Comparison", "Start"];
  const at = async (view, words, whole, where) => {
    if (document.querySelector(".start-page") && view !== "Start") await press("Go on with the plan");
    await wait(() => view === "Start" || !document.querySelector(".start-page"), "the open plan");
    await (views[view] ?? (() => press(view, ".views")))();
    const title = titles[view] ?? view;
    await wait(() => document.querySelector("h1")?.textContent.startsWith(title) && (view !== "Report" || document.querySelector(".a4")) && (view !== "Questions" || document.querySelector(".rail [aria-current]")), `the view ${view}`);
    safe(where);
    turns(where);
    fits(where);
    if (view === "Start" && [...document.querySelectorAll("table.plans th button")].some((e) => e.getBoundingClientRect().width < 8)) problems.push(`${where}: the button that opens a plan cannot be seen`);
    const missing = () => words !== undefined && (whole || named.includes(view)) && shown[view] && !shown[view](words);
    // The list of plans is read anew.
    if (missing()) await wait(() => !missing(), "the text").catch(() => problems.push(`${where}: the text is not shown as text`));
    if (view !== "Start" && words !== undefined && words.trim() && !text(".bar input").includes(inField(words))) problems.push(`${where}: the name is not in the bar`);
  };

  /** Opens a file, keeps it, walks through views, and takes the plan before it away. */
  window.opened = async (kind, file, words, whole, walk) => {
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
    turns(where("preview"));
    fits(where("preview"));
    await press("Keep as a new plan");
    await wait(() => document.querySelector(".saved")?.textContent === "Saved in this browser", `saved: ${document.querySelector(".saved")?.textContent}`);
    for (const view of walk) await at(view, words, whole, where(view));
    await at("Start", undefined, false, where("Start"));
    const rows = () => [...document.querySelectorAll("table.plans tbody tr")];
    // The list is read anew when the view opens.
    await wait(() => rows().length === plans + 1, "the plan in the list");
    plans += 1;
    // The open one stays, to compare the next one with.
    for (const old of rows().slice(1, -1)) {
      button("Move to trash", old).click();
      await wait(() => !old.isConnected, "one plan less");
      plans -= 1;
      await press("Delete for good");
      await wait(() => !document.querySelector(".shelved"), "the empty trash");
    }
    return problems.splice(0);
  };
};

/** A browser of one width, with one harmless plan stored to compare others with. */
async function opened(width) {
  const site = await serve(path.join(root, "dist/site"));
  const browser = await chromium();
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height: 800, deviceScaleFactor: 1, mobile: false });
  const ready = async () => {
    await visit(browser, site.url);
    const { local, lasting } = await stored(browser);
    const none = (texts) => Object.fromEntries(Object.keys(texts).map((key) => [key, null]));
    const anchor = sealed("anchor", 1, planFile("Anchor", { account_exists: { value: true } }), { saved_at: 1 });
    await store(browser, { local: none(local), lasting: { ...none(lasting), "plan/anchor": anchor } });
    await visit(browser, site.url);
    await browser.run(`(${inside})()`);
  };
  await ready();
  return { browser, ready, close: () => browser.close().finally(site.close) };
}

/** Gives a file to a page and walks through the views whose turn it is. */
async function walked({ browser, ready }, number) {
  const { kind, text, words, whole } = hostile(number);
  const from = Math.floor(number / KINDS.length) * OF_EACH + (number % KINDS.length);
  const walk = Array.from({ length: OF_EACH }, (_, step) => VIEWS[(from + step) % VIEWS.length]);
  const given = [kind, text, words, whole, walk].map((value) => JSON.stringify(value) ?? "undefined");
  try {
    return await browser.run(`opened(${given.join(", ")})`);
  } catch (error) {
    await ready();
    return [`${kind}, ${walk}: ${error.message.slice(0, 300)}`];
  }
}

/** Only valid keys are left, and the plans that are not deleted. */
async function keysAreValid(browser) {
  const { local, lasting } = await stored(browser);
  for (const key of Object.keys(local)) assert.match(key, /^dms-preflight\/1\/(plan\/[a-z0-9]{1,32}\/[ab]|kept\/[a-z0-9]+|tell)$/);
  for (const key of Object.keys(lasting)) assert.match(key, /^(plan\/[a-z0-9]{1,32}|snapshot\/[a-z0-9]{1,32}\/\d{15}|kept\/[a-z0-9]+)$/);
  assert.ok(Object.keys(lasting).length <= 3, Object.keys(lasting).join());
}

/** What is not as it should be after all files, found once. */
let found;
async function all() {
  if (found) return found;
  const began = Date.now();
  const browsers = await Promise.all(WIDTHS.map(opened));
  try {
    const each = await Promise.all(browsers.map(async (one, which) => {
      const problems = [];
      for (let number = 0; number < FILES; number += 1) {
        if (Math.floor(number / KINDS.length) % WIDTHS.length !== which) continue;
        problems.push(...(await walked(one, number)).map((problem) => `file ${number}, ${problem}`));
      }
      await keysAreValid(one.browser);
      return problems;
    }));
    found = each.flat();
    console.log(`      ${FILES} files in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    return found;
  } finally {
    for (const one of browsers) await one.close();
  }
}

const LAYOUT = / px too wide| cannot be seen/;
const TURNED = / the text turns /;

/** A test that fails with the problems that are of its sort. */
const none = (sort) => async () => {
  const problems = (await all()).filter(sort);
  assert.ok(problems.length === 0, `${problems.length} problems:\n      ${problems.slice(0, 60).join("\n      ")}`);
};

await report([
  [`Chromium: of ${FILES} hostile files nothing runs, every text is shown as text, and every key is valid`, none((one) => !LAYOUT.test(one) && !TURNED.test(one))],
  ["Chromium: no text of theirs makes the page wider or hides what is to be pressed", none((one) => LAYOUT.test(one))],
  ["Chromium: no text of theirs turns the direction of other words", none((one) => TURNED.test(one))],
]);
