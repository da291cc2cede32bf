// Many plans: the list, the trash, earlier states, comparison; a plan in a link, in a file, and in a host page.
import assert from "node:assert/strict";
import { chromium, firefox, until } from "./browsers.mjs";
import { SIZE, all, begin, exported, fill, give, go, hides, inEach, inEachAndFile, isAt, newest, planFile, planId, press, previewed, reads, saved, says, sealed, shows, sourceOf, store, stored, toSource, type, visit } from "./page.mjs";

const names = (browser) => browser.run(`[...document.querySelectorAll("table.plans tbody tr th button")].map((b) => b.textContent)`);
const lists = (browser, expected) => until(async () => JSON.stringify((await names(browser)).sort()) === JSON.stringify([...expected].sort()), `the plans ${expected}`);
const home = (browser) => press(browser, "DMS Preflight", ".bar");

/** The row of a plan, as a selector that only it matches. */
const row = async (browser, name) => {
  await lists(browser, await names(browser));
  return browser.run(`(() => {
    document.querySelectorAll("[data-row]").forEach((e) => e.removeAttribute("data-row"));
    [...document.querySelectorAll("table.plans tbody tr")].find((tr) => tr.querySelector("th button").textContent === ${JSON.stringify(name)}).setAttribute("data-row", "");
    return "[data-row]";
  })()`);
};
const does = async (browser, name, what) => press(browser, what, await row(browser, name));

/** A named plan with a size, saved. */
async function named(browser, url, name, size) {
  const id = await begin(browser, url);
  await fill(browser, ".bar input", name);
  await type(browser, SIZE, size);
  await saved(browser);
  return id;
}

const snapshotsOf = async (browser, id) => Object.entries((await stored(browser)).lasting).filter(([key]) => key.startsWith(`snapshot/${id}/`)).map(([, text]) => JSON.parse(text.split("\n")[1]).plan);
const sizeOf = (plan) => plan.answers.source_size?.value;
const DAY = 24 * 60 * 60 * 1000;

/** Mounts the module into a blank page; `options` is a JavaScript expression. */
async function mounted(browser, url, options) {
  await browser.open(`${url}tests/browser/blank.html`);
  await browser.run(`import("${url}dist/embed/index.js").then((m) => m.load().then(() => {
    const element = document.createElement("div");
    document.body.append(element);
    window.page = m.mount(element, ${options});
  }))`);
  await until(() => browser.run(`!!document.querySelector(".preflight-root h1")`), "the mounted page");
}

async function startInside(browser) {
  await press(browser, "Start a plan");
  await isAt(browser, "Account and sign-in");
  await toSource(browser);
}

const HOST = `(window.host = {
  texts: {}, refused: false,
  async load() { await new Promise((done) => setTimeout(done, 20)); return { ...this.texts }; },
  async save(key, text) {
    await new Promise((done) => setTimeout(done, 20));
    if (this.refused) throw new Error("no");
    if (text === null) delete this.texts[key]; else this.texts[key] = text;
  },
})`;

const tests = [
  ...inEachAndFile([chromium, firefox], "plans are created, opened, renamed, duplicated, and tried out in a scenario", async (browser, url) => {
    const id = await named(browser, url, "First", "1");
    await named(browser, url, "Second", "2");
    await home(browser);
    await lists(browser, ["First", "Second"]);
    const within = await row(browser, "First");
    await browser.run(`(() => {
      const field = document.querySelector("${within} input");
      field.value = "First, renamed";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    })()`);
    await lists(browser, ["First, renamed", "Second"]);
    await does(browser, "First, renamed", "Duplicate");
    await isAt(browser, "This plan");
    assert.notEqual(await planId(browser), id);
    await saved(browser);
    await home(browser);
    await lists(browser, ["First, renamed", "Copy of First, renamed", "Second"]);
    await does(browser, "Second", "Try a scenario");
    await isAt(browser, "This plan");
    await saved(browser);
    const scenario = await planId(browser);
    await toSource(browser);
    await type(browser, SIZE, "22");
    await saved(browser);
    await home(browser);
    await lists(browser, ["First, renamed", "Copy of First, renamed", "Second", "Second, scenario"]);
    await shows(browser, "scenario of Second");
    const all = await stored(browser);
    assert.equal(sizeOf(newest(all, scenario).plan), "22 GB");
    assert.equal(sizeOf(newest(all, id).plan), "1 GB");
    await press(browser, "Second", await row(browser, "Second"));
    await toSource(browser);
    await reads(browser, SIZE, "2");
  }),

  ...inEachAndFile([chromium, firefox], "a plan goes to the trash, comes back, and is deleted for good with its earlier states", async (browser, url) => {
    const id = await named(browser, url, "Goes", "1");
    await visit(browser, sourceOf(url, id));
    await type(browser, SIZE, "2");
    await saved(browser);
    await until(async () => (await snapshotsOf(browser, id)).length === 1, "a snapshot");
    await named(browser, url, "Stays", "3");
    await home(browser);
    await does(browser, "Goes", "Move to trash");
    await lists(browser, ["Stays"]);
    await shows(browser, "1 plan in the trash");
    await visit(browser, url);
    await lists(browser, ["Stays"]);
    await press(browser, "Restore");
    await lists(browser, ["Stays", "Goes"]);
    await press(browser, "Goes", await row(browser, "Goes"));
    await toSource(browser);
    await reads(browser, SIZE, "2");
    await home(browser);
    await does(browser, "Goes", "Move to trash");
    await lists(browser, ["Stays"]);
    await press(browser, "Delete for good");
    await hides(browser, "in the trash");
    await until(async () => !JSON.stringify(await stored(browser)).includes(id), "nothing left of the plan");
    await visit(browser, url);
    await lists(browser, ["Stays"]);
  }),

  ...inEach([chromium], "the open plan can be moved to the trash from its own view", async (browser, url) => {
    await named(browser, url, "Goes", "1");
    await go(browser, "/plan");
    await press(browser, "Move to trash", "main");
    await shows(browser, "No plan in this browser yet");
    await shows(browser, "1 plan in the trash");
  }),

  ...inEach([chromium], "what is in the trash for 30 days goes, what is not stays", async (browser, url) => {
    await visit(browser, url);
    const trashed = (id, days) => sealed(id, 5, planFile(id), { trashed_at: Date.now() - days * DAY });
    await store(browser, {
      local: { "dms-preflight/1/plan/old/a": trashed("old", 30.01), "dms-preflight/1/plan/young/a": trashed("young", 29.9) },
      lasting: { "plan/old": trashed("old", 30.01), "plan/lasting": trashed("lasting", 31), "snapshot/old/000000000000001": sealed("old", 1, planFile("old")) },
    });
    await visit(browser, url);
    await shows(browser, "1 plan in the trash");
    await until(async () => !/old|lasting\//.test(Object.keys({ ...(await stored(browser)).local, ...(await stored(browser)).lasting }).join()), "the old plans gone");
    await until(async () => Object.keys((await stored(browser)).lasting).length === 0, "nothing left of them in the database");
    assert.ok((await stored(browser)).local["dms-preflight/1/plan/young/a"]);
  }),

  ...inEachAndFile([chromium, firefox], "an earlier state is looked at and taken, and the state before is among them", async (browser, url) => {
    const id = await named(browser, url, "Ledger", "1");
    await visit(browser, sourceOf(url, id));
    await type(browser, SIZE, "2");
    await saved(browser);
    await go(browser, "/plan");
    await shows(browser, "before the first change after opening");
    await press(browser, "Look at it");
    await shows(browser, "You are looking at this plan as it was at");
    await isAt(browser, "Comparison");
    await shows(browser, "1 answer");
    await says(browser, "Not stored, read-only");
    await press(browser, "Close", ".notices");
    await hides(browser, "You are looking at");
    assert.equal(sizeOf(newest(await stored(browser), id).plan), "2 GB");
    await isAt(browser, "This plan");
    await press(browser, "Look at it");
    await shows(browser, "You are looking at this plan as it was at");
    await press(browser, 'Replace "Ledger" with it');
    await hides(browser, "You are looking at");
    await saved(browser);
    assert.equal(sizeOf(newest(await stored(browser), id).plan), "1 GB");
    await until(async () => (await snapshotsOf(browser, id)).length === 2, "two snapshots");
    assert.deepEqual((await snapshotsOf(browser, id)).map(sizeOf), ["1 GB", "2 GB"]);
    await go(browser, "/plan");
    await shows(browser, "before it was replaced");
  }),

  ...inEach([chromium], "only the last ten earlier states are kept", async (browser, url) => {
    const id = await named(browser, url, "Ledger", "1");
    const key = (n) => `snapshot/${id}/${String(n).padStart(15, "0")}`;
    await store(browser, { lasting: Object.fromEntries([...Array(10).keys()].map((n) => [key(n + 1), sealed(id, n, planFile(`State ${n}`))])) });
    await visit(browser, sourceOf(url, id));
    await type(browser, SIZE, "2");
    await saved(browser);
    await until(async () => !(key(1) in (await stored(browser)).lasting), "the first one gone");
    const kept = Object.keys((await stored(browser)).lasting).filter((one) => one.startsWith("snapshot/"));
    assert.equal(kept.length, 10);
    assert.ok(kept.includes(key(2)));
  }),

  ...inEachAndFile([chromium], "two plans are compared from the list and from the plan's own view", async (browser, url) => {
    await named(browser, url, "First", "1");
    await named(browser, url, "Second", "2");
    await home(browser);
    await does(browser, "First", "Compare with the open plan");
    await isAt(browser, "Comparison");
    const cells = () => browser.run(`[...document.querySelectorAll("main table tbody tr td")].map((td) => td.textContent)`);
    await until(async () => (await cells()).length >= 2, "the rows");
    assert.deepEqual((await cells()).slice(0, 2).map((text) => text.replace(/\s/g, " ")), ["1 GB", "2 GB"]);
    await go(browser, "/plan");
    await press(browser, "First", "main");
    await isAt(browser, "Comparison");
  }),

  ...inEachAndFile([chromium, firefox], "a link with a plan opens elsewhere, is kept, and is refused when it is cut off", async (browser, url) => {
    await named(browser, url, "Zürich 計画 <b>", "2.5");
    await go(browser, "/plan");
    await press(browser, "Make a link");
    const link = await until(() => browser.run(`document.querySelector("main input[readonly]")?.value`), "the link");
    assert.ok(link.startsWith(`${url}#/link/1/`) || link.startsWith("file:"), link);
    assert.ok(link.length < 2000);
    const fresh = await (browser.name === "Chromium" ? chromium : firefox)();
    try {
      await fresh.open(link);
      await shows(fresh, "You are looking at a plan from a link.");
      await says(fresh, "Not stored, read-only");
      assert.deepEqual(await fresh.run(`Object.keys(localStorage)`), []);
      await toSource(fresh);
      await reads(fresh, SIZE, "2.5");
      await press(fresh, "Keep as a new plan");
      await saved(fresh);
      const kept = newest(await stored(fresh), await planId(fresh));
      assert.equal(kept.plan.name, "Zürich 計画 <b>");
      assert.equal(sizeOf(kept.plan), "2.5 GB");
      for (const [damaged, sentence] of [
        [link.slice(0, -9), "The link is cut off or damaged"],
        [link.replace("/1/", "/1/!"), "The link is cut off or damaged"],
        [link.replace("/1/", "/2/"), "made by a newer version"],
        [`${link.split("#")[0]}#/link/1/${"A".repeat(30_001)}`, "longer than any that this page makes"],
      ]) {
        await fresh.open("about:blank");
        await fresh.open(damaged);
        await shows(fresh, sentence);
        await until(() => fresh.run(`!!document.querySelector(".start-page")`), "the start page");
      }
      assert.equal(Object.keys((await stored(fresh)).lasting).filter((key) => key.startsWith("plan/")).length, 1);
    } finally {
      await fresh.close();
    }
  }),

  ...inEach([chromium], "a plan that is too large for a link is offered as a file", async (browser, url) => {
    const id = await named(browser, url, "Large", "1");
    let seed = 1;
    const noise = Array.from({ length: 19_000 }, () => String.fromCharCode(33 + ((seed = (Math.imul(seed, 48271) >>> 0) % 2147483647) % 90))).join("");
    await fill(browser, ".q .more textarea", noise);
    await fill(browser, ".q:nth-of-type(2) .more textarea", [...noise].reverse().join(""));
    await saved(browser);
    await go(browser, "/plan");
    await press(browser, "Make a link");
    await shows(browser, "more than a link can carry. Send the file instead.");
    const file = await exported(browser, "Save a copy", "main");
    assert.equal(file.name, "large.preflight.json");
    assert.deepEqual(JSON.parse(file.text).plan, newest(await stored(browser), id).plan);
  }),

  ...[false, true].flatMap((drop) => inEachAndFile([chromium, firefox], `a file that is ${drop ? "dropped" : "chosen"} is shown first, closed, kept, or taken for the open plan`, async (browser, url) => {
    const id = await named(browser, url, "Mine", "1");
    const file = JSON.stringify(planFile("Theirs", { source_size: { value: "9 GB" }, backup_source: { value: true } }));
    const offer = async () => {
      await home(browser);
      await lists(browser, ["Mine"]);
      await give(browser, file, "theirs.preflight.json", drop);
      await previewed(browser, "the file theirs.preflight.json.");
      await isAt(browser, "Comparison");
      await shows(browser, 'Against "Mine": 2 answers');
    };
    await offer();
    assert.deepEqual(Object.keys((await stored(browser)).lasting).filter((key) => key.startsWith("plan/")), [`plan/${id}`]);
    await go(browser, "/questions/account");
    assert.ok(await until(() => browser.run(`document.querySelector(".q input")?.disabled`), "locked fields"));
    await press(browser, "Close", ".notices");
    await hides(browser, "You are looking at");
    await lists(browser, ["Mine"]);
    assert.equal(sizeOf(newest(await stored(browser), id).plan), "1 GB");
    await press(browser, "Mine", "table.plans");
    await offer();
    await press(browser, 'Replace "Mine" with it');
    await hides(browser, "You are looking at");
    await until(async () => sizeOf(newest(await stored(browser), id).plan) === "9 GB", "the file in the plan's place");
    assert.ok((await snapshotsOf(browser, id)).some((plan) => sizeOf(plan) === "1 GB" && plan.name === "Mine"));
    await visit(browser, url);
    await lists(browser, ["Theirs"]);
    await give(browser, JSON.stringify(planFile("Another")), "another.json", drop);
    await previewed(browser, "the file another.json.");
    await press(browser, "Keep as a new plan");
    await saved(browser);
    await visit(browser, url);
    await lists(browser, ["Theirs", "Another"]);
  })),

  ...inEach([chromium], "an unsaved plan beneath a file that is looked at is still saved", async (browser, url) => {
    const id = await named(browser, url, "Mine", "1");
    await type(browser, SIZE, "2");
    await browser.run(`document.querySelector(".bar a").click()`);
    await until(() => browser.run(`!!document.querySelector("input[type=file]")`), "the start page");
    await give(browser, JSON.stringify(planFile("Theirs")));
    await shows(browser, "You are looking at the file");
    await until(async () => sizeOf(newest(await stored(browser), id).plan) === "2 GB", "the change stored");
  }),

  ...inEach([chromium], "mounted with memory, nothing is stored and nothing of it is lost in the page", async (browser, url) => {
    await mounted(browser, url, `{ storage: "memory" }`);
    await startInside(browser);
    await shows(browser, "This browser stores nothing here");
    await type(browser, SIZE, "2");
    await says(browser, "Kept in this page only");
    await home(browser);
    await press(browser, "Unnamed plan", "table.plans");
    await toSource(browser);
    await reads(browser, SIZE, "2");
    assert.equal(await browser.run("localStorage.length"), 0);
    assert.deepEqual(await browser.run("indexedDB.databases()"), []);
  }, "."),

  ...inEach([chromium, firefox], "mounted with a host's storage, the host has everything and is told of nothing else", async (browser, url) => {
    await mounted(browser, url, `{ storage: ${HOST} }`);
    await startInside(browser);
    await type(browser, SIZE, "2");
    await says(browser, "Saved by the page around this one");
    await browser.run(`void (host.refused = true)`);
    await type(browser, SIZE, "3");
    await says(browser, "Not saved: save a copy now");
    await shows(browser, "The last change is not saved");
    assert.equal(sizeOf(JSON.parse((await exported(browser, "Save a copy")).text).plan), "3 GB");
    await browser.run(`void (host.refused = false)`);
    await type(browser, SIZE, "4");
    await says(browser, "Saved by the page around this one");
    const texts = await browser.run(`host.texts`);
    const key = Object.keys(texts).find((one) => one.startsWith("plan/"));
    assert.equal(sizeOf(JSON.parse(texts[key].split("\n")[1]).plan), "4 GB");
    assert.equal(await browser.run("localStorage.length"), 0);
    assert.deepEqual(await browser.run("indexedDB.databases()"), []);
    await browser.open("about:blank");
    await mounted(browser, url, `{ storage: Object.assign(${HOST}, { texts: ${JSON.stringify(texts)} }) }`);
    // On a page of others the plan that was changed last is open at once.
    await toSource(browser);
    await reads(browser, SIZE, "4");
    await home(browser);
    await press(browser, "Move to trash", "table.plans");
    await press(browser, "Delete for good");
    await until(() => browser.run(`Object.keys(host.texts).length === 0`), "nothing left at the host");
  }, "."),

  ...inEach([chromium], "a host that cannot load or save, or gives nonsense, stops nothing", async (browser, url) => {
    for (const host of [
      `{ load() { throw new Error("no"); }, save() { throw new Error("no"); } }`,
      `{ load: () => Promise.reject(new Error("no")), save: () => Promise.reject(new Error("no")) }`,
      `{ load: () => null, save() { throw null; } }`,
      `{ load: () => ({ "plan/x": 5, "plan/__proto__": "x", nonsense: {} }), save: 3 }`,
      `{}`,
    ]) {
      await browser.open("about:blank");
      await mounted(browser, url, `{ storage: ${host} }`);
      await startInside(browser);
      await type(browser, SIZE, "3");
      await says(browser, "Not saved: save a copy now");
      assert.equal(sizeOf(JSON.parse((await exported(browser, "Save a copy")).text).plan), "3 GB");
    }
  }, "."),
];

await all(tests);
