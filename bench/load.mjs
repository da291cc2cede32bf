// What a visit costs over a slow line, the first time and again: bytes, first paint, and when the page can be used.
// Beside it the same checklist in SurveyJS, and an empty Yew page as the floor.
import fs from "node:fs";
import path from "node:path";
import { root } from "../tests/browser/browsers.mjs";
import { brotli, browser, middle, served } from "./browser.mjs";

const VISITS = 5;
/** Fast 4G as Chromium's DevTools slow the network down to: bytes a second, milliseconds. */
const FAST_4G = { offline: false, downloadThroughput: (9e6 / 8) * 0.9, uploadThroughput: (1.5e6 / 8) * 0.9, latency: 60 * 2.75 };
const PAGES = {
  "DMS Preflight": { folder: "dist/site", address: "", usable: `!document.querySelector("[data-preflight-status]") && !!document.querySelector(".preflight-root h1[tabindex]")` },
  SurveyJS: { folder: "target/bench", address: "survey.html", usable: `!!document.querySelector("#survey input")` },
  "Empty Yew page": { folder: "target/bench", address: "empty.html", usable: `!!document.querySelector("button")` },
};

/** Runs before the page: notes when it can be used first. */
const watch = (usable) => `new MutationObserver((_, own) => {
  if (!document.body || !(${usable})) return;
  own.disconnect();
  globalThis.usableAt = performance.now();
}).observe(document, { childList: true, subtree: true, attributes: true })`;

async function visit(own, url, usable) {
  const page = await own.page();
  const line = await page.createCDPSession();
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", FAST_4G);
  await page.evaluateOnNewDocument(watch(usable));
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.usableAt && performance.getEntriesByName("first-contentful-paint").length > 0);
  const [usableAt, paint] = await page.evaluate(() => [usableAt, performance.getEntriesByName("first-contentful-paint")[0].startTime]);
  // What comes after must be there before the second visit; a worker's files too.
  await page.waitForNetworkIdle({ idleTime: 1000, timeout: 30_000 });
  await page.evaluate(async () => { if (await navigator.serviceWorker?.getRegistration()) await navigator.serviceWorker.ready; });
  await page.close();
  return { paint, usable: usableAt };
}

/** Bytes of the bodies that the server sent, a worker's too. */
function sent(folder, asked) {
  const names = asked.map((url) => new URL(url, "http://x").pathname.slice(1) || "index.html");
  const files = names.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file));
  return files.reduce((sum, file) => sum + brotli(fs.readFileSync(file)).length, 0);
}

const medians = (visits) => Object.fromEntries(Object.keys(visits[0]).map((what) => [what, middle(visits.map((one) => one[what]))]));

export async function load() {
  const out = Object.fromEntries(Object.keys(PAGES).map((name) => [name, { cold: [], warm: [] }]));
  for (let nth = 0; nth < VISITS; nth += 1) {
    // In turn, because the machine's speed wanders.
    for (const [name, { folder, address, usable }] of Object.entries(PAGES)) {
      const site = await served(path.join(root, folder));
      const own = await browser();
      try {
        for (const kind of ["cold", "warm"]) {
          const before = site.asked.length;
          const times = await visit(own, site.url + address, usable);
          out[name][kind].push({ bytes: sent(path.join(root, folder), site.asked.slice(before)), ...times });
        }
      } finally {
        await own.close();
        site.close();
      }
    }
  }
  for (const own of Object.values(out)) for (const kind of ["cold", "warm"]) own[kind] = medians(own[kind]);
  return out;
}
