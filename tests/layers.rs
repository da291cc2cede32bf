//! The order of the modules, held by reading the source: the engine's layers import downwards only, and no files import
//! each other in a circle, in the engine, the app or xtask.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The engine's modules from the ground up. A module may use those before it.
const ENGINE: [&str; 33] = [
    "id",
    "template",
    "quantity",
    "condition",
    "answer",
    "messages",
    "content",
    "parse",
    "facts",
    "load",
    "evaluated",
    "json",
    "answer_text",
    "applicability",
    "approach",
    "assess",
    "assessment_diff",
    "edition",
    "plan",
    "plan_file",
    "link",
    "merge",
    "compare",
    "premigration",
    "progress",
    "question_ranking",
    "sign_in",
    "task_documents",
    "sizing",
    "timeline",
    "report",
    "search",
    "store",
];

/// The app's modules from the ground up.
const APP: [&str; 9] = ["shell", "model", "views", "effects", "program", "runtime", "hooks", "app", "bindings"];

type Module = Vec<String>;

/// The code of one crate by module; the crate's root is the empty path.
struct Sources(BTreeMap<Module, String>);

impl Sources {
    fn of(folder: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let (mut all, mut waiting): (_, Vec<PathBuf>) = (BTreeMap::new(), vec![root.clone()]);
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().with_extension("");
                let mut module: Module = name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                module.retain(|part| !matches!(part.as_str(), "mod" | "lib" | "main"));
                all.insert(module, code(&fs::read_to_string(&path).unwrap()));
            }
        }
        Self(all)
    }

    /// The file that defines what `path`, as it stands in `module`, names; through re-exports.
    fn resolve(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        let mut current = module.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => (current, rest) = (Module::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            _ => {
                let is_relative = rest[0] == "super" || self.has_child(&current, &rest[0]);
                if !is_relative {
                    return None;
                }
                while rest.first().is_some_and(|part| part == "super") {
                    current.pop();
                    rest = &rest[1..];
                }
            }
        }
        while rest.first().is_some_and(|part| self.has_child(&current, part)) {
            current.push(rest[0].clone());
            rest = &rest[1..];
        }
        let exported = rest.first().and_then(|name| self.reexport(&current, name));
        match exported {
            Some(target) if depth < 8 => self.resolve(&current, &target, depth + 1).or(Some(current)),
            _ => Some(current),
        }
    }

    fn has_child(&self, module: &Module, name: &str) -> bool {
        let mut child = module.clone();
        child.push(name.to_owned());
        self.0.contains_key(&child)
    }

    /// Where a module's `pub use` takes a name from.
    fn reexport(&self, module: &Module, name: &str) -> Option<Vec<String>> {
        let text = self.0.get(module)?;
        let mut paths = uses(text, true).into_iter();
        paths.rfind(|path| path.last().is_some_and(|last| last == name))
    }

    /// The files that each file uses, without the crate's root, which only declares them.
    fn imports(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let mut all = BTreeMap::new();
        for (module, text) in &self.0 {
            let mut paths = uses(text, false);
            paths.extend(inline_paths(text));
            let targets = paths.iter().filter_map(|path| self.resolve(module, path, 0));
            let targets =
                targets.filter(|target| target != module && !target.is_empty() && self.0.contains_key(target));
            if !module.is_empty() {
                all.insert(module.clone(), targets.collect());
            }
        }
        all
    }
}

/// The text without comments, string literals and tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (index, piece) in line.replace("\\\"", "").split('"').enumerate() {
            if index % 2 == 0 {
                out.push_str(piece);
            }
        }
        out.push('\n');
    }
    out
}

/// The paths of the `use` items: those that re-export, or the others.
fn uses(text: &str, exported: bool) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for item in text.split(';') {
        let Some((before, tree)) = item.split_once("use ") else { continue };
        let line = before.rsplit('\n').next().unwrap_or_default().trim();
        if !(line.is_empty() || line.starts_with("pub")) || line.starts_with("pub") != exported {
            continue;
        }
        expand(tree.trim(), "", &mut all);
    }
    all
}

/// `a::{b, c::d}` as its paths.
fn expand(tree: &str, prefix: &str, out: &mut Vec<Vec<String>>) {
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap();
        let full = format!("{prefix}{path}");
        out.push(full.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect());
        return;
    };
    let prefix = format!("{prefix}{}", &tree[..open]);
    let inner = tree[open + 1..].rsplit_once('}').map_or("", |(inner, _)| inner);
    let (mut depth, mut start) = (0_i32, 0);
    for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inner[start..at].trim().is_empty() {
                    expand(inner[start..at].trim(), &prefix, out);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// Paths outside of `use` items, such as `crate::report::verdict(..)` or `rows::section(..)`.
fn inline_paths(text: &str) -> Vec<Vec<String>> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let statements =
        text.split(';').filter(|item| !item.trim_start().starts_with("use ") && !item.contains("pub use "));
    let words = statements.flat_map(|item| item.split(|letter| !is_part(letter)).collect::<Vec<_>>());
    let paths = words.filter(|word| word.contains("::") && !word.starts_with(':'));
    // `pub(in crate::views)` names no dependency.
    paths.filter(|path| *path != "crate::views").map(|path| path.split("::").map(str::to_owned).collect()).collect()
}

/// A circle of files, if there is one.
fn circle(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut done = BTreeSet::new();
    imports.keys().find_map(|module| walk(module, imports, &mut Vec::new(), &mut done))
}

fn walk(
    module: &Module,
    imports: &BTreeMap<Module, BTreeSet<Module>>,
    path: &mut Vec<Module>,
    done: &mut BTreeSet<Module>,
) -> Option<Vec<Module>> {
    if let Some(start) = path.iter().position(|known| known == module) {
        return Some(path[start..].to_vec());
    }
    if done.contains(module) {
        return None;
    }
    path.push(module.clone());
    let found = imports.get(module).into_iter().flatten().find_map(|next| walk(next, imports, path, done));
    path.pop();
    done.insert(module.clone());
    found
}

fn assert_layers(folder: &str, layers: &[&str]) {
    let imports = Sources::of(folder).imports();
    let layer = |module: &Module| layers.iter().position(|name| *name == module[0]);
    for (module, targets) in &imports {
        let own = layer(module).unwrap_or_else(|| panic!("{} is in no layer of {folder}", module.join("::")));
        for target in targets {
            let below = layer(target).unwrap();
            assert!(below <= own, "{} imports upwards from {}", module.join("::"), target.join("::"));
        }
    }
}

#[test]
fn the_engine_imports_downwards_only() {
    assert_layers("crates/engine/src", &ENGINE);
}

#[test]
fn the_app_imports_downwards_only() {
    assert_layers("src", &APP);
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    for folder in ["crates/engine/src", "crates/evaluation/src", "crates/simulation/src", "crates/xtask/src", "src"] {
        let sources = Sources::of(folder);
        let circle = circle(&sources.imports());
        let circle = circle.map(|files| files.iter().map(|file| file.join("::")).collect::<Vec<_>>());
        assert_eq!(circle, None, "{folder}");
    }
}

#[test]
fn a_circle_and_an_import_upwards_would_be_seen() {
    let module = |name: &str| vec![name.to_owned()];
    let sources = [
        ("a", "use crate::b::{self, thing};\nfn f() {}\n"),
        ("b", "pub use c::other;\nfn f() { crate::c::g() }\n"),
        ("c", "fn g() { crate::a::f() }\n"),
    ];
    let sources = Sources(sources.map(|(name, text)| (module(name), code(text))).into());
    assert_eq!(circle(&sources.imports()).map(|files| files.len()), Some(3));
    let reexported = Sources([(module("a"), code("use crate::b::other;\n")), (module("b"), String::new())].into());
    assert_eq!(reexported.imports()[&module("a")], BTreeSet::from([module("b")]));
}
