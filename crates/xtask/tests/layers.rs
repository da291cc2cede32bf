//! Checks that no module of xtask uses a module that uses it: `cargo test -p xtask` fails on a circle of files.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Uses = BTreeMap<String, BTreeSet<String>>;

/// The top-level modules, each with those that it names.
fn uses() -> Uses {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    let modules: Vec<&str> = main.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    let mut uses = Uses::new();
    for module in &modules {
        let mut text = std::fs::read_to_string(folder.join(format!("{module}.rs"))).unwrap_or_default();
        for file in std::fs::read_dir(folder.join(module)).into_iter().flatten() {
            text += &std::fs::read_to_string(file.unwrap().path()).unwrap();
        }
        let used = modules.iter().filter(|used| *used != module && names(&text, used));
        uses.insert((*module).to_owned(), used.map(|used| (*used).to_owned()).collect());
    }
    uses
}

/// Whether `text` names the module: `crate::name`, or `name` inside `use crate::{...}`.
fn names(text: &str, module: &str) -> bool {
    text.split("crate::").skip(1).any(|path| {
        let end = path.find(['}', ';']).unwrap_or(path.len());
        let listed = path.strip_prefix('{').map_or("", |_| &path[1..end]);
        let first = path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
        first == module || listed.split(',').any(|item| item.trim().split("::").next() == Some(module))
    })
}

/// A module that can be reached from itself, with the way.
fn circle(uses: &Uses) -> Option<Vec<String>> {
    fn walk(uses: &Uses, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        let module = way.last().cloned().unwrap_or_default();
        for next in &uses[&module] {
            let is_circle = way.contains(next);
            if done.contains(next) {
                continue;
            }
            way.push(next.clone());
            if is_circle || walk(uses, way, done) {
                return true;
            }
            way.pop();
        }
        done.insert(module);
        false
    }
    let mut done = BTreeSet::new();
    uses.keys().find_map(|module| {
        let mut way = vec![module.clone()];
        walk(uses, &mut way, &mut done).then_some(way)
    })
}

#[test]
fn no_files_form_a_circle() {
    let uses = uses();
    assert!(uses["dist"].contains("site") && uses["site"].contains("assets"), "the test reads the use lines");
    assert_eq!(circle(&uses), None);
}

#[test]
fn a_circle_is_found() {
    let uses = [("a", "b"), ("b", "c"), ("c", "b")];
    let uses = uses.map(|(module, used)| (module.to_owned(), BTreeSet::from([used.to_owned()])));
    let way = circle(&Uses::from(uses)).unwrap();
    assert_eq!(way, ["a", "b", "c", "b"]);
}
