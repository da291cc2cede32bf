//! Writes the merged content to the file that `src/lib.rs` includes. Cargo runs it.

mod merge;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let merged = merge::merged(Path::new(&std::env::var("CARGO_MANIFEST_DIR")?))?;
    for path in merged.read {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("content.json"), merged.content)?;
    std::fs::write(Path::new(&out).join("tables.json"), merged.tables)?;
    Ok(())
}
