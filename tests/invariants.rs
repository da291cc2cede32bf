//! What ARCHITECTURE.md promises of the source, tested by reading the source.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use preflight_engine::Content;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of a folder with one of the endings, with its text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if endings.iter().any(|ending| path.extension().is_some_and(|e| e == *ending)) {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Source files that are neither tests nor generated.
fn sources() -> Vec<(String, String)> {
    let crates = ["bench", "cli", "empty", "engine", "evaluation", "schema", "simulation", "xtask"];
    let folders = crates.map(|name| format!("crates/{name}/src"));
    let folders = folders.into_iter().chain(["src", "content/src"].map(str::to_owned));
    let all = folders.flat_map(|folder| files(&folder, &["rs"]));
    all.filter(|(name, _)| !name.ends_with("/tests.rs")).collect()
}

/// The part of a file before its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

#[test]
fn the_engine_depends_on_nothing_that_reaches_the_world() {
    let simulation = fs::read_to_string(root().join("crates/simulation/Cargo.toml")).unwrap();
    assert!(!simulation.contains("[dependencies]"), "the simulation needs nothing");
    let evaluation = fs::read_to_string(root().join("crates/evaluation/Cargo.toml")).unwrap();
    let (_, needs) = evaluation.split_once("[dependencies]").unwrap();
    let needs: Vec<&str> = needs.lines().filter(|line| line.contains(" = {")).collect();
    assert_eq!(needs, ["serde = { workspace = true }"], "the evaluation needs the names of its truths alone");
    let manifest = fs::read_to_string(root().join("crates/engine/Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap().to_owned();
    let names: BTreeSet<&str> = section
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(" =").next())
        .filter(|n| !n.is_empty())
        .collect();
    assert_eq!(
        names,
        BTreeSet::from([
            "fnv",
            "libm",
            "litemap",
            "preflight-evaluation",
            "preflight-simulation",
            "serde",
            "serde_json",
            "time"
        ])
    );
}

#[test]
fn the_engine_uses_no_map_without_order() {
    for (name, text) in files("crates/engine/src", &["rs"]) {
        assert!(!text.contains("HashMap") && !text.contains("HashSet"), "{name}");
    }
}

#[test]
fn only_the_shell_touches_the_browser() {
    for (name, text) in files("src", &["rs"]) {
        let asks_shell = name.starts_with("src/views/") && name != "src/views/ui/events.rs";
        assert!(!asks_shell || !text.contains("shell::"), "{name} calls the shell: views send messages");
        let inside = name.starts_with("src/shell/");
        assert!(inside || !text.contains("web_sys::"), "{name} touches web_sys");
        assert!(inside || name.starts_with("src/bindings") || !text.contains("JsValue"), "{name} mentions JsValue");
    }
}

#[test]
fn the_page_stays_embeddable() {
    for (name, text) in files("src", &["rs", "js"]) {
        for forbidden in [
            "getElementById",
            "get_element_by_id",
            ".alert(",
            ".confirm(",
            ".prompt(",
            "from_html_unchecked",
            "innerHTML",
            "inner_html",
            "style=",
        ] {
            assert!(!text.contains(forbidden), "{name} uses {forbidden}");
        }
    }
}

#[test]
fn nothing_reaches_another_origin() {
    let pages =
        ["index.html", "rescue.html"].map(|name| (name.to_owned(), fs::read_to_string(root().join(name)).unwrap()));
    let all = files("src", &["rs", "js"]).into_iter().chain(files("styles", &["css"])).chain(pages);
    for (name, text) in all.filter(|(name, _)| name != "src/views/tests.rs") {
        for forbidden in ["http://", "https://", "url(//", "@import"] {
            assert!(!text.contains(forbidden), "{name} contains {forbidden}");
        }
    }
}

#[test]
fn files_are_small_and_say_what_they_answer_for() {
    let mut lengths = Vec::new();
    for (name, text) in sources() {
        let lines = code(&text).lines().count();
        assert!(lines <= 400, "{name} has {lines} lines");
        let header = text.lines().take_while(|line| line.starts_with("//!")).count();
        assert!((1..=8).contains(&header), "{name} opens with {header} lines of //!");
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 110, "the median file has {median} lines");
}

#[test]
fn every_row_names_a_source_and_the_day_it_was_read() {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    let rows = content.questions.iter().map(|row| (&row.id, &row.evidence));
    let rows = rows.chain(content.rules.iter().map(|row| (&row.id, &row.evidence)));
    for (id, evidence) in rows.chain(content.tasks.iter().map(|row| (&row.id, &row.evidence))) {
        assert!(!evidence.sources.is_empty() && !evidence.read.is_empty(), "{id}");
    }
    assert!(content.tables.regions.iter().all(|region| !region.checked_on.is_empty()));
}

/// The string literals of Rust code.
fn literals(text: &str) -> Vec<String> {
    let (mut all, mut letters) = (Vec::new(), text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'/') => letters.by_ref().take_while(|letter| *letter != '\n').for_each(drop),
            // A quote as a character, and not the begin of a text.
            '\'' if letters.peek() == Some(&'"') => drop(letters.next()),
            '"' => {
                let mut literal = String::new();
                while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
                    literal.push(letter);
                    literal.extend(if letter == '\\' { letters.next() } else { None });
                }
                all.push(literal);
            }
            _ => {}
        }
    }
    all
}

/// Literals of the source that have the form of a key of a message.
fn keys_in_use(tables: &BTreeSet<String>) -> BTreeSet<String> {
    let sources = sources().into_iter().filter(|(name, _)| !name.starts_with("crates/xtask/"));
    let all = sources.flat_map(|(_, text)| literals(&text));
    let form = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
    let keys = all.filter(|literal| literal.chars().all(form));
    let known = |table: &str, rest: &str| tables.contains(table) && !rest.is_empty();
    keys.filter(|key| key.split_once('.').is_some_and(|(table, rest)| known(table, rest))).collect()
}

#[test]
fn words_and_the_keys_in_use_are_the_same() {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    content.load_details(preflight_content::tables()).unwrap();
    let words: BTreeSet<String> = content.messages.keys().map(str::to_owned).collect();
    let tables: BTreeSet<String> = words.iter().filter_map(|key| Some(key.split_once('.')?.0.to_owned())).collect();
    let used = keys_in_use(&tables);
    let forms = |key: &str| ["", ".one", ".many", ".short_one", ".short_many"].map(|form| format!("{key}{form}"));
    let missing: Vec<&String> = used.iter().filter(|key| !forms(key).iter().any(|form| words.contains(form))).collect();
    assert!(missing.is_empty(), "used and not in words/en.toml: {missing:?}");
    let engine: String =
        files("crates/engine/src", &["rs"]).into_iter().chain(files("src", &["rs"])).map(|(_, text)| text).collect();
    // Families whose last part is made of an id: of a severity, a known value, a level, a mode, a complaint, an export.
    let is_composed = |key: &str| {
        let (table, rest) = key.split_once('.').unwrap();
        match table {
            "severity" | "watch" | "known" | "level" | "lob_mode" | "effect_of" | "vintage" => true,
            "warning" | "factor" => engine.contains(&format!("\"{}\"", rest.split('.').next().unwrap())),
            "complaint" => engine.contains(&format!("\"{rest}\"")),
            "tasks" => matches!(rest, "csv" | "ics"),
            _ => false,
        }
    };
    let unused: Vec<&String> =
        words.iter().filter(|key| !used.iter().any(|use_| forms(use_).contains(key)) && !is_composed(key)).collect();
    assert!(unused.is_empty(), "in words/en.toml and not used: {unused:?}");
}

#[test]
fn every_user_message_has_a_sentence() {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    let mut count = 0;
    for (name, text) in files("crates/engine/src", &["rs"]).into_iter().chain(files("src", &["rs"])) {
        for rest in text.split("UserMessage::new(\"").skip(1) {
            let key = rest.split('"').next().unwrap();
            assert!(content.messages.has(&format!("complaint.{key}")), "{name}: {key}");
            count += 1;
        }
    }
    assert!(count > 30, "only {count} messages were found");
}

const DOCUMENTS: [&str; 8] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "content/README.md",
    "docs/embedding.md",
    "docs/hosting.md",
    "docs/storage.md",
];

#[test]
fn documents_link_only_to_what_is_there() {
    for name in DOCUMENTS {
        let text = fs::read_to_string(root().join(name)).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap();
            let is_file = !path.is_empty() && !path.contains("://");
            assert!(!is_file || root().join(name).parent().unwrap().join(path).exists(), "{name} links to {target}");
        }
    }
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains("not affiliated with AWS"));
}

/// Numbers before these words, in documents, are counts of the content.
#[test]
fn counts_in_documents_are_those_of_the_content() {
    let content = Content::from_json(preflight_content::bundled()).unwrap();
    content.load_details(preflight_content::tables()).unwrap();
    let notes: usize = content.approaches.iter().map(|approach| approach.notes.len()).sum();
    let counts = [
        ("questions", content.questions.len()),
        ("rules", content.rules.len()),
        ("tasks", content.tasks.len()),
        ("limitations", content.limitations.len()),
        ("premigration", content.assessments.len()),
        ("prerequisites", content.prerequisites.len()),
        ("cities", content.tables.cities.len()),
        ("Regions", content.tables.regions.len()),
        ("terms", content.terms().len()),
        ("sections", content.sections.len()),
        ("notes", notes),
    ];
    let mut seen = 0;
    for name in DOCUMENTS {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ',').collect();
        for pair in words.windows(2) {
            let Some((what, count)) = counts.iter().find(|(what, _)| *what == pair[1]) else { continue };
            // Limits of the engine and small examples are no counts of the content.
            let Ok(number) = pair[0].parse::<usize>() else { continue };
            if number > 20 {
                assert_eq!(number, *count, "{name}: {number} {what}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 8, "only {seen} counts were found");
}

/// A style sheet that only one of them names would style the served page and not the built one, or the other way.
#[test]
fn the_built_page_has_the_style_sheets_of_the_served_one() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let dist = fs::read_to_string(root().join("crates/xtask/src/names.rs")).unwrap();
    let named: Vec<&str> =
        page.split("href=\"styles/").skip(1).filter_map(|rest| rest.split('"').next()?.strip_suffix(".css")).collect();
    let list = dist.split("pub const STYLES").nth(1).unwrap().split(';').nth(1).unwrap();
    let built: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert_eq!(named, built);
}
