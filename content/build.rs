//! Writes the merged content where `src/lib.rs` includes it.

mod merge;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (text, read) = merge::merged(Path::new(&std::env::var("CARGO_MANIFEST_DIR")?))?;
    for path in read {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("content.json"), text)?;
    Ok(())
}
