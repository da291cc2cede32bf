//! `cargo xtask serve`: builds the page for development and serves it, and builds it again after each change.

use crate::run::run;
use crate::steps::{print, step};
use crate::toolchain::Library;
use crate::{tools, trunk, Result};

/// Sets up what serving needs and serves on 127.0.0.1:8080 until it is stopped.
pub fn serve() -> Result<()> {
    tools::for_serving(|| {
        step("Compiling the page (about 2 minutes the first time)", || trunk::compile(Library::Prebuilt))
    })?;
    // Built before serving, so that the first request is not a wait.
    step("Building the page (about 10 s)", || run(&mut trunk::trunk(&["build"], Library::Prebuilt)?))?;
    print("Serving on http://127.0.0.1:8080 (Ctrl+C stops)");
    run(&mut trunk::trunk(&["serve", "--address", "127.0.0.1", "--port", "8080"], Library::Prebuilt)?)
}
