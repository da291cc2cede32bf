// Measures everything, one after the other, and writes bench/results.json, bench/results.md and bench/growth.svg.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../tests/browser/browsers.mjs";
import { answers } from "./answers.mjs";
import { browser, built } from "./browser.mjs";
import { chart, tables } from "./report.mjs";
import { load } from "./load.mjs";
import { rules } from "./rules.mjs";

const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

/** What criterion says: nanoseconds of the median, with its bounds, by name. */
function criterion() {
  const out = {};
  const folder = path.join(root, "target/criterion");
  for (const file of fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith("new/estimates.json"))) {
    const { full_id: id } = read(path.join(folder, path.dirname(file), "benchmark.json"));
    const { median } = read(path.join(folder, file));
    out[id] = { median: median.point_estimate, low: median.confidence_interval.lower_bound, high: median.confidence_interval.upper_bound };
  }
  return out;
}

async function machine() {
  const own = await browser();
  const { version } = own;
  await own.close();
  const rustc = execFileSync("rustc", ["-V"], { encoding: "utf8" }).trim();
  return { processor: os.cpus()[0].model, cores: os.cpus().length, memory: os.totalmem(), system: `${os.type()} ${os.release()}`, browser: version, rustc };
}

const say = (what) => console.log(`   ${what}`);
const results = { day: new Date().toISOString().slice(0, 10), machine: await machine(), peers: read(path.join(root, "bench/package.json")).dependencies };
results.sizes_by_name = read(path.join(built, "sizes.json"));
results.instructions = read(path.join(root, "bench/instructions.json"));
results.criterion = criterion();
say("rules side by side, examples native and as WebAssembly");
Object.assign(results, await rules());
say("loading over Fast 4G");
results.load = await load();
say("from an answer to the painted frame");
results.answers = await answers();
fs.writeFileSync(path.join(root, "bench/results.json"), `${JSON.stringify(results, null, 1)}\n`);
fs.writeFileSync(path.join(root, "bench/growth.svg"), chart(results));
const text = tables(results);
fs.writeFileSync(path.join(root, "bench/results.md"), text);
console.log(text);
