// Three browser engines behind one small interface: open, run, tab, leave, shot, close, kill. Chromium and WebKitGTK are
// driven over WebDriver, Firefox over WebDriver BiDi by puppeteer-core.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";

export const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const root = process.env.PREFLIGHT_ROOT ?? process.cwd();
export const require = createRequire(path.join(process.env.PREFLIGHT_MODULES ?? "node_modules", "x.js"));

/** What a file of the hosted page is called there, with the hash in its name. */
export function shipped(name) {
  const [stem, end] = name.split(".");
  const is = new RegExp(`^${stem}-[0-9a-f]{10}\\.${end}$`);
  return fs.readdirSync(path.join(root, "dist/site")).find((file) => is.test(file));
}

const freePort = () => new Promise((done) => {
  const probe = net.createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

/** Waits until `check` gives something true; fails after 30 s with what was waited for. */
export async function until(check, what) {
  const end = Date.now() + 30_000;
  let last;
  while (Date.now() < end) {
    try {
      last = await check();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited 30 s for ${what}; last: ${last}`);
}

/** The processes of the browser that was started with this profile folder, and all that they started. */
function processes(folder) {
  const all = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const words = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split(/[\0 ]/);
      const parent = fs.readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ")[1];
      return [{ pid, parent, own: words.some((word) => word === folder || word === `--user-data-dir=${folder}`) }];
    } catch {
      return [];
    }
  });
  const found = new Set(all.filter(({ own }) => own).map(({ pid }) => pid));
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return [...found].map(Number);
}

/** Ends a browser as a power cut would: nothing of it gets to write anything more. */
async function killed(folder) {
  for (const pid of processes(folder)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  }
  await until(() => processes(folder).length === 0, `the end of the browser in ${folder}`);
}

/** Keys without a character, as WebDriver writes them. */
const KEYS = { Tab: "\ue004", Enter: "\ue007", Escape: "\ue00c", Space: " ", Backspace: "\ue003", Down: "\ue015" };

class WebDriver {
  constructor(name, base, child, folder) {
    Object.assign(this, { name, base, child, folder });
  }

  async call(method, route, body) {
    const answer = await fetch(this.base + route, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${this.name} ${route}: ${JSON.stringify(value).slice(0, 400)}`);
    return value;
  }

  async start(capabilities) {
    await until(() => fetch(`${this.base}/status`), `the driver of ${this.name}`);
    const session = await this.call("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    this.session = `/session/${session.sessionId}`;
    return this;
  }

  /** Turns to this object's own tab, once there are several. */
  async front() {
    if (this.handle) await this.call("POST", `${this.session}/window`, { handle: this.handle });
  }

  async open(url) {
    await this.front();
    return this.call("POST", `${this.session}/url`, { url });
  }

  /** Another tab of the same browser, with the same interface. */
  async tab() {
    this.handle ??= await this.call("GET", `${this.session}/window`);
    await this.front();
    const { handle } = await this.call("POST", `${this.session}/window/new`, { type: "tab" });
    return Object.assign(Object.create(this), { handle });
  }

  /** Closes this tab alone. */
  async leave() {
    await this.front();
    await this.call("DELETE", `${this.session}/window`);
  }

  /** The value of a JavaScript expression in the page; promises are awaited. */
  async run(expression) {
    await this.front();
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${expression})).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return this.call("POST", `${this.session}/execute/async`, { script, args: [] }).then(({ value, error }) => {
      if (error) throw new Error(`${this.name}: ${error}`);
      return value;
    });
  }

  async shot(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, Buffer.from(await this.call("GET", `${this.session}/screenshot`), "base64"));
  }

  size(width, height) {
    return this.call("POST", `${this.session}/window/rect`, { width, height });
  }

  /** Presses keys one after the other: names of `KEYS`, or characters. */
  async keys(...all) {
    const actions = all.flatMap((key) => {
      const value = KEYS[key] ?? key;
      return [{ type: "keyDown", value }, { type: "keyUp", value }];
    });
    await this.call("POST", `${this.session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** The page as PDF, as its print dialog would make it (Chromium only). */
  async pdf(file) {
    fs.writeFileSync(file, Buffer.from(await this.call("POST", `${this.session}/print`, {}), "base64"));
  }

  /** A command of the DevTools protocol (Chromium only). */
  devtools(cmd, params) {
    return this.call("POST", `${this.session}/goog/cdp/execute`, { cmd, params });
  }

  /** Kills the whole browser (Chromium only); its profile stays. */
  async kill() {
    await killed(this.profile);
    this.child.kill();
  }

  async close() {
    await this.call("DELETE", this.session).catch(() => {});
    this.child.kill();
    if (this.folder) fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

export async function chromium({ args = [], profile } = {}) {
  const port = await freePort();
  const folder = profile ?? fs.mkdtempSync(path.join(os.tmpdir(), "preflight-chromium-"));
  const child = spawn("/usr/bin/chromedriver", [`--port=${port}`], { stdio: "ignore" });
  const options = { binary: "/usr/bin/chromium", args: [...FLAGS, `--user-data-dir=${folder}`, ...args] };
  const driver = new WebDriver("Chromium", `http://127.0.0.1:${port}`, child, profile ? undefined : folder);
  driver.profile = folder;
  return driver.start({ browserName: "chrome", "goog:chromeOptions": options });
}

export async function webkit() {
  const port = await freePort();
  const child = spawn("/usr/bin/WebKitWebDriver", [`--port=${port}`], { stdio: "ignore" });
  const binary = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
  const options = { binary, args: ["--automation"] };
  return new WebDriver("WebKitGTK", `http://127.0.0.1:${port}`, child).start({ browserName: "MiniBrowser", "webkitgtk:browserOptions": options });
}

export async function firefox({ profile } = {}) {
  const puppeteer = require("puppeteer-core");
  // The driver's own default would let file:// pages do what no reader's browser lets them.
  const extraPrefsFirefox = { "security.fileuri.strict_origin_policy": true };
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true, extraPrefsFirefox, userDataDir: profile });
  const inPage = (page) => ({
    name: "Firefox",
    open: (url) => page.goto(url, { waitUntil: "load" }),
    run: (expression) => page.evaluate(`Promise.resolve(${expression})`),
    shot: (file) => page.screenshot({ path: file }),
    size: (width, height) => page.setViewport({ width, height }),
    tab: async () => inPage(await browser.newPage()),
    leave: () => page.close(),
    close: () => browser.close(),
    kill: () => killed(profile),
  });
  return inPage(await browser.newPage());
}

const TYPES = { ".html": "text/html", ".webmanifest": "application/manifest+json", ".png": "image/png", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

/** Serves a folder on a free port of 127.0.0.1; `asked` lists what was asked for, `headers(name)` adds to an answer,
 * and `packed` compresses it. */
export async function serve(folder, headers = () => ({}), packed = (data) => data) {
  const asked = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url);
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = path.join(folder, name.endsWith("/") ? `${name}index.html` : name);
    if (!file.startsWith(folder) || !fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...headers(name) }).end(packed(fs.readFileSync(file)));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, close: () => server.close() };
}

export const ENGINES = [["Chromium", chromium], ["Firefox", firefox], ["WebKitGTK", webkit]];

/** A test in each of `engines`, in a browser of its own that is closed in the end. */
export const inOwn = (name, test, engines = ENGINES) => engines.map(([engine, open]) => [`${engine}: ${name}`, async () => {
  const browser = await open();
  try {
    await test(browser, engine);
  } finally {
    await browser.close();
  }
}]);

/** Runs named tests, or those alone whose name has the word that the script was called with, one after the other, and
 * prints the closing line that CI reads. */
export async function report(all) {
  const only = process.argv[2] ?? "";
  const tests = all.filter(([name]) => name.includes(only));
  let failed = 0;
  for (const [name, test] of tests) {
    try {
      await test();
      console.log(`ok    ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n      ${error.stack ?? error}`);
    }
  }
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
