//! `cargo xtask dist`: derives everything that is shipped from one release build: the hosted page, the single file and
//! its zip, the module. `test`, `bench` and `screenshots` call `build` first.

use crate::names::{dist, stage, COMPILER, SCHEMA, SINGLE, WASM, ZIP};
use crate::run::run;
use crate::steps::step;
use crate::toolchain::Library;
use crate::{assets, bundle, embed, files, single, site, sizes, toolchain, tools, trunk, wasm_opt, Result};

/// Sets up, builds, writes `dist/` and checks its size.
pub fn build_and_measure() -> Result<()> {
    tools::for_dist()?;
    build()?;
    sizes::check()
}

/// Builds and writes `dist/`.
pub fn build() -> Result<()> {
    step("Building the page for release (about 2 minutes the first time)", || {
        run(&mut trunk::trunk(&["build", "--release"], Library::Small)?)
    })?;
    let (stage, dist) = (stage(), dist());
    step("Shrinking the WebAssembly with wasm-opt (about 30 s)", || {
        wasm_opt::shrink(&stage.join(WASM), &stage.join(WASM))
    })?;
    let single = dist.join(SINGLE);
    step("Writing dist/dms-preflight.html", || single::write(&stage, &single))?;
    step("Writing dist/dms-preflight-offline.zip", || bundle::write(&single, &dist.join(ZIP)))?;
    step("Writing dist/site", || {
        site::write(&stage, &dist.join("site"), &dist.join("hosting"))?;
        files::write(&dist.join("site").join(SINGLE), files::bytes(&single)?)
    })?;
    step("Writing dist/embed", || embed::write(&stage, &dist.join("embed")))?;
    files::write(&dist.join(COMPILER), format!("{}\n", toolchain::compiler(Library::Small)?))?;
    files::write(&dist.join(SCHEMA), assets::schema()?)
}
