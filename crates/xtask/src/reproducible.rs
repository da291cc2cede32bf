//! Checks, for `cargo xtask test --full`, that the same source gives the same bytes: builds a copy of the working tree
//! in another folder, with nothing built before, and compares `dist/`.

use crate::run::{command, output, quiet, root};
use crate::{files, names, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Builds a copy of the working tree elsewhere and compares what is shipped.
pub fn check() -> Result<()> {
    let copy = std::env::temp_dir().join(format!("preflight-reproducible-{}", std::process::id()));
    let result = build(&copy).and_then(|()| compare(&names::dist(), &copy.join("dist")));
    let _ = std::fs::remove_dir_all(&copy);
    result
}

fn build(copy: &Path) -> Result<()> {
    let listed = output("git", &["ls-files", "--cached", "--others", "--exclude-standard"]);
    let listed = listed.ok_or("git does not list the files of this folder.")?;
    for name in listed.lines().filter(|name| root().join(name).is_file()) {
        files::write(&copy.join(name), files::bytes(&root().join(name))?)?;
    }
    let mut cargo = command("cargo", &["run", "--quiet", "-p", "xtask", "--", "dist"]);
    quiet(cargo.current_dir(copy).env_remove("CARGO_TARGET_DIR"))
}

/// Every file of a folder, by its name.
fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let (mut contents, mut waiting): (_, Vec<PathBuf>) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let inner = std::fs::read_dir(&path).map_err(|error| format!("{}: {error}.", path.display()))?;
            waiting.extend(inner.filter_map(|entry| Some(entry.ok()?.path())));
        } else {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            contents.insert(name, files::bytes(&path)?);
        }
    }
    Ok(contents)
}

fn compare(first: &Path, second: &Path) -> Result<()> {
    let (first, second) = (contents(first)?, contents(second)?);
    let names: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    let differ: Vec<&str> =
        names.into_iter().filter(|name| first.get(*name) != second.get(*name)).map(String::as_str).collect();
    if differ.is_empty() {
        return Ok(());
    }
    Err(format!("Two builds of the same source differ: {}.", differ.join(", ")))
}
