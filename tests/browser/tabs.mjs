// Two tabs with one plan: one writes and the other reads along, they hand over in every way, and without locks both
// write. Two hundred interleaved edits: each is stored, was overwritten by somebody who saw it, or is shown as a conflict.
import assert from "node:assert/strict";
import { chromium, firefox, until, webkit } from "./browsers.mjs";
import { SIZE, all, begin, fill, give, go, hides, inEach, inEachAndFile, newest, planFile, press, reads, saved, says, shows, sourceOf, stored, type, value, visit, withScript } from "./page.mjs";

const ALONG = "Another tab writes this plan";
const EDITS = 200;
const NO_LOCKS = `Object.defineProperty(Navigator.prototype, "locks", { value: undefined });`;
const HOLD = `addEventListener("storage", (event) => { if (window.held) event.stopImmediatePropagation(); }, true);`;
const DEAF = `addEventListener("storage", (event) => event.stopImmediatePropagation(), true);`;

/** Numbers that look like chance and are the same each time. */
const chance = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const locked = (browser) => until(() => browser.run(`document.querySelector(".q input[type=text]")?.disabled`), "locked fields");
const unlocked = (browser) => until(() => browser.run(`document.querySelector(".q input[type=text]")?.disabled === false`), "fields to type in");

/** A plan that is saved, open in two tabs; the second reads along where there are locks. */
async function twoTabs(browser, url, test) {
  const first = await browser.tab();
  const id = await begin(first, url);
  await type(first, SIZE, "1");
  await until(() => first.run(`/^Saved/.test(document.querySelector(".saved").textContent)`), "the plan saved");
  const second = await browser.tab();
  await visit(second, sourceOf(url, id));
  await reads(second, SIZE, "1");
  try {
    await test(first, second, id);
  } finally {
    for (const tab of [first, second]) await tab.leave().catch(() => {});
  }
}

/** The fields to edit: notes of the first questions here, and the plan's name. */
const FIELDS = [".bar input", ...[1, 2, 3, 4, 5, 6].map((place) => `.q:nth-of-type(${place}) .more textarea`)];

/** Types something nobody else types; remembers what stood there. */
async function edit(edits, tab, which, field) {
  const words = `edit ${edits.length + 1} of tab ${which}`;
  edits.push({ words, field, before: await fill(tab, field, words) });
}

/** Waits until both tabs are at rest, and fails for each edit that nobody can find again. */
async function nothingLost(tabs, id, edits) {
  for (const tab of tabs) {
    await tab.run(`void dispatchEvent(new Event("blur"))`);
    await until(() => tab.run(`!/^Saving/.test(document.querySelector(".saved").textContent)`), "the end of saving");
  }
  const found = JSON.stringify(newest(await stored(tabs[0]), id));
  const notices = [];
  for (const tab of tabs) notices.push(await tab.run(`document.querySelector(".notices").textContent`));
  const kept = (words) => [found, ...notices].some((text) => text.includes(`${words}"`) || text.includes(`${words},`) || text.includes(`${words}.`));
  const lost = edits.filter(({ words, field }) => !kept(words) && !edits.some((other) => other.field === field && other.before === words));
  assert.deepEqual(lost, [], `${lost.length} of ${edits.length} edits are lost`);
}

/** A page that can be made so slow that its framework puts off what follows a change, as in a tab that is not seen. */
const SLOW = `const [now, wait] = [Date.now, setTimeout];
  let ahead = 0;
  Date.now = () => now() + (ahead += window.slow ? 20 : 0);
  window.setTimeout = (work, after, ...more) => wait(work, window.slow && !(after >= 1) ? 1000 : after, ...more);`;
const slow = (browser) => browser.run(`void (window.slow = true)`);

/** Types an answer and does something at once, before the page has had another turn. */
const typeAnd = (browser, words, then) => browser.run(`(() => {
  const field = [...document.querySelectorAll(".q")].find((q) => q.querySelector(".question-text").textContent.startsWith(${JSON.stringify(SIZE)})).querySelector("input[type=text]");
  field.value = ${JSON.stringify(words)};
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { ${then} };
  port2.postMessage(0);
})()`);

const tests = [
  ...inEach([chromium, firefox], "a slow page opens, whatever comes in between", withScript(`window.slow = true; ${SLOW}`, async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "1");
    await saved(browser);
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "1");
  })),

  ...inEach([chromium], "what is pressed on a slow page at once is done", withScript(SLOW, async (browser, url) => {
    await begin(browser, url);
    await visit(browser, url);
    await slow(browser);
    await give(browser, JSON.stringify(planFile("Theirs", { source_size: { value: "9 GB" } })));
    await press(browser, "Keep as a new plan");
    await hides(browser, "You are looking at");
    await saved(browser);
  })),

  ...inEach([chromium, firefox], "a slow page that is left right after typing loses nothing", withScript(SLOW, async (browser, url) => {
    const id = await begin(browser, url);
    await type(browser, SIZE, "1");
    await saved(browser);
    await slow(browser);
    await typeAnd(browser, "2", "location.href = 'rescue.html';");
    await until(() => browser.run(`location.pathname === "/rescue.html"`), "the other page");
    await visit(browser, sourceOf(url, id));
    await reads(browser, SIZE, "2");
  })),

  ...inEach([chromium, firefox], "what another tab saves does not take what a slow page was just told", withScript(NO_LOCKS + SLOW, (browser, url) => twoTabs(browser, url, async (first, second) => {
    await fill(first, ".bar input", "Named here");
    await slow(second);
    await typeAnd(second, "2", "");
    await reads(second, SIZE, "2");
    await until(() => second.run(`document.querySelector(".bar input").value === "Named here"`), "the name");
    await reads(second, SIZE, "2");
    await reads(first, SIZE, "2");
  }))),

  ...inEachAndFile([chromium, firefox, webkit], "the second tab reads along and is locked; it writes when the first is closed", (browser, url) => twoTabs(browser, url, async (first, second, id) => {
    await shows(second, ALONG);
    await says(second, "Read-only: another tab writes it");
    await locked(second);
    await type(first, SIZE, "2");
    await reads(second, SIZE, "2");
    await type(first, SIZE, "3");
    await first.leave();
    await hides(second, ALONG);
    await unlocked(second);
    await reads(second, SIZE, "3");
    await type(second, SIZE, "4");
    await saved(second);
    assert.equal(newest(await stored(second), id).plan.answers.source_size.value, "4 GB");
  })),

  ...inEachAndFile([chromium, firefox], "each tab can take the plan over, with what was typed a moment ago", (browser, url) => twoTabs(browser, url, async (first, second, id) => {
    let [writer, reader] = [first, second];
    for (const size of ["2", "3", "4", "5"]) {
      await type(writer, SIZE, size);
      await press(reader, "Write here instead");
      await unlocked(reader);
      await hides(reader, ALONG);
      await reads(reader, SIZE, size);
      await shows(writer, ALONG);
      await locked(writer);
      [writer, reader] = [reader, writer];
    }
    await type(writer, SIZE, "6");
    await saved(writer);
    assert.equal(newest(await stored(writer), id).plan.answers.source_size.value, "6 GB");
    await reads(reader, SIZE, "6");
  })),

  ...inEach([chromium, firefox], "a plan is taken from a tab that does not answer", withScript(DEAF, (browser, url) => twoTabs(browser, url, async (first, second) => {
    await press(second, "Write here instead");
    await unlocked(second);
    await shows(first, ALONG);
    await type(second, SIZE, "5");
    await saved(second);
  }))),

  ...inEach([chromium, firefox], "another plan opened in the first tab lets the second one write", (browser, url) => twoTabs(browser, url, async (first, second) => {
    await shows(second, ALONG);
    await press(first, "DMS Preflight", ".bar");
    await press(first, "Start a plan");
    await hides(second, ALONG);
    await unlocked(second);
  })),

  ...inEach([chromium, firefox], `${EDITS} edits with a handover after each tenth: none is lost`, (browser, url) => twoTabs(browser, url, async (first, second, id) => {
    const edits = [];
    const random = chance(7);
    let [writer, reader] = [first, second];
    while (edits.length < EDITS) {
      for (let turn = 0; turn < 10; turn += 1) {
        await edit(edits, writer, writer === first ? 1 : 2, FIELDS[Math.floor(random() * FIELDS.length)]);
      }
      await press(reader, "Write here instead");
      await unlocked(reader);
      [writer, reader] = [reader, writer];
    }
    await nothingLost([first, second], id, edits);
  })),

  // Firefox, which has locks wherever the page runs, loses a few of them on a busy machine without; see docs/storage.md.
  ...inEach([chromium], `${EDITS} interleaved edits without locks: none is lost, or both are shown`, withScript(NO_LOCKS, (browser, url) => twoTabs(browser, url, async (first, second, id) => {
    const edits = [];
    const random = chance(11);
    while (edits.length < EDITS) {
      const which = random() < 0.5 ? 0 : 1;
      const tab = [first, second][which];
      await edit(edits, tab, which + 1, FIELDS[Math.floor(random() * FIELDS.length)]);
      // What leaving a field does: a change is written at once, not when the pace says so.
      if (random() < 0.3) await tab.run(`void dispatchEvent(new Event("blur"))`);
    }
    await nothingLost([first, second], id, edits);
  }))),

  ...inEach([chromium, firefox], "both tabs change one answer without locks: both are shown, and either can be taken", withScript(NO_LOCKS + HOLD, (browser, url) => twoTabs(browser, url, async (first, second, id) => {
    for (const [mine, theirs, button, expected] of [["20", "30", "Take the other", "30"], ["40", "50", "Keep this tab's", "40"]]) {
      // The other tab's events come later than its own typing, as they do when both type at once.
      await first.run(`void (window.held = true)`);
      await type(second, SIZE, theirs);
      await saved(second);
      assert.notEqual(await value(first, SIZE), theirs);
      await type(first, SIZE, mine);
      await shows(first, `this tab has ${mine}`);
      await shows(first, `another tab saved ${theirs}`);
      await press(first, button);
      await reads(first, SIZE, expected);
      await hides(first, "another tab saved");
      await first.run(`void (window.held = false)`);
      await saved(first);
      await reads(second, SIZE, expected);
      assert.equal(newest(await stored(first), id).plan.answers.source_size.value, `${expected} GB`);
    }
    await go(first, "/plan");
    await shows(first, "what another tab had, before both were merged");
  }))),
];

await all(tests);
