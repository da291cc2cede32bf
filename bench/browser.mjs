// One Chromium for all that is measured, and the page of each measurement.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { FLAGS, require, root, serve } from "../tests/browser/browsers.mjs";

export const built = path.join(root, "target/bench");
const puppeteer = require("puppeteer-core");

/** A browser with a fresh profile; `close` removes it. */
export async function browser() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-bench-"));
  const own = await puppeteer.launch({ executablePath: "/usr/bin/chromium", headless: true, userDataDir: folder, args: FLAGS, protocolTimeout: 600_000 });
  return {
    version: await own.version(),
    page: () => own.newPage(),
    close: async () => {
      await own.close();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

const packed = new Map();
/** Packs a file once, as a web server sends it: packing must not be what takes the time. */
export function brotli(data) {
  const key = data.toString("latin1");
  if (!packed.has(key)) packed.set(key, zlib.brotliCompressSync(data));
  return packed.get(key);
}

/** Serves a folder compressed; files with a hash in their name may be kept, the others are asked for again. */
export function served(folder) {
  for (const name of fs.readdirSync(folder)) brotli(fs.readFileSync(path.join(folder, name)));
  const kept = (name) => (/-[0-9a-f]{10}\.|^\/(engine|survey|empty|checklist)/.test(name) && !name.endsWith(".html") ? "max-age=31536000, immutable" : "no-cache");
  return serve(folder, (name) => ({ "content-encoding": "br", "cache-control": kept(name) }), brotli);
}

export const middle = (all) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];
/** The value that a share of all do not pass. */
export const quantile = (all, share) => [...all].sort((one, other) => one - other)[Math.min(all.length - 1, Math.ceil(all.length * share) - 1)];
