//! Measures how long judging takes: native with its spread by criterion, and as WebAssembly in Node.js, built like the
//! page. Prints figures; nothing fails by the clock.

use crate::run::{command, quiet, root, run};
use crate::steps::step;
use crate::{toolchain, Outcome};

/// What Node.js runs: the best of many rounds, so that other work on the machine counts least.
const SCRIPT: &str = r#"
const bytes = require("node:fs").readFileSync(process.argv[1]);
const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
const rules = instance.exports.prepare();
const best = (name, times, rounds) => {
  const work = instance.exports[name];
  work(times * 10);
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    work(times);
    least = Math.min(least, (performance.now() - start) / times);
  }
  return (least * 1000).toFixed(1).padStart(10);
};
console.log(`WebAssembly in Node.js ${process.versions.node}, the example with the most answers, ${rules} rules`);
console.log(`${best("judge", 200, 60)} µs  assess; target 300`);
console.log(`${best("rank", 2, 10)} µs  rank the open questions`);
console.log(`${best("foresee", 4, 20)} µs  the timeline of 10,000 runs, with assess; target 5000`);
console.log(`${best("load", 2, 10)} µs  load the content`);
"#;

const TARGET: &str = "wasm32-unknown-unknown";

pub fn bench() -> Outcome<()> {
    let build = || {
        let mut cargo =
            command("cargo", &["build", "--quiet", "--release", "--target", TARGET, "--package", "preflight-bench"]);
        toolchain::prepare(&mut cargo, true)?;
        quiet(&mut cargo)
    };
    step("Building the engine for WebAssembly", build)?;
    let module = root().join("target").join(TARGET).join("release/preflight_bench.wasm");
    run(&mut command("node", &["-e", SCRIPT, &module.to_string_lossy()]))?;
    println!("Native, by criterion; target 150 µs for each example");
    run(&mut command("cargo", &["bench", "--quiet", "--package", "preflight-cli", "--bench", "assess"]))
}
