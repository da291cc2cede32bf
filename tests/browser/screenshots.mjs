// Every view of the Oracle example, and of an empty plan, as pictures in target/screenshots: light, dark, on a phone, and
// as it prints. They are for people to look at; nothing is compared.
import fs from "node:fs";
import path from "node:path";
import { chromium, root, serve } from "./browsers.mjs";
import { VIEWS, go, goTo, isAt, press, shows, visit } from "./page.mjs";

const folder = path.join(root, "target/screenshots");
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const site = await serve(path.join(root, "dist/site"));
const browser = await chromium();

/** A picture of the whole view, or of the first `most` pixels of it. */
async function shot(name, width, most = 6000) {
  const height = await browser.run("Math.ceil(document.documentElement.scrollHeight)");
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height: Math.max(900, Math.min(height, most)), deviceScaleFactor: 1, mobile: false });
  await browser.shot(path.join(folder, `${name}.png`));
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
}

const named = (view) => view.toLowerCase().replace(/[^a-z]+/g, "-");

async function views(look, theme, width) {
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
  await visit(browser, site.url);
  await browser.run(`void (document.querySelector("[data-preflight]").dataset.theme = "${theme}")`);
  await shot(`start-${look}`, width);
  await press(browser, "Oracle to Aurora");
  await isAt(browser, "Findings");
  for (const view of VIEWS) {
    await goTo(browser, view);
    if (view === "Questions") await go(browser, "/questions/source");
    if (view === "Timeline") await shows(browser, "P95 finish");
    await browser.run(`document.querySelector(":is(.f, .task details, .q details)")?.setAttribute("open", "")`);
    await shot(`${named(view)}-${look}`, width);
    if (look === "light") await browser.pdf(path.join(folder, `${named(view)}.pdf`));
  }
  await press(browser, "Glossary", ".foot");
  await isAt(browser, "Glossary");
  await shot(`glossary-${look}`, width);
  await press(browser, "Search", ".bar");
  await browser.run(`(() => { const field = document.querySelector(".window input"); field.value = "triggers"; field.dispatchEvent(new InputEvent("input", { bubbles: true })); })()`);
  await shows(browser, "hits");
  await shot(`search-${look}`, width, 900);
  await browser.run(`document.querySelector(".window:popover-open").hidePopover()`);
  await press(browser, "Keyboard", ".foot");
  await shot(`keyboard-${look}`, width, 900);
  await browser.run(`document.querySelector(".window:popover-open").hidePopover()`);
  await press(browser, "DMS Preflight", ".bar");
  await press(browser, "Start a plan");
  for (const view of VIEWS) {
    await goTo(browser, view);
    await shot(`empty-${named(view)}-${look}`, width, 1200);
  }
  await press(browser, "DMS Preflight", ".bar");
}

try {
  await views("light", "light", 1440);
  await views("dark", "dark", 1440);
  await views("phone", "light", 360);
} finally {
  await browser.close();
  site.close();
}
console.log(`Pictures are in ${folder}`);
