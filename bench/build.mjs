// Bundles the pages that are measured, with the programs beside this one, into target/bench.
import fs from "node:fs";
import path from "node:path";
import { require, root } from "../tests/browser/browsers.mjs";

const built = path.join(root, "target/bench");
const page = path.join(root, "bench/page");
await require("esbuild").build({
  entryPoints: ["rules.js", "survey.js"].map((name) => path.join(page, name)),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outdir: built,
  nodePaths: [path.join(process.env.PREFLIGHT_PEERS, "node_modules")],
  logLevel: "error",
});
for (const name of ["rules.html", "survey.html", "empty.html", "empty-start.js"]) fs.copyFileSync(path.join(page, name), path.join(built, name));
const { instance } = await WebAssembly.instantiate(fs.readFileSync(path.join(built, "engine.wasm")));
const { memory, prepare, answers_of: answersOf, make_checklist: make, text } = instance.exports;
const counts = [...Array(prepare()).keys()].map(answersOf);
const length = make(counts.indexOf(Math.max(...counts)));
fs.writeFileSync(path.join(built, "checklist.json"), Buffer.from(memory.buffer, text(), length));
