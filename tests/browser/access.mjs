// Who cannot see or cannot use a mouse: axe-core on every view, light, dark and 320 px wide, with every fold and window
// open; and a whole plan answered, ticked and saved with the keyboard alone. With --full axe-core runs in three engines.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { ENGINES, inOwn, report, require, root, serve, until } from "./browsers.mjs";
import { VIEWS, goTo, isAt, press, shows, started, visit } from "./page.mjs";

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const site = await serve(path.join(root, "dist/site"));

/** Fails with every violation that axe-core finds in what is shown. */
async function clean(browser, where) {
  const found = await browser.run(`(async () => {
    if (!window.axe) { ${axe} }
    const { violations } = await axe.run(document, { runOnly: ${JSON.stringify(RULES)} });
    return violations.map((one) => one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "));
  })()`);
  assert.deepEqual(found, [], where);
}

const themed = (browser, theme) => browser.run(`void (document.querySelector("[data-preflight]").dataset.theme = ${JSON.stringify(theme)})`);
const unfold = (browser) => browser.run(`void document.querySelectorAll("details").forEach((one) => { one.open = true; })`);

/** Every view of the Oracle example, with what opens on it, in one appearance. */
async function everywhere(browser, theme, width) {
  const name = `${theme}, ${width} px`;
  if (browser.devtools && browser.name === "Chromium") {
    await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
  } else {
    await browser.size(width, 900);
  }
  await visit(browser, site.url);
  await themed(browser, theme);
  await clean(browser, `start, ${name}`);
  await press(browser, "Oracle to Aurora");
  await isAt(browser, "Findings");
  for (const view of VIEWS) {
    await goTo(browser, view);
    if (view === "Timeline") await shows(browser, "P95 finish");
    await clean(browser, `${view}, ${name}`);
    await unfold(browser);
    await clean(browser, `${view} with all folds open, ${name}`);
  }
  await press(browser, "Glossary", ".foot");
  await isAt(browser, "Glossary");
  await clean(browser, `Glossary, ${name}`);
  for (const opener of ["Search", "Keyboard"]) {
    await press(browser, opener, ".bar, .foot");
    await clean(browser, `${opener}, ${name}`);
    await browser.run(`document.querySelector(".window:popover-open").hidePopover()`);
  }
  await press(browser, "DMS Preflight", ".bar");
  await press(browser, "Start a plan");
  for (const view of VIEWS) {
    await goTo(browser, view);
    await clean(browser, `${view} of an empty plan, ${name}`);
  }
}

/** Presses Tab until the element with the focus passes, an expression over `it`. */
async function tabTo(browser, test, what) {
  for (let turn = 0; turn < 900; turn += 1) {
    if (await browser.run(`((it) => ${test})(document.activeElement)`)) return;
    await browser.keys("Tab");
  }
  throw new Error(`900 times Tab did not reach ${what}`);
}
const says = (words) => `it.textContent.trim().startsWith(${JSON.stringify(words)})`;

/** Answers the question that has the focus with keys; gives the question's place. */
async function answered(browser) {
  const [place, kind, form] = await browser.run(`(() => {
    const it = document.activeElement;
    return [it.closest("[data-question]")?.dataset.question, it.tagName === "SELECT" ? "select" : it.type, it.placeholder ?? ""];
  })()`);
  assert.ok(place, `a question has the focus, not ${kind}`);
  if (kind === "select") await browser.keys("Down");
  else if (kind === "radio" || kind === "checkbox") await browser.keys("Space");
  else await browser.keys(...(form.includes("YYYY") ? "2027-06-30" : "10"));
  const isOpen = () => browser.run(`!!document.querySelector('[data-question="${place}"] :is(.id .stop, .id .plain)')`);
  // What takes no such answer is not known.
  if (await isOpen()) {
    await tabTo(browser, `!!it.closest(".dk, .dkbox") || it.dataset.question === "${place}"`, "don't know");
    await browser.keys("Space");
  }
  await until(async () => !(await isOpen()), `the answer of question ${place}`);
  return place;
}

const wide = (browser) => browser.devtools("Emulation.setDeviceMetricsOverride", { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false });

const tests = [
  ...["light", "dark"].flatMap((theme) => [1440, 320].flatMap((width) => inOwn(`axe-core finds nothing, ${theme}, ${width} px`, (browser) => everywhere(browser, theme, width), process.env.PREFLIGHT_FULL ? ENGINES : ENGINES.slice(0, 1)))),

  ...inOwn("a plan is answered, ticked and saved with the keyboard alone", async (browser) => {
    await wide(browser);
    await browser.open(site.url);
    await started(browser);
    await tabTo(browser, says("Start a plan"), "the start of a plan");
    await browser.keys("Enter");
    await isAt(browser, "Account and sign-in");
    const seen = [];
    for (let turn = 0; turn < 400; turn += 1) {
      await browser.keys("Escape", "Tab");
      // Not in a field: there the key would be a letter.
      await tabTo(browser, `it.matches("a, button, summary, [type=radio], [type=checkbox]")`, "something that is no field");
      await browser.keys("n");
      const none = await until(() => browser.run(`document.body.innerText.includes("No question is open.") ? "none" : document.activeElement.closest(".q") && "next"`), "the next question");
      if (none === "none") break;
      seen.push(await answered(browser));
    }
    assert.ok(seen.length > 60, `${seen.length} questions were answered`);
    await tabTo(browser, `it.closest(".views") && ${says("Tasks")}`, "the tasks");
    await browser.keys("Enter");
    await isAt(browser, "Tasks");
    await tabTo(browser, `it.closest(".task") && it.type === "checkbox"`, "the first task");
    await browser.keys("Space");
    await until(() => browser.run(`document.querySelectorAll(".task.ticked").length === 1`), "one task done");
    await tabTo(browser, says("Tick all"), "the button for the others");
    await browser.keys("Enter");
    await until(() => browser.run(`document.querySelectorAll(".task.ticked").length > 1`), "a phase done");
    await browser.run(`void (HTMLAnchorElement.prototype.click = function () { window.given = this.download; })`);
    await tabTo(browser, says("Save a copy"), "the button that saves a copy");
    await browser.keys("Enter");
    await until(() => browser.run("window.given?.endsWith('.preflight.json')"), "the file");
  }, ENGINES.slice(0, 1)),

  ...inOwn("keys open the search and the list of keys, not while somebody types, and can be turned off", async (browser) => {
    await visit(browser, site.url);
    await press(browser, "Oracle to Aurora");
    await isAt(browser, "Findings");
    await browser.keys("/");
    await until(() => browser.run(`document.activeElement.type === "search" && !!document.querySelector(".window:popover-open")`), "the search");
    await browser.keys(..."triggers/?n");
    assert.equal(await browser.run(`document.activeElement.value`), "triggers/?n");
    await browser.keys("Backspace", "Backspace", "Backspace");
    await until(() => browser.run(`!!document.querySelector(".window .hits a")`), "hits");
    await browser.keys("Tab", "Enter");
    await until(() => browser.run(`!document.querySelector(".window:popover-open") && document.activeElement !== document.body`), "the hit");
    assert.ok(await browser.run(`!!document.activeElement.closest(".q, .f, .task, .terms")`), "what was found has the focus");
    await browser.keys("?");
    await until(() => browser.run(`document.querySelector(".window:popover-open h2")?.textContent === "Keyboard"`), "the list of keys");
    await tabTo(browser, `it.type === "checkbox"`, "the switch");
    await browser.keys("Space", "Escape");
    await browser.keys("?");
    assert.equal(await browser.run(`!!document.querySelector(".window:popover-open")`), false);
    await visit(browser, await browser.run("location.href"));
    await browser.keys("Tab", "?");
    assert.equal(await browser.run(`!!document.querySelector(".window:popover-open")`), false, "also after the page was loaded again");
  }, ENGINES.slice(0, 1)),

  ...inOwn("the focus stays when what had it goes", async (browser) => {
    await wide(browser);
    await visit(browser, site.url);
    await press(browser, "Oracle to Aurora");
    await goTo(browser, "Tasks");
    await browser.run(`document.querySelector(".tools input[type=checkbox]").click()`);
    await tabTo(browser, `it.closest(".task") && it.type === "checkbox"`, "a task");
    const before = await browser.run(`document.querySelectorAll(".task").length`);
    for (let turn = 1; turn <= 3; turn += 1) {
      await browser.keys("Space");
      await until(() => browser.run(`document.querySelectorAll(".task").length === ${before - turn}`), `task ${turn} to go`);
      await until(() => browser.run(`!!document.activeElement.closest(".task, .group")`), "the focus on another task");
    }
  }, ENGINES.slice(0, 1)),
];

await report(tests);
site.close();
