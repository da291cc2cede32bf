// The custom element on a page of others: under a strict policy, with rude styles around it, several at once, moved,
// given and asked for plans.
import { execFileSync } from "node:child_process";
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ENGINES, inOwn, report, root, serve, until } from "./browsers.mjs";

const text = JSON.stringify;
const example = fs.readFileSync(path.join(root, "examples/mysql-to-aurora-mysql.preflight.json"), "utf8");

// As strict as a portal gets; the checklist must not need more.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; "
  + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,"><link rel="stylesheet" href="portal.css">
<script src="watch.js"></script><script type="module" src="preflight/dms-preflight-element.js"></script></head>
<body><h1>Portal</h1><main></main></body></html>`;
// What is told is told to the document: events bubble out of the shadow root.
const WATCH = `window.broken = []; window.told = [];
addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective + " " + event.blockedURI));
for (const name of ["ready", "change", "saved", "error"]) document.addEventListener(name, (event) => {
  if (event.target.localName === "dms-preflight") told.push([event.target.id, name, event.detail]);
});`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-portal-"));
fs.cpSync(path.join(root, "dist/embed"), path.join(folder, "preflight"), { recursive: true });
fs.writeFileSync(path.join(folder, "index.html"), PAGE);
fs.writeFileSync(path.join(folder, "watch.js"), WATCH);
fs.writeFileSync(path.join(folder, "other.html"), PAGE.replace("Portal</h1>", "Other</h1>"));
fs.copyFileSync(path.join(root, "tests/portals/sphinx/portal.css"), path.join(folder, "portal.css"));
fs.writeFileSync(path.join(folder, "plan.json"), example);

/** What is asked of one element's inside. */
const inside = (browser, id = "a") => {
  const own = `document.getElementById(${text(id)})?.shadowRoot`;
  const it = {
    run: (expression) => browser.run(`((root) => ${expression})(${own})`),
    shows: (words) => until(() => it.run(`root?.textContent.includes(${text(words)})`), `"${words}" in ${id}`),
    isAt: (title) => until(() => it.run(`root?.querySelector("h1")?.textContent === ${text(title)}`), `"${title}" in ${id}`),
    press: (words, within = "*") => until(() => it.run(`(() => {
      const found = [...(root?.querySelectorAll(${text(within)} + " :is(button, a)") ?? [])].find((e) => e.textContent.trim().startsWith(${text(words)}));
      found?.click();
      return !!found;
    })()`), `"${words}" to press in ${id}`),
    name: (words) => until(() => it.run(`(() => {
      const field = root?.querySelector(".bar .plan input");
      if (!field || field.disabled) return false;
      field.value = ${text(words)};
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return true;
    })()`), `the name in ${id}`),
    named: (words) => until(async () => {
      const now = await it.run(`root?.querySelector(".bar .plan input")?.value ?? root?.textContent.slice(-200)`);
      if (now !== words) throw new Error(`it is ${now}`);
      return true;
    }, `the name "${words}" in ${id}`),
  };
  return it;
};
const put = (browser, html) => browser.run(`(() => {
  for (const [id, attributes] of ${text(html)}) {
    const element = document.createElement("dms-preflight");
    element.id = id;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.querySelector("main").append(element);
  }
})()`);
const told = (browser, id, name) => until(() => browser.run(`window.told.find((one) => one[0] === ${text(id)} && one[1] === ${text(name)})`), `${name} of ${id}`);

const inEach = (name, test, some) => inOwn(name, async (browser) => {
  // A port, and so a storage, of its own.
  const site = await serve(folder, (file) => (file.endsWith("/") || file.endsWith(".html") ? { "content-security-policy": POLICY } : {}));
  try {
    await browser.open(site.url);
    await test(browser, site);
    assert.deepEqual(await browser.run("window.broken"), [], "the portal's policy is kept");
  } finally {
    site.close();
  }
}, some);

const tests = [
  ["the element can be imported where there is no browser", async () => {
    const file = path.join(root, "dist/embed/dms-preflight-element.js");
    execFileSync("node", ["--input-type=module", "-e", `await import(${text(`file://${file}`)}); await import(${text(`file://${path.join(root, "dist/embed/dms-preflight-host.js")}`)})`]);
  }],

  ...inEach("answers outlive the page, and the portal's address and title stay its own", async (browser, site) => {
    await put(browser, [["a", {}]]);
    const it = inside(browser);
    await told(browser, "a", "ready");
    await it.press("Start a plan");
    await it.isAt("Account and sign-in");
    await it.name("Ledger");
    await told(browser, "a", "change");
    const [, , saved] = await told(browser, "a", "saved");
    assert.equal(saved.storage, "browser");
    assert.deepEqual(await browser.run(`[location.href, document.title]`), [site.url, "Portal"]);
    await browser.open(`${site.url}other.html`);
    await browser.open(site.url);
    await put(browser, [["a", {}]]);
    await it.named("Ledger");
    await it.press("Report", ".views");
    await it.shows("Ledger");
  }),

  ...inEach("no style goes in or out", async (browser) => {
    const portal = () => browser.run(`(({ color, fontSize, lineHeight, margin }) => [color, fontSize, lineHeight, margin])(getComputedStyle(document.querySelector("h1")))`);
    const before = await portal();
    await browser.run(`document.documentElement.style.setProperty("font-size", "40px")`);
    await put(browser, [["a", { theme: "light" }]]);
    const it = inside(browser);
    await it.shows("Start a plan");
    const style = (selector, name) => it.run(`getComputedStyle(root.querySelector(${text(selector)}))[${text(name)}]`);
    assert.equal(await style("h1", "color"), "rgb(20, 24, 28)");
    assert.equal(await style("h1", "textTransform"), "none");
    assert.equal(await style("button", "display") === "none", false);
    assert.equal(await style(".lead", "fontSize"), "17px");
    await browser.run(`document.documentElement.style.removeProperty("font-size")`);
    assert.deepEqual(await portal(), before);
    await browser.run(`document.querySelector("#a").setAttribute("theme", "dark")`);
    await until(async () => (await style("h1", "color")) === "rgb(232, 235, 237)", "dark colours");
    await browser.run(`document.querySelector("#a").style.setProperty("--preflight-ink", "rgb(1, 2, 3)")`);
    await until(async () => (await style("h1", "color")) === "rgb(1, 2, 3)", "the portal's own colour");
  }),

  ...inEach("several share one instance and nothing else", async (browser, site) => {
    await put(browser, [["a", { storage: "memory" }], ["b", { storage: "memory" }], ["c", { storage: "memory", src: "plan.json" }]]);
    for (const id of ["a", "b", "c"]) await told(browser, id, "ready");
    assert.equal(site.asked.filter((one) => one.includes("_bg.wasm")).length, 1);
    const [a, b, c] = ["a", "b", "c"].map((id) => inside(browser, id));
    await c.isAt("Findings");
    await a.press("Start a plan");
    await b.press("Start a plan");
    await a.name("First");
    await b.name("Second");
    await a.named("First");
    const ids = await browser.run(`["a", "b", "c"].flatMap((id) => [...document.getElementById(id).shadowRoot.querySelectorAll("[id]")].map((e) => e.id))`);
    assert.equal(new Set(ids).size, ids.length, "ids are unique in the document");
    assert.equal(await browser.run(`document.getElementById("a").plan.plan.name + document.getElementById("b").plan.plan.name`), "FirstSecond");
    assert.equal(await browser.run(`Object.keys(localStorage).length`), 0);
  }),

  ...inEach("moved it goes on, taken out and put back it has its plan", async (browser) => {
    await put(browser, [["a", { storage: "memory" }]]);
    const it = inside(browser);
    await it.press("Start a plan");
    await it.name("Kept");
    await browser.run(`(window.page = document.querySelector("#a").shadowRoot.querySelector(".preflight"), document.body.prepend(document.querySelector("#a")))`);
    await it.named("Kept");
    assert.equal(await browser.run(`window.page === document.querySelector("#a").shadowRoot.querySelector(".preflight")`), true);
    await browser.run(`(window.element = document.querySelector("#a"), element.remove())`);
    await browser.run(`new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); })`);
    await browser.run(`document.body.append(window.element)`);
    await it.named("Kept");
  }),

  ...inEach("attributes say what is shown, and mistakes are events", async (browser) => {
    await put(browser, [["a", { storage: "memory", src: "plan.json", readonly: "" }], ["b", { src: "nowhere.json", storage: "memory" }], ["c", { locale: "de", storage: "memory" }], ["d", { plan: "{", storage: "memory" }]]);
    const it = inside(browser);
    await it.shows("nothing can be changed here");
    assert.equal(await it.run(`root.querySelector(".bar .plan input").disabled`), true);
    await browser.run(`document.querySelector("#a").removeAttribute("readonly")`);
    await until(() => browser.run(`!document.querySelector("#a").shadowRoot.textContent.includes("nothing can be changed here")`), "a plan that can be kept");
    assert.match((await told(browser, "b", "error"))[2].message, /404/);
    assert.match((await told(browser, "c", "error"))[2].message, /"de"/);
    assert.match((await told(browser, "d", "error"))[2].message, /JSON/);
    for (const id of ["b", "c", "d"]) await inside(browser, id).shows("Start a plan");
  }),

  ...inEach("a host gives a plan and takes it, in every format", async (browser) => {
    await put(browser, [["a", { storage: "memory" }]]);
    await told(browser, "a", "ready");
    await browser.run(`void (document.querySelector("#a").plan = ${example})`);
    const it = inside(browser);
    await it.isAt("Findings");
    const plan = await browser.run(`document.querySelector("#a").plan`);
    assert.deepEqual(plan.plan.answers, JSON.parse(example).plan.answers);
    const formats = await browser.run(`["json", "markdown", "csv", "tasks", "ics"].map((format) => document.querySelector("#a").export(format).slice(0, 40))`);
    assert.match(formats[1], /^# /);
    assert.match(formats[4], /^BEGIN:VCALENDAR/);
    // The report as a file: in the styles of its shadow root, with nothing that runs or is fetched.
    const html = await browser.run(`document.querySelector("#a").export("html")`);
    assert.match(html, /^<!doctype html>[\s\S]*<h2>Verdict<\/h2>/);
    assert.ok(html.includes("--paper:") && html.includes(".a4 {") && !html.includes(":host"), "it has its styles");
    assert.ok(!html.includes("<script") && html.includes("default-src 'none'"), "nothing in it runs");
    assert.match(await browser.run(`(() => { try { document.querySelector("#a").export("pdf"); } catch (error) { return error.message; } })()`), /must be "json"/);
  }),

  ...inEach("a host keeps the plans itself", async (browser) => {
    await browser.run(`(() => {
      window.texts = {};
      const element = document.createElement("dms-preflight");
      element.id = "a";
      element.storage = { load: async () => ({ ...texts }), save: async (key, text) => { text === null ? delete texts[key] : (texts[key] = text); } };
      document.querySelector("main").append(element);
    })()`);
    const it = inside(browser);
    await it.press("Start a plan");
    await it.name("With the host");
    assert.equal((await told(browser, "a", "saved"))[2].storage, "host");
    assert.match(await browser.run(`Object.values(texts).join()`), /With the host/);
    assert.equal(await browser.run(`Object.keys(localStorage).length`), 0);
    await browser.run(`(() => { const { storage } = document.querySelector("#a"); document.querySelector("#a").remove(); const b = document.createElement("dms-preflight"); b.id = "a"; b.storage = storage; document.querySelector("main").append(b); })()`);
    await it.named("With the host");
  }),

  ...inEach("what a host saves slowly is read again only when it is saved", async (browser) => {
    await browser.run(`(() => {
      window.texts = {};
      // The first save takes the longest: without a queue it would be the last to arrive.
      let wait = 600;
      window.storage = { load: async () => ({ ...texts }), save: (key, text) => new Promise((done) => { wait /= 2; setTimeout(() => { texts[key] = text; done(); }, wait); }) };
      window.show = () => { const element = document.createElement("dms-preflight"); element.id = "a"; element.storage = storage; document.querySelector("main").replaceChildren(element); };
      show();
    })()`);
    const it = inside(browser);
    await it.press("Start a plan");
    await it.name("Slow");
    await it.name("Slow but sure");
    await browser.run("void show()");
    await it.named("Slow but sure");
  }, ENGINES.slice(0, 2)),

  ...inEach("what a host refuses of a plan that was left is said, read as it was typed, and given again", async (browser) => {
    await browser.run(`(() => {
      window.texts = {};
      window.refuses = false;
      const element = document.createElement("dms-preflight");
      element.id = "a";
      element.storage = {
        load: async () => ({ ...texts }),
        save: async (key, text) => {
          if (refuses && text?.includes("Left early")) throw new Error("No room.");
          text === null ? delete texts[key] : (texts[key] = text);
        },
      };
      document.querySelector("main").append(element);
    })()`);
    const it = inside(browser);
    await it.press("Start a plan");
    await it.name("Kept");
    await told(browser, "a", "saved");
    await browser.run("void (window.refuses = true)");
    await it.name("Left early");
    await it.press("DMS Preflight");
    await it.press("Start a plan");
    await until(() => browser.run(`told.some((one) => one[1] === "error" && one[2].code === "left_unsaved")`), "the host to be told");
    await it.press("DMS Preflight");
    await it.press("Left early");
    await it.named("Left early");
    await it.press("DMS Preflight");
    await it.press("Start a plan");
    await browser.run("void (window.refuses = false)");
    await until(() => browser.run(`Object.values(texts).join().includes("Left early")`), "the plan at the host");
  }, ENGINES.slice(0, 1)),

  ...inEach("what is typed in memory goes along to another storage", async (browser) => {
    await put(browser, [["a", { storage: "memory" }]]);
    const it = inside(browser);
    await it.press("Start a plan");
    await it.name("Before the sign-in");
    await browser.run(`(window.texts = {}, document.querySelector("#a").storage = { load: () => ({ ...texts }), save: (key, text) => { texts[key] = text; } })`);
    await until(() => browser.run(`Object.values(texts).join().includes("Before the sign-in")`), "the plan at the host");
    await it.named("Before the sign-in");
  }, ENGINES.slice(0, 1)),

  ...inEach("what is set before the script has come counts", async (browser) => {
    await browser.run(`(() => {
      const element = document.createElement("dms-preflight");
      element.id = "a";
      element.setAttribute("storage", "memory");
      document.querySelector("main").append(element);
      element.plan = ${example};
      const early = document.createElement("dms-preflight");
      early.id = "b";
      Object.defineProperty(early, "storage", { value: "memory", configurable: true, writable: true, enumerable: true });
      Object.defineProperty(early, "plan", { value: ${example}, configurable: true, writable: true, enumerable: true });
      document.querySelector("main").append(early);
    })()`);
    for (const id of ["a", "b"]) await inside(browser, id).isAt("Findings");
    assert.equal(await browser.run(`Object.keys(localStorage).length`), 0);
  }, ENGINES.slice(0, 1)),

  ...inEach("where nothing can be changed the list of plans offers nothing that does", async (browser) => {
    await put(browser, [["a", {}]]);
    const it = inside(browser);
    await it.press("Start a plan");
    await it.name("Ledger");
    await told(browser, "a", "saved");
    await browser.run(`document.querySelector("#a").setAttribute("readonly", "")`);
    await it.run(`root.querySelector(".brand").click()`);
    await it.shows("Ledger");
    const buttons = await it.run(`[...root.querySelectorAll("button")].map((button) => button.textContent.trim())`);
    for (const words of ["Start a plan", "Duplicate", "Move to trash"]) assert.equal(buttons.some((one) => one.startsWith(words)), false, words);
  }, ENGINES.slice(0, 1)),

  ...inEach("two on one page show one plan alike", async (browser) => {
    await put(browser, [["a", {}]]);
    const a = inside(browser);
    await a.press("Start a plan");
    await a.name("Shared");
    await told(browser, "a", "saved");
    await put(browser, [["b", {}]]);
    const b = inside(browser, "b");
    await b.press("Shared");
    await b.shows("Another tab writes this plan");
    await a.name("Shared twice");
    await b.named("Shared twice");
  }, ENGINES.slice(0, 2)),

  ...inEach("is as wide as its box: nothing is cut in 360 px of a wide window", async (browser) => {
    await put(browser, [["a", { storage: "memory", src: "plan.json" }]]);
    await browser.run(`document.querySelector("main").style.setProperty("inline-size", "360px")`);
    const it = inside(browser);
    await it.isAt("Findings");
    for (const view of ["Questions", "Approach", "Timeline", "Tasks", "Report"]) {
      await it.press(view, ".views");
      await until(() => it.run(`root.querySelector(".views [aria-current]")?.textContent.startsWith(${text(view)})`), view);
      assert.equal(await it.run(`root.querySelector(".preflight").scrollWidth <= 360`), true, view);
      assert.equal(await it.run(`getComputedStyle(root.querySelector(".phonebar")).display`), "flex", view);
    }
  }, ENGINES.slice(0, 1)),
];

await report(tests);
fs.rmSync(folder, { recursive: true });
