// The single file inside a frame, with the helper in the page around it: on the same origin, on another one, in a
// sandbox, as a document without an address; and what it refuses.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ENGINES, inOwn, report, root, serve, until } from "./browsers.mjs";

const text = JSON.stringify;
const example = fs.readFileSync(path.join(root, "examples/mysql-to-aurora-mysql.preflight.json"), "utf8");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-host-"));
fs.copyFileSync(path.join(root, "dist/dms-preflight.html"), path.join(folder, "dms-preflight.html"));
fs.copyFileSync(path.join(root, "dist/embed/dms-preflight-host.js"), path.join(folder, "host.js"));
fs.writeFileSync(path.join(folder, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><script type="module">
import { embed } from "./host.js";
window.told = [];
window.texts = {};
window.keeps = { load: async () => ({ ...texts }), save: async (key, text) => { text === null ? delete texts[key] : (texts[key] = text); } };
window.frame = (address, sandbox, options, srcdoc) => {
  const frame = document.createElement("iframe");
  frame.width = options.width ?? 900;
  if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
  if (srcdoc) frame.srcdoc = srcdoc; else frame.src = address;
  window.handle = embed(frame, { ...options, on: (name, detail) => told.push([name, detail]) });
  document.body.append(frame);
};
window.ready = true;
</script><body></body></html>`);

const inEach = (name, test, some) => inOwn(name, async (browser) => {
  const site = await serve(folder);
  try {
    await browser.open(site.url);
    await until(() => browser.run("window.ready"), "the host page");
    // The same server by another name is another site.
    await test(browser, site.url, site.url.replace("127.0.0.1", "localhost"));
  } finally {
    site.close();
  }
}, some);
const told = (browser, name) => until(() => browser.run(`told.findLast((one) => one[0] === ${text(name)})?.[1]`), `the event ${name}`);

/** Shows the example in a frame, and goes through what a host can ask. */
async function works(browser, address, sandbox, more = {}, srcdoc = "") {
  await browser.run(`void frame(${text(address)}, ${text(sandbox)}, { plan: ${text(example)}, theme: "dark", ...${text(more)} }, ${srcdoc || "null"})`);
  await told(browser, "ready");
  await until(async () => (await told(browser, "resize")).height > 300, "a frame of some height");
  await until(async () => {
    const [is, wanted] = await browser.run(`[document.querySelector("iframe").getBoundingClientRect().height, told.findLast((one) => one[0] === "resize")[1].height]`);
    return Math.abs(is - wanted) < 6;
  }, "the frame as high as its content");
  const plan = await browser.run("handle.plan()");
  assert.deepEqual(JSON.parse(plan).plan.answers, JSON.parse(example).plan.answers);
  assert.match(await browser.run(`handle.export("markdown")`), /^# /);
  assert.match(await browser.run(`handle.export("pdf").catch((error) => error.message)`), /must be "json"/);
  assert.match(await browser.run(`handle.locale("de").catch((error) => error.message)`), /"de"/);
  await browser.run(`Promise.all([handle.theme("light"), handle.readonly(true), handle.readonly(false), handle.focus(), handle.flush()])`);
}

const FILE = "dms-preflight.html#embed";
const tests = [
  ...inEach("on the same origin a host is told of every change", async (browser, url) => {
    await works(browser, url + FILE, null, { storage: "memory" });
    await browser.run(`(() => {
      const inner = document.querySelector("iframe").contentDocument;
      const field = inner.querySelector(".bar .plan input");
      field.value = "From the frame";
      field.dispatchEvent(new inner.defaultView.InputEvent("input", { bubbles: true }));
    })()`);
    const { plan } = await told(browser, "change");
    assert.equal(JSON.parse(plan).plan.name, "From the frame");
  }),
  ...inEach("on another site", (browser, url, other) => works(browser, other + FILE, null, { storage: "memory" })),
  ...inEach("in a sandbox without an origin", (browser, url, other) => works(browser, other + FILE, "allow-scripts")),
  ...inEach("as a document without an address", async (browser) => {
    await browser.run(`fetch("dms-preflight.html").then((answer) => answer.text()).then((html) => { window.html = html; })`);
    await works(browser, "", "allow-scripts", {}, "window.html");
  }),
  ...inEach("in a frame as high as its content a list opens under its button", async (browser, url) => {
    await works(browser, url + FILE, null, { storage: "memory", width: 390 });
    await browser.run(`document.querySelector("iframe").contentDocument.querySelector("[popovertarget$=views]").click()`);
    const [button, list, high] = await browser.run(`(() => {
      const inner = document.querySelector("iframe").contentDocument;
      const box = (what) => inner.querySelector(what).getBoundingClientRect();
      return [box("[popovertarget$=views]").bottom, box("nav.views:popover-open").top, inner.defaultView.innerHeight];
    })()`);
    assert.ok(high > 1500, `a long frame: ${high}`);
    assert.ok(Math.abs(list - button) < 2, `the list begins at ${list}, its button ends at ${button}`);
  }),
  ...inEach("the host keeps the plans, and has them after the frame is gone", async (browser, url, other) => {
    await browser.run(`void frame(${text(other + FILE)}, "allow-scripts", { storage: keeps, plan: ${text(example)} })`);
    await told(browser, "ready");
    assert.equal((await told(browser, "saved")).storage, "host");
    assert.match(await browser.run(`Object.values(texts).join()`), /dms-preflight/);
    await browser.run(`(handle.close(), document.querySelector("iframe").remove(), told.length = 0, frame(${text(other + FILE)}, "allow-scripts", { storage: keeps }))`);
    await told(browser, "ready");
    const plan = await until(() => browser.run("handle.plan()"), "the plan again");
    assert.deepEqual(JSON.parse(plan).plan.answers, JSON.parse(example).plan.answers);
  }),
  ...inEach("a plan that cannot be read, or a language that is not there, keeps nothing from opening", async (browser, url) => {
    await browser.run(`void frame(${text(url + FILE)}, null, { plan: "{", locale: "de", storage: "memory" })`);
    assert.match((await told(browser, "error")).message, /JSON/);
    await told(browser, "ready");
    await until(async () => (await told(browser, "resize")).height > 300, "a frame of some height");
  }, ENGINES.slice(0, 1)),
  ...inEach("a frame that is loaded again has the plan that was typed last", async (browser, url) => {
    await works(browser, url + FILE, null, { storage: "memory" });
    await browser.run(`(() => {
      const inner = document.querySelector("iframe").contentDocument;
      const field = inner.querySelector(".bar .plan input");
      field.value = "Typed last";
      field.dispatchEvent(new inner.defaultView.InputEvent("input", { bubbles: true }));
    })()`);
    await told(browser, "change");
    await browser.run(`(told.length = 0, document.body.append(document.querySelector("iframe")))`);
    await told(browser, "ready");
    assert.equal(JSON.parse(await until(() => browser.run("handle.plan()"), "the plan")).plan.name, "Typed last");
  }, ENGINES.slice(0, 1)),
  ...inEach("a frame that is told of another origin says nothing", async (browser, url, other) => {
    await browser.run(`void frame(${text(`${other}dms-preflight.html?origin=https%3A%2F%2Fevil.example#embed`)}, null, {})`);
    await browser.run(`void frame(${text(`${other}dms-preflight.html?origin=${encodeURIComponent(new URL(url).origin)}#embed`)}, null, {})`);
    await told(browser, "ready");
    assert.equal(await browser.run(`told.filter(([name]) => name === "connected").length`), 1);
  }),
  ...inEach("what is unknown is answered with an error, whatever it is", async (browser, url) => {
    await browser.run(`(() => {
      const frame = document.createElement("iframe");
      frame.src = ${text(url + FILE)};
      addEventListener("message", (event) => {
        const { port1, port2 } = new MessageChannel();
        window.port = port1;
        window.heard = [];
        port1.onmessage = ({ data }) => heard.push(data);
        event.source.postMessage({ type: "dms-preflight:connect", v: 1 }, "*", [port2]);
      }, { once: true });
      document.body.append(frame);
    })()`);
    await until(() => browser.run(`window.heard?.length > 0`), "the connection");
    const answers = async (message) => {
      await browser.run(`void port.postMessage(${message})`);
      // Events of the page come between.
      return until(() => browser.run(`heard.splice(0).find((one) => one.event === undefined || one.code === "version")`), `an answer to ${message}`);
    };
    await browser.run("void heard.splice(0)");
    assert.match((await answers(`{ v: 1, id: 1, action: "format disk" }`)).error, /no action "format disk"/);
    assert.match((await answers(`{ v: 1, id: 2, action: "constructor" }`)).error, /no action/);
    assert.match((await answers(`{ v: 1, id: 3, action: "export", format: "json" }`)).error, /`load` first/);
    assert.match((await answers(`{ v: 1, id: 4, action: "load", storage: "cloud" }`)).error, /host, local or none/);
    assert.match((await answers(`{ v: 1, id: 5, action: "load", plan: "{" }`)).error, /JSON/);
    assert.equal((await answers("{ v: 2, id: 6 }")).code, "version");
    assert.equal((await answers("null")).code, "version");
    assert.match((await answers("{ v: 1, id: 7 }")).error, /no action/);
  }),
];
await report(tests);
fs.rmSync(folder, { recursive: true });
