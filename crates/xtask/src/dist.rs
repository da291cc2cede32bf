//! Builds everything that is shipped from one release build: the hosted page, the single file and its zip, the module.

use crate::run::{quiet, root, run};
use crate::steps::step;
use crate::{bundle, embed, pack, single, site, sizes, tools, trunk, Outcome};
use std::path::{Path, PathBuf};

/// What of the stage belongs to the page, in the order of the page's head.
pub const STYLES: [&str; 10] =
    ["tokens", "base", "controls", "frame", "questions", "findings", "views", "plans", "timeline", "print"];
pub const GLUE: &str = "dms-preflight.js";
pub const WASM: &str = "dms-preflight_bg.wasm";
pub const CONTENT: &str = "content.json";
pub const TABLES: &str = "tables.json";
/// The JSON Schema of plan files, for whoever writes them with another program; the page never fetches it.
pub const SCHEMA: &str = "plan.schema.json";

/// Features of WebAssembly that all engines have. Never `--all-features`: its output is refused by every one of them.
const WASM_OPT: [&str; 14] = [
    // Measured: smaller for brotli than -Oz, whose inlining of single callers hides what repeats.
    "-Os",
    "--one-caller-inline-max-function-size=0",
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

pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Sets up, builds, writes `dist/` and checks its size.
pub fn dist() -> Outcome<()> {
    tools::for_dist()?;
    build()?;
    sizes::sizes()
}

/// Builds and writes `dist/`.
pub fn build() -> Outcome<()> {
    step("Building the page for release", || run(&mut trunk::trunk(&["build", "--release"], true)?))?;
    step("Shrinking the WebAssembly with wasm-opt", shrink)?;
    let single = folder().join(site::SINGLE);
    step("Writing dist/dms-preflight.html", || single::write(&trunk::stage(), &single))?;
    step("Writing dist/dms-preflight-offline.zip", || bundle::write(&single, &folder().join(bundle::ZIP)))?;
    step("Writing dist/site", || {
        site::write(&trunk::stage(), &folder().join("site"), &folder().join("hosting"))?;
        pack::write(&folder().join("site").join(site::SINGLE), pack::bytes(&single)?)
    })?;
    step("Writing dist/embed", || embed::write(&trunk::stage(), &folder().join("embed")))?;
    pack::write(&folder().join(SCHEMA), schema()?)
}

/// As the test of `crates/engine` has compared it with the types that it is made of.
pub fn schema() -> Outcome<Vec<u8>> {
    pack::bytes(&root().join("crates/schema").join(SCHEMA))
}

/// Shrinks a WebAssembly with wasm-opt.
pub fn optimized(from: &Path, to: &Path) -> Outcome<()> {
    let program = tools::npm()?.join("node_modules/binaryen/bin/wasm-opt.js");
    let program = if program.is_file() { program } else { program.with_extension("") };
    let mut command = crate::run::command("node", &[&program.to_string_lossy()]);
    quiet(command.args(WASM_OPT).arg(from).arg("-o").arg(to))
}

fn shrink() -> Outcome<()> {
    let wasm = trunk::stage().join(WASM);
    optimized(&wasm, &wasm)
}

/// A script or style sheet with nothing in it that only readers need.
pub fn minified(text: &str, kind: &str) -> Outcome<String> {
    let file = root().join("target").join(format!("minify.{kind}"));
    pack::write(&file, text)?;
    let program = tools::npm()?.join("node_modules/esbuild/bin/esbuild");
    let (program, file) = (program.to_string_lossy(), file.to_string_lossy());
    let mut command = crate::run::command(
        "node",
        &[&program, "--minify", "--format=esm", "--target=es2022", "--log-level=error", &file],
    );
    if kind == "css" {
        command = crate::run::command("node", &[&program, "--minify", "--log-level=error", &file]);
    }
    let output = command.output().map_err(|error| format!("esbuild could not be started: {error}."))?;
    if !output.status.success() {
        return Err(format!("esbuild failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("esbuild wrote no text: {error}."))
}

/// All style sheets as one.
pub fn styles(stage: &Path) -> Outcome<String> {
    let mut all = String::new();
    for name in STYLES {
        all.push_str(&pack::read(&stage.join(format!("{name}.css")))?);
    }
    Ok(all)
}

/// A page without its links to single style sheets; `with` stands in their place.
pub fn page(file: &Path, policy: &str, with: &str) -> Outcome<String> {
    let html = pack::read(file)?;
    let mut out = String::new();
    let mut placed = false;
    for line in html.lines() {
        if line.trim().is_empty() || line.contains("data-trunk ") {
            continue;
        }
        if line.contains("rel=\"stylesheet\"") {
            if !placed {
                out.push_str(with);
                out.push('\n');
                placed = true;
            }
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if line.contains("charset=") {
            out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
        }
    }
    if !placed || !out.contains("Content-Security-Policy") {
        let file = file.display();
        return Err(format!("{file} has no line with its charset or no style sheets of their own lines."));
    }
    Ok(out)
}
