//! Shrinks WebAssembly with wasm-opt, for `dist` and `bench`.

use crate::run::{command, quiet};
use crate::{tools, Result};
use std::path::Path;

/// Features of WebAssembly that all engines have. Never `--all-features`: every engine refuses its output.
const FLAGS: [&str; 19] = [
    // Measured: smaller for brotli than -Oz, whose inlining of single callers hides what repeats. Twice, because the
    // second round still finds 300 bytes.
    "-Os",
    "-Os",
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=4",
    // Measured: each makes the module smaller and what brotli makes of it larger, because less repeats.
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--skip-pass=memory-packing",
    // Nothing lies below address 1024: that is the far end of the stack.
    "--low-memory-unused",
    // Rust checks before it reads or divides: what WebAssembly itself would trap on never comes.
    "--ignore-implicit-traps",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
    "--enable-call-indirect-overlong",
];

/// Writes a smaller module that does the same.
pub fn shrink(from: &Path, to: &Path) -> Result<()> {
    let program = tools::npm()?.join("node_modules/binaryen/bin/wasm-opt.js");
    let program = if program.is_file() { program } else { program.with_extension("") };
    let mut wasm_opt = command("node", &[&program.to_string_lossy()]);
    quiet(wasm_opt.args(FLAGS).arg(from).arg("-o").arg(to))
}
