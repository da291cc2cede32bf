//! Whether the same source gives the same bytes: built again in a folder of its own, with nothing built before.

use crate::run::{command, output, quiet, root};
use crate::{dist, pack, Outcome};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Builds a copy of the working tree elsewhere and compares what is shipped.
pub fn same() -> Outcome<()> {
    let other = std::env::temp_dir().join(format!("preflight-twice-{}", std::process::id()));
    let result = built(&other).and_then(|()| compared(&dist::folder(), &other.join("dist")));
    let _ = std::fs::remove_dir_all(&other);
    result
}

fn built(other: &Path) -> Outcome<()> {
    let listed = output("git", &["ls-files", "--cached", "--others", "--exclude-standard"]);
    let listed = listed.ok_or("git does not list the files of this folder.")?;
    for name in listed.lines().filter(|name| root().join(name).is_file()) {
        pack::write(&other.join(name), pack::bytes(&root().join(name))?)?;
    }
    let mut cargo = command("cargo", &["run", "--quiet", "-p", "xtask", "--", "dist"]);
    quiet(cargo.current_dir(other).env_remove("CARGO_TARGET_DIR"))
}

/// Every file of a folder, by its name.
fn files(folder: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let (mut all, mut waiting): (_, Vec<PathBuf>) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let inner = std::fs::read_dir(&path).map_err(|error| format!("{}: {error}.", path.display()))?;
            waiting.extend(inner.filter_map(|entry| Some(entry.ok()?.path())));
        } else {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            all.insert(name, pack::bytes(&path)?);
        }
    }
    Ok(all)
}

fn compared(one: &Path, other: &Path) -> Outcome<()> {
    let (one, other) = (files(one)?, files(other)?);
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differ: Vec<&str> =
        names.into_iter().filter(|name| one.get(*name) != other.get(*name)).map(String::as_str).collect();
    if differ.is_empty() {
        return Ok(());
    }
    Err(format!("Two builds of the same source differ: {}.", differ.join(", ")))
}
