// Rules side by side, and the examples native beside WebAssembly.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { browser, built, served } from "./browser.mjs";

const SIZES = [[100, 10], [1_000, 100], [10_000, 1_000]];
const GROWTH = [[1_000, 10], [1_000, 1_000], [100, 100]];
const OWN = "DMS Preflight";
/** After so many milliseconds a program is reported as not done. */
const PATIENCE = 60_000;

const within = (promise) => {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error("late")), PATIENCE); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

async function opened(url) {
  const own = await browser();
  const page = await own.page();
  await page.goto(`${url}rules.html`);
  await page.waitForFunction(() => globalThis.bench);
  return { ...own, page };
}

/** One size in every program; a program that hangs is left out of a second try. */
async function size(url, [rules, answers], only, left = new Set()) {
  const own = await opened(url);
  const { page } = own;
  try {
    await page.evaluate((rules, answers) => bench.make(rules, answers), rules, answers);
    const names = (await page.evaluate(() => bench.names)).filter((name) => (!only || name === only) && !left.has(name));
    let expected;
    for (const name of names) {
      let found;
      try {
        found = await within(page.evaluate((name) => bench.prepare(name), name));
      } catch (error) {
        if (error.message !== "late") throw error;
        console.log(`      ${name}: not done in 60 s with ${rules} rules`);
        return size(url, [rules, answers], only, left.add(name));
      }
      expected ??= found;
      for (const which of [0, 1]) {
        if (found[which] !== expected[which]) throw new Error(`${name} judges ${rules} rules otherwise than ${OWN}.`);
      }
    }
    const times = await page.evaluate(() => bench.time());
    for (const name of left) times[name] = null;
    const holding = expected.map((all) => all.split("1").length - 1);
    return { rules, answers, holding, times };
  } finally {
    await own.close();
  }
}

/** Microseconds by what and example, as the native program says them. */
function native(profile) {
  const said = JSON.parse(execFileSync(path.join(built, `native-${profile}`), { encoding: "utf8" }));
  const micros = (value) => (Array.isArray(value) ? value.map(micros) : value / 100);
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, micros(value)]));
}

const least = (one, other) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, Array.isArray(value) ? value.map((own, nth) => Math.min(own, other[name][nth])) : Math.min(value, other[name])]));

export async function rules() {
  const site = await served(built);
  try {
    const sizes = [];
    for (const one of SIZES) sizes.push(await size(site.url, one));
    const growth = [];
    for (const one of GROWTH) growth.push(await size(site.url, one, OWN));
    // Before and after, because the machine's speed wanders.
    let [speed, shipped] = [native("bench"), native("release")];
    const own = await opened(site.url);
    const wasm = await own.page.evaluate(() => bench.examples());
    await own.close();
    [speed, shipped] = [least(speed, native("bench")), least(shipped, native("release"))];
    return { sizes, growth, native: speed, shipped, wasm };
  } finally {
    site.close();
  }
}
