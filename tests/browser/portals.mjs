// Real documentation portals, built by their own tools, with the element in one of their pages: answer, leave, come
// back, still there; no style goes in or out. And a project that takes the package from npm.
import { execFileSync } from "node:child_process";
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium, report, root, serve, until } from "./browsers.mjs";

const text = JSON.stringify;
const tools = process.env.PREFLIGHT_PORTALS;
const embed = path.join(root, "dist/embed");
const run = (program, args, cwd) => {
  try {
    execFileSync(program, args, { cwd, stdio: "pipe", encoding: "utf8", env: { ...process.env, NO_UPDATE_NOTIFIER: "1", DISABLE_VERSION_CHECK: "1", CI: "true" } });
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}\n${error.stdout}\n${error.stderr}`);
  }
};

/** A portal's source in a folder of its own, with the module where it keeps static files. */
function source(name, place) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `preflight-${name}-`));
  fs.cpSync(path.join(root, "tests/portals", name), folder, { recursive: true });
  if (place) fs.cpSync(embed, path.join(folder, place), { recursive: true });
  return folder;
}
const modules = (folder) => fs.symlinkSync(path.join(tools, "node_modules"), path.join(folder, "node_modules"));

const portals = {
  mkdocs() {
    const folder = source("mkdocs", "docs/preflight");
    run(path.join(tools, "python/bin/mkdocs"), ["build", "--quiet", "--site-dir", path.join(folder, "out")], folder);
    return { folder, plan: "plan/", other: "Other" };
  },
  sphinx() {
    const folder = source("sphinx", "_static/preflight");
    fs.renameSync(path.join(folder, "portal.css"), path.join(folder, "_static/portal.css"));
    run(path.join(tools, "python/bin/sphinx-build"), ["-q", "-b", "html", folder, path.join(folder, "out")], folder);
    return { folder, plan: "plan.html", other: "Other" };
  },
  docusaurus() {
    const folder = source("docusaurus", "static/preflight");
    modules(folder);
    // It keeps what it has compiled among its packages, also what was wrong.
    fs.rmSync(path.join(tools, "node_modules/.cache"), { recursive: true, force: true });
    run(path.join(tools, "node_modules/.bin/docusaurus"), ["build", "--out-dir", "out"], folder);
    return { folder, plan: "plan/", other: "Other" };
  },
};

const inside = (browser, expression) => browser.run(`((root) => ${expression})(document.querySelector("dms-preflight")?.shadowRoot)`);
const press = (browser, words) => until(() => inside(browser, `(() => {
  const found = [...(root?.querySelectorAll("button, a") ?? [])].find((e) => e.textContent.trim().startsWith(${text(words)}));
  found?.click();
  return !!found;
})()`), `"${words}" in the element`);
const named = (browser, words) => until(() => inside(browser, `root?.querySelector(".bar .plan input")?.value === ${text(words)}`), `the plan "${words}"`);
/** Follows a link of the portal by its words. */
const follow = (browser, words) => until(() => browser.run(`(() => {
  const found = [...document.querySelectorAll("nav a, .sphinxsidebar a, aside a, a")].find((a) => a.textContent.trim() === ${text(words)});
  found?.click();
  return !!found;
})()`), `the link "${words}"`);
const heading = (browser, words) => until(() => browser.run(`[...document.querySelectorAll("h1")].some((h) => h.textContent.includes(${text(words)}))`), `the page "${words}"`);

const tests = Object.entries(portals).map(([name, build]) => [`${name}: answer, leave, come back, still there; styles stay where they are`, async () => {
  const { folder, plan, other } = build();
  const site = await serve(path.join(folder, "out"));
  const browser = await chromium();
  try {
    await browser.open(site.url + plan);
    await heading(browser, "Migration");
    const look = (selector) => browser.run(`(({ color, fontSize, display, backgroundColor }) => [color, fontSize, display, backgroundColor])(getComputedStyle(document.querySelector(${text(selector)})))`);
    await press(browser, "Start a plan");
    await until(() => inside(browser, `root?.querySelector("h1")?.textContent === "Account and sign-in"`), "the first section");
    await inside(browser, `(() => {
      const field = root.querySelector(".bar .plan input");
      field.value = "Runbook plan";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      [...root.querySelectorAll(".q label")].find((label) => label.textContent.trim() === "Yes").querySelector("input").click();
    })()`);
    await until(() => inside(browser, `root.querySelector(".saved")?.textContent === "Saved in this browser"`), "the plan to be saved");
    assert.equal(await inside(browser, `getComputedStyle(root.querySelector("h1")).color`), "rgb(20, 24, 28)");
    assert.equal(await inside(browser, `getComputedStyle(root.querySelector("h1")).letterSpacing === "3px"`), false);
    assert.equal(await inside(browser, `getComputedStyle(root.querySelector(".acts button")).display === "none"`), false);
    const [, , display, background] = await look(".portal-button");
    assert.deepEqual([display, background], ["block", "rgb(0, 0, 255)"]);
    if (process.env.PREFLIGHT_SHOTS) await browser.shot(path.join(process.env.PREFLIGHT_SHOTS, `${name}.png`));
    await follow(browser, other);
    await heading(browser, "Other");
    await follow(browser, "Migration");
    await heading(browser, "Migration");
    await named(browser, "Runbook plan");
    assert.equal(await inside(browser, `!!root.querySelector(".q input:checked")`), true);
  } finally {
    await browser.close();
    site.close();
    fs.rmSync(folder, { recursive: true });
  }
}]);

tests.push(["npm packs the folder, and a Vite project takes it with its types", async () => {
  const folder = source("vite");
  try {
    run("npm", ["pack", "--silent", "--pack-destination", folder, embed], folder);
    const packed = fs.readdirSync(folder).find((name) => name.endsWith(".tgz"));
    fs.mkdirSync(path.join(folder, "node_modules/dms-preflight"), { recursive: true });
    run("tar", ["-xzf", packed, "--strip-components=1", "-C", "node_modules/dms-preflight"], folder);
    run(path.join(tools, "node_modules/.bin/tsc"), ["--noEmit", "--strict", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--skipLibCheck", "src/main.ts"], folder);
    run(path.join(tools, "node_modules/.bin/vite"), ["build", "--outDir", "out", "--logLevel", "warn"], folder);
    const site = await serve(path.join(folder, "out"));
    const browser = await chromium();
    try {
      await browser.open(site.url);
      await until(() => browser.run("window.verdict"), "the module");
      assert.equal(await browser.run("window.verdict"), "empty");
      await until(() => browser.run(`document.querySelector("#plan h1")?.textContent.length > 20`), "the mounted checklist");
      await until(() => inside(browser, `root?.querySelector("h1")?.textContent.length > 20`), "the element");
    } finally {
      await browser.close();
      site.close();
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}]);

await report(tests);
