// Lighthouse on the hosted page as a web server sends it, compressed: accessibility and best practices without a fault,
// performance on the phone that it simulates, the median of three.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { report, root, serve } from "./browsers.mjs";

const own = createRequire(path.join(process.env.PREFLIGHT_LIGHTHOUSE, "x.js"));
const { default: lighthouse } = await import(pathToFileURL(own.resolve("lighthouse")).href);
const { default: puppeteer } = await import(pathToFileURL(own.resolve("puppeteer-core")).href);
const PARTS = ["accessibility", "best-practices", "performance"];

const packed = new Map();
/** Packs a file once: the server must not be what takes the time. */
function brotli(data) {
  const key = data.toString("latin1");
  if (!packed.has(key)) packed.set(key, zlib.brotliCompressSync(data));
  return packed.get(key);
}

/** The scores of three visits, each with a fresh profile, by part; and what was found wanting. */
async function visits(address) {
  const scores = Object.fromEntries(PARTS.map((part) => [part, []]));
  const wanting = new Set();
  for (let visit = 0; visit < 3; visit += 1) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-lighthouse-"));
    const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", headless: true, userDataDir: folder, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
    try {
      const { lhr } = await lighthouse(address, { onlyCategories: PARTS, logLevel: "error" }, undefined, await browser.newPage());
      for (const part of PARTS) scores[part].push(lhr.categories[part].score);
      for (const audit of Object.values(lhr.audits)) if (audit.score === 0 && audit.scoreDisplayMode === "binary") wanting.add(audit.id);
    } finally {
      await browser.close();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }
  return { scores, wanting: [...wanting] };
}

// Packed before anybody visits: a server has it so.
for (const name of fs.readdirSync(path.join(root, "dist/site"))) brotli(fs.readFileSync(path.join(root, "dist/site", name)));
const site = await serve(path.join(root, "dist/site"), () => ({ "content-encoding": "br", "cache-control": "no-cache" }), brotli);
await report([["Lighthouse on the hosted page", async () => {
  const { scores, wanting } = await visits(site.url);
  const median = (all) => [...all].sort((one, other) => one - other)[1];
  console.log(`      ${PARTS.map((part) => `${part} ${scores[part].join(" ")}`).join(", ")}; ${wanting.join(" ") || "nothing wanting"}`);
  assert.equal(median(scores.accessibility), 1);
  assert.equal(median(scores["best-practices"]), 1);
  assert.ok(median(scores.performance) >= 0.9, "performance");
}]]);
site.close();
