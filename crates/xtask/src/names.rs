//! Names of the files that are built and shipped, and the folder they are shipped in, for every module that writes,
//! reads or measures them.

use crate::run::root;
use std::path::PathBuf;

/// Style sheets in the order of the page's head.
pub const STYLES: [&str; 10] =
    ["tokens", "base", "controls", "frame", "questions", "findings", "views", "plans", "timeline", "print"];
/// The JavaScript that wasm-bindgen writes around the WebAssembly.
pub const GLUE: &str = "dms-preflight.js";
pub const WASM: &str = "dms-preflight_bg.wasm";
pub const CONTENT: &str = "content.json";
pub const TABLES: &str = "tables.json";
/// The JSON Schema of plan files, for whoever writes them with another program. The page never fetches it.
pub const SCHEMA: &str = "plan.schema.json";
/// The single file, which the hosted page offers to download.
pub const SINGLE: &str = "dms-preflight.html";
pub const ZIP: &str = "dms-preflight-offline.zip";
/// The helper of hosts that show the single file in a frame.
pub const HELPER: &str = "dms-preflight-host.js";
/// Names the compiler that built `dist/`.
pub const COMPILER: &str = "compiler.txt";
/// The target of the page's code.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The folder of everything that is shipped.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where Trunk writes the page, before `dist` derives the shipped forms from it.
pub fn stage() -> PathBuf {
    root().join("target/stage")
}
