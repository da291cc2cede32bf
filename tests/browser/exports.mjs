// The same plan file gives the same assessment in Node.js, in Chromium and on the command line, byte for byte as
// canonical JSON; and the other functions of the module answer as their types say.
import { execFileSync } from "node:child_process";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, firefox, report, root, serve, until, webkit } from "./browsers.mjs";

const TODAY = "2026-11-23";
const folder = path.join(root, "examples");
const examples = fs.readdirSync(folder).filter((name) => name.endsWith(".preflight.json"));
const dist = path.join(root, "dist/embed");

/** Keys in order, no blanks: what the command line prints. */
const canonical = (value) => JSON.stringify(value, (key, inner) => (
  inner && typeof inner === "object" && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
    : inner
));

const command = (file, format = "json") => execFileSync(path.join(root, "target/debug/preflight"),
  ["plan", file, "--format", format, "--today", TODAY], { encoding: "utf8", maxBuffer: 1e8 }).trim();

const engine = await import(pathToFileURL(path.join(dist, "index.js")));
await engine.load();

const tests = examples.map((name) => [`${name}: Node.js and command line agree`, async () => {
  const text = fs.readFileSync(path.join(folder, name), "utf8");
  const expected = command(path.join(folder, name));
  assert.equal(canonical(engine.evaluate(JSON.parse(text), { today: TODAY })), expected);
  assert.equal(canonical(engine.evaluate(text, { today: TODAY })), expected);
  assert.equal(canonical(engine.forecast(text, { today: TODAY })), command(path.join(folder, name), "forecast"));
}]);

for (const [engine, start] of [["Chromium", chromium], ["Firefox", firefox], ["WebKitGTK", webkit]]) {
  tests.push([`${engine} and command line agree on every example`, async () => {
    const site = await serve(root);
    const browser = await start();
    try {
      await browser.open(`${site.url}tests/browser/blank.html`);
      await browser.run(`import("${site.url}dist/embed/index.js").then((m) => m.load().then(() => { window.engine = m; return true; }))`);
      for (const name of examples) {
        const file = path.join(folder, name);
        const text = JSON.stringify(fs.readFileSync(file, "utf8"));
        for (const [call, format] of [["evaluate", "json"], ["forecast", "forecast"]]) {
          const value = await browser.run(`JSON.stringify(engine.${call}(${text}, { today: "${TODAY}" }))`);
          assert.equal(canonical(JSON.parse(value)), command(file, format), `${name} ${call}`);
        }
      }
    } finally {
      await browser.close();
      site.close();
    }
  }]);
}

tests.push(["questions() lists every question with its options", async () => {
  const all = engine.questions();
  assert.ok(all.length >= 60);
  assert.equal(new Set(all.map((question) => question.id)).size, all.length);
  const region = all.find((question) => question.id === "target_region");
  assert.equal(region.kind, "one_of");
  assert.equal(region.options.length, 48);
}]);

tests.push(["evaluate() needs a day and says so", async () => {
  const plan = { app: "dms-preflight", schema: 1, plan: {} };
  assert.throws(() => engine.evaluate(plan, {}), /YYYY-MM-DD/);
  assert.throws(() => engine.evaluate(plan, { today: "2026-02-30" }), /YYYY-MM-DD/);
  assert.equal(engine.evaluate(plan, { today: TODAY }).verdict, "empty");
}]);

tests.push(["validate() says what cannot be read", async () => {
  const answers = { account_exists: { value: true }, account_number: { value: "1234-5678-901" }, unheard_of: { value: 1 } };
  const result = engine.validate({ app: "dms-preflight", schema: 1, plan: { answers } });
  assert.equal(result.ok, false);
  assert.deepEqual(result.answers.map((answer) => answer.question), ["account_number"]);
  assert.match(result.answers[0].message, /12 digits; this has 11/);
  assert.equal(result.messages.length, 1);
  assert.equal(engine.validate("{").ok, false);
  assert.equal(engine.validate({ app: "dms-preflight", schema: 2, plan: {} }).ok, false);
}]);

tests.push(["numbers of JavaScript are answers too", async () => {
  const answers = { source_engine: { value: "oracle" }, bandwidth: { value: 500 }, table_count: { value: 1.5 } };
  const result = engine.validate({ app: "dms-preflight", schema: 1, plan: { answers } });
  assert.deepEqual(result, { ok: true, messages: [], answers: [] });
}]);

tests.push(["what npm would publish is all there", async () => {
  const packed = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: dist, encoding: "utf8" }));
  assert.deepEqual(packed[0].files.map((file) => file.path).sort(), fs.readdirSync(dist).sort());
}]);

await report(tests);
