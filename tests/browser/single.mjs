// The single file, opened from a disk: it asks for nothing, keeps its policy on every view, and saves itself with a plan.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inOwn, report, root } from "./browsers.mjs";
import { exported, goTo, isAt, press, shows, SIZE, started, toSource, type, value, VIEWS } from "./page.mjs";

const single = path.join(root, "dist/dms-preflight.html");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-file-"));

const open = async (browser, file) => {
  await browser.open(pathToFileURL(file).href);
  await started(browser);
};

const tests = [
  ...inOwn("the file asks for nothing and keeps its policy on every view", async (browser) => {
    await open(browser, single);
    await browser.run(`(() => { window.broken = []; addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective + " " + event.blockedURI)); })()`);
    await press(browser, "Oracle to Aurora");
    await isAt(browser, "Findings");
    for (const view of VIEWS.slice(1)) await goTo(browser, view);
    await press(browser, "Questions", ".views");
    await toSource(browser);
    await type(browser, SIZE, "3 TB");
    assert.deepEqual(await browser.run("window.broken"), []);
    assert.deepEqual(await browser.run(`performance.getEntriesByType("resource").map((one) => one.name).filter((name) => !/^(data|blob):/.test(name))`), []);
    assert.equal(await browser.run(`fetch("./x").then(() => "reached", () => "refused")`), "refused");
  }),

  ...inOwn("the file saves itself with a plan, which is looked at, kept, and saved again", async (browser, engine) => {
    const own = path.join(folder, engine);
    await open(browser, single);
    await press(browser, "Start a plan");
    await isAt(browser, "Account and sign-in");
    await toSource(browser);
    await type(browser, SIZE, "6 TB");
    await browser.run(`(() => { const field = document.querySelector(".bar .plan input"); field.value = "</script><script>window.ran = 1</script>"; field.dispatchEvent(new InputEvent("input", { bubbles: true })); })()`);
    await goTo(browser, "This plan");
    const first = await exported(browser, "This page with my plan in it");
    assert.match(first.name, /\.html$/);
    fs.mkdirSync(own, { recursive: true });
    const copy = path.join(own, "copy.html");
    fs.writeFileSync(copy, first.text);
    await open(browser, copy);
    await shows(browser, "You are looking at the plan that this page brings");
    assert.equal(await browser.run("window.ran ?? 0"), 0);
    await press(browser, "Keep as a new plan");
    await toSource(browser);
    assert.match(await value(browser, SIZE), /^6/);
    await type(browser, SIZE, "8 TB");
    await goTo(browser, "This plan");
    const second = await exported(browser, "This page with my plan in it");
    assert.equal(second.text.match(/<script type="application\/json" data-part="plan">/g).length, 1);
    // But for the plan, both are the same page.
    const page = (text) => text.replace(/<script type="application\/json" data-part="plan">[^<]*<\/script>/, "");
    assert.ok(page(second.text) === page(first.text), "the page stays the same from copy to copy");
    fs.writeFileSync(copy, second.text.replace(/(data-part="plan">)[^<]*/, "$1{"));
    await open(browser, copy);
    await shows(browser, "The plan inside this file could not be read");
    await press(browser, "Start a plan");
    await isAt(browser, "Account and sign-in");
  }),
];

await report(tests);
fs.rmSync(folder, { recursive: true });
