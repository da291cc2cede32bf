// The hosted page as a web server gives it: its policy, what it asks the network for, files that somebody changed, a
// life without a network, a newer version.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ENGINES, inOwn, report, root, serve, shipped, until } from "./browsers.mjs";
import { begin, goTo, isAt, press, saved, shows, SIZE, started, toSource, type, value, VIEWS } from "./page.mjs";

const dist = path.join(root, "dist/site");

/** A copy of the hosted page, at some depth, to be changed. */
async function copied(test, { depth = "", headers, change = () => {} } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-hosted-"));
  const own = path.join(folder, depth);
  fs.cpSync(dist, own, { recursive: true });
  change(own);
  const site = await serve(folder, headers);
  try {
    await test({ ...site, url: `${site.url}${depth}`, folder: own });
  } finally {
    site.close();
    fs.rmSync(folder, { recursive: true });
  }
}

/** Makes a newer version of the page in its folder: one word of the page and the service worker's list differ. */
function newer(folder, words) {
  const edit = (name, from, to) => {
    const file = path.join(folder, name);
    const text = fs.readFileSync(file, "utf8");
    assert.ok(text.includes(from), `${name} has ${from}`);
    fs.writeFileSync(file, text.replace(from, to));
  };
  edit("index.html", "<title>DMS Preflight</title>", `<title>DMS Preflight</title>\n<meta name="test-version" content="${words}">`);
  const worker = fs.readFileSync(path.join(folder, "sw.js"), "utf8");
  const hash = worker.match(/\["\.\/","(sha256-[^"]+)"\]/)[1];
  const page = fs.readFileSync(path.join(folder, "index.html"));
  const now = `sha256-${Buffer.from(sha256(page)).toString("base64")}`;
  edit("sw.js", hash, now);
  const version = worker.match(/"([0-9a-f]{10})"/)[1];
  edit("sw.js", version, now.replace(/[^a-z0-9]/gi, "").slice(-10).toLowerCase());
}

const { createHash } = await import("node:crypto");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/** Counts violations of the policy and everything that the console calls an error, from the first script on. */
const WATCH = `window.broken = []; addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective + " " + event.blockedURI));`;
const watched = (folder) => {
  const file = path.join(folder, "index.html");
  fs.writeFileSync(path.join(folder, "watch.js"), WATCH);
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("<title>", `<script src="./watch.js"></script><title>`));
};

const controlled = (browser) => until(() => browser.run(`navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)`), "the service worker");

const tests = [
  ...inOwn("every view of the page keeps its policy, and asks for nothing once it is loaded", (browser) => copied(async (site) => {
    await browser.open(`${site.url}?nosw`);
    await started(browser);
    await press(browser, "Oracle to Aurora");
    await isAt(browser, "Findings");
    await until(() => site.asked.some((name) => name.includes("tables-")), "the rest of the page");
    const before = site.asked.length;
    for (const view of VIEWS.slice(1)) {
      await goTo(browser, view);
    }
    await press(browser, "Questions", ".views");
    await toSource(browser);
    await type(browser, SIZE, "3 TB");
    await saved(browser);
    assert.deepEqual(await browser.run("window.broken"), []);
    assert.deepEqual(site.asked.slice(before), []);
    const elsewhere = await browser.run(`performance.getEntriesByType("resource").map((one) => one.name).filter((name) => !name.startsWith(location.origin))`);
    assert.deepEqual(elsewhere, []);
  }, { depth: "docs/tools/preflight/", change: watched })),

  ...inOwn("the policy as a header lets the page through, and the single file beside it", (browser) => {
    const nginx = fs.readFileSync(path.join(root, "dist/hosting/nginx.conf"), "utf8");
    const policy = (name) => nginx.split(`= /preflight/${name} {`)[1]?.match(/Content-Security-Policy "([^"]+)"/)[1];
    const headers = (name) => {
      const said = policy(name === "/" ? "index.html" : name.slice(1));
      return said ? { "content-security-policy": said } : {};
    };
    assert.ok(policy("index.html").includes("frame-ancestors 'self'"));
    return copied(async (site) => {
      for (const name of ["", "dms-preflight.html"]) {
        await browser.open(site.url + name);
        await started(browser);
        await press(browser, "Start a plan");
        await isAt(browser, "Account and sign-in");
      }
    }, { headers });
  }),

  ...["dms-preflight.js", "dms-preflight_bg.wasm", "content.json"].flatMap((name) => inOwn(`${name} that somebody changed is refused`, (browser) => copied(async (site) => {
    await browser.open(site.url);
    await shows(browser, "The checklist could not be opened");
  }, { change(folder) {
    watched(folder);
    const file = path.join(folder, shipped(name));
    const text = fs.readFileSync(file);
    // Still valid, and still of its kind: only the hash knows.
    const more = name.endsWith(".wasm") ? Buffer.from([0, 2, 1, 120]) : Buffer.from("\n");
    fs.writeFileSync(file, Buffer.concat([text, more]));
  } }))),

  ...inOwn("opens without a network after the first visit, with what was typed", (browser) => copied(async (site) => {
    await begin(browser, site.url);
    await type(browser, SIZE, "7 TB");
    await saved(browser);
    await controlled(browser);
    site.close();
    const address = await browser.run("location.href");
    await browser.open("about:blank");
    await browser.open(address);
    await started(browser);
    await isAt(browser, "Source database");
    assert.match(await value(browser, SIZE), /^7/);
    await goTo(browser, "Report");
    await browser.open(`${site.url}rescue.html`);
    await shows(browser, "Plans in this browser");
  }, { depth: "docs/preflight/" }), ENGINES.slice(0, 2)),

  ...inOwn("a newer version is found, offered, and taken when the reader says so; the old cache goes", (browser) => copied(async (site) => {
    await begin(browser, site.url);
    await type(browser, SIZE, "7 TB");
    await saved(browser);
    await controlled(browser);
    await browser.run(`caches.open("dms-preflight:/other/:1").then(() => caches.open("portal"))`);
    const version = () => browser.run(`document.querySelector("meta[name=test-version]")?.content ?? "first"`);
    newer(site.folder, "second");
    await browser.open("about:blank");
    await browser.open(site.url);
    await started(browser);
    await shows(browser, "A newer version of this page is ready");
    assert.equal(await version(), "first");
    await press(browser, "Load it");
    await until(async () => (await version()) === "second", "the newer version");
    await started(browser);
    const names = await until(async () => {
      const all = await browser.run("caches.keys()");
      return all.length === 3 && all;
    }, "the old cache to go");
    assert.equal(names.filter((name) => name.startsWith("dms-preflight:/docs/")).length, 1);
    assert.ok(names.includes("portal") && names.includes("dms-preflight:/other/:1"));
    await shows(browser, "Unnamed plan");
  }, { depth: "docs/preflight/" }), ENGINES.slice(0, 2)),

  ...inOwn("a version that came with the policy of another one starts, and says still who may frame it", (browser) => {
    let policy;
    const headers = (name) => (policy && name === "/" ? { "content-security-policy": policy } : {});
    return copied(async (site) => {
      await begin(browser, site.url);
      await type(browser, SIZE, "7 TB");
      await saved(browser);
      await controlled(browser);
      policy = "default-src 'none'; script-src 'none'; frame-ancestors 'self'";
      newer(site.folder, "second");
      await browser.open("about:blank");
      await browser.open(site.url);
      await shows(browser, "A newer version of this page is ready");
      await press(browser, "Load it");
      await until(async () => (await browser.run(`document.querySelector("meta[name=test-version]")?.content`)) === "second", "the newer version");
      await started(browser);
      await shows(browser, "Unnamed plan");
      const kept = await browser.run(`fetch("./").then((answer) => answer.headers.get("content-security-policy"))`);
      assert.equal(kept.trim(), "frame-ancestors 'self'");
    }, { headers });
  }, ENGINES.slice(0, 2)),

  ...inOwn("a version that came damaged is not taken", (browser) => copied(async (site) => {
    await begin(browser, site.url);
    await type(browser, SIZE, "7 TB");
    await saved(browser);
    await controlled(browser);
    newer(site.folder, "second");
    fs.appendFileSync(path.join(site.folder, shipped("app.css")), "\n");
    await browser.open("about:blank");
    await browser.open(site.url);
    await started(browser);
    await browser.run(`navigator.serviceWorker.getRegistration().then((one) => one.update())`).catch(() => {});
    await until(() => browser.run(`navigator.serviceWorker.getRegistration().then((one) => !one.installing && !one.waiting)`), "the end of the update");
    assert.equal(await browser.run(`document.body.innerText.includes("newer version")`), false);
  }), ENGINES.slice(0, 1)),

  ...inOwn("the service worker ends where sw-off.js is served in its place", (browser) => copied(async (site) => {
    await begin(browser, site.url);
    await type(browser, SIZE, "7 TB");
    await saved(browser);
    await controlled(browser);
    fs.copyFileSync(path.join(root, "dist/hosting/sw-off.js"), path.join(site.folder, "sw.js"));
    await browser.open("about:blank");
    await browser.open(`${site.url}?nosw`);
    await browser.run(`navigator.serviceWorker.getRegistration().then((one) => one?.update()).catch(() => {})`);
    await until(async () => (await browser.run("caches.keys()")).length === 0, "no cache");
    await until(() => browser.run(`navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)`), "no service worker");
    await browser.open(site.url.replace(/$/, "?nosw"));
    await shows(browser, "Unnamed plan");
  }), ENGINES.slice(0, 2)),

  ...inOwn("can be installed", (browser) => copied(async (site) => {
    await browser.open(site.url);
    await started(browser);
    const { installabilityErrors } = await browser.devtools("Page.getInstallabilityErrors", {});
    assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId), []);
    const { errors } = await browser.devtools("Page.getAppManifest", {});
    assert.deepEqual(errors, []);
  }), ENGINES.slice(0, 1)),

  ...inOwn("says in its source that it needs scripts, and offers itself as one file", (browser) => copied(async (site) => {
    const html = fs.readFileSync(path.join(site.folder, "index.html"), "utf8");
    assert.equal(html.match(/<script(?![^>]*src=)/g).length, 2, "two inline blocks: the import map and the boot script");
    assert.match(html, /<noscript>/);
    await browser.open(site.url);
    await started(browser);
    const link = await browser.run(`(() => { const a = document.querySelector(".foot a[download]"); return [a.href, a.download]; })()`);
    assert.deepEqual(link, [`${site.url}dms-preflight.html`, "dms-preflight.html"]);
    assert.equal(await browser.run(`fetch("./dms-preflight.html").then((answer) => answer.status)`), 200);
  }), ENGINES.slice(0, 1)),
];

await report(tests);
