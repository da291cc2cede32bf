//! What a visit costs, as a web server would send it, against its budgets: code, content, the rest of the first load,
//! what is fetched after the first paint, and the rescue list that is fetched only when the page fails. And the single
//! file, as it is.

use crate::dist::{folder, SCHEMA};
use crate::embed::HELPER;
use crate::pack::{brotli_size, bytes};
use crate::site::SINGLE;
use crate::{growth, Outcome};
use serde_json::{json, Value};

/// Brotli bytes that each part must not pass.
const CODE: usize = 295_000;
const KNOWLEDGE: usize = 85_000;
const FIRST_LOAD: usize = 390_000;
const ON_DEMAND: usize = 85_000;
/// Everything that a visit fetches: the first load and what comes after the first paint.
const VISIT: usize = 480_000;
const RESCUE: usize = 4_000;
const OFFLINE: usize = 20_000;
/// Bytes of the helper that a host may copy.
const HELPER_BYTES: usize = 3_000;
/// Bytes as they lie on a disk: nobody compresses it on the way.
const ON_DISK: usize = 950_000;

/// Brotli bytes of the parts of `dist/site`.
#[derive(Default)]
struct Parts {
    code: usize,
    content: usize,
    rest: usize,
    tables: usize,
    rescue: usize,
    offline: usize,
    /// Lies beside the page, which never fetches it by itself.
    beside: usize,
}

impl Parts {
    fn place(&mut self, name: &str) -> &mut usize {
        let begins = |start: &str| name.starts_with(start);
        match name {
            SCHEMA | SINGLE => &mut self.beside,
            _ if begins("content-") => &mut self.content,
            _ if begins("tables-") => &mut self.tables,
            _ if begins("rescue") => &mut self.rescue,
            _ if begins("offline-") || begins("icon-") || matches!(name, "sw.js" | "app.webmanifest") => {
                &mut self.offline
            }
            _ if name.ends_with(".wasm") || name.ends_with(".js") => &mut self.code,
            _ => &mut self.rest,
        }
    }
}

/// A part, its size and its budget.
type Measured = (&'static str, usize, usize);

/// The parts of `dist`; a line for each file of the hosted page is said on the way.
fn measured(say: impl Fn(String)) -> Outcome<Vec<Measured>> {
    let site = folder().join("site");
    let mut names: Vec<String> = std::fs::read_dir(&site)
        .map_err(|_| "There is no dist/site; run `cargo xtask dist` first.".to_owned())?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let mut parts = Parts::default();
    for name in names {
        let data = bytes(&site.join(&name))?;
        let sent = brotli_size(&data)?;
        say(format!("{:>9} {:>9}  {name}", data.len(), sent));
        *parts.place(&name) += sent;
    }
    let single = bytes(&folder().join(SINGLE))?.len();
    let first = parts.code + parts.content + parts.rest;
    Ok(vec![
        ("code", parts.code, CODE),
        ("content", parts.content, KNOWLEDGE),
        ("first load with styles and page", first, FIRST_LOAD),
        ("tables after the first paint", parts.tables, ON_DEMAND),
        ("all that a visit fetches", first + parts.tables + parts.offline, VISIT),
        ("rescue only when the page fails", parts.rescue, RESCUE),
        ("service worker with icons and manifest after the first paint", parts.offline, OFFLINE),
        ("helper of hosts as it is", bytes(&folder().join("embed").join(HELPER))?.len(), HELPER_BYTES),
        ("single file as it is on a disk", single, ON_DISK),
    ])
}

fn without_budgets(measured: &[Measured]) -> Vec<(&'static str, usize)> {
    measured.iter().map(|(what, size, _)| (*what, *size)).collect()
}

/// Prints the parts of `dist/site` and how they changed; fails if one is over its budget.
pub fn sizes() -> Outcome<()> {
    println!("{:>9} {:>9}  file of the hosted page", "bytes", "brotli");
    let measured = measured(|line| println!("{line}"))?;
    let mut over = Vec::new();
    for (what, size, budget) in &measured {
        println!("{:>9} {size:>9}  {what}; budget {budget}", "");
        if size > budget {
            over.push(format!("{what}: {size} bytes, {} over", size - budget));
        }
    }
    growth::said(&without_budgets(&measured))?;
    if over.is_empty() {
        return Ok(());
    }
    Err(format!("Over budget: {}.", over.join("; ")))
}

/// Writes the sizes down as today's.
pub fn write() -> Outcome<()> {
    growth::write(&without_budgets(&measured(drop)?))
}

/// The sizes by name, for whoever compares them.
pub fn json() -> Outcome<String> {
    let all = measured(drop)?.into_iter().map(|(what, size, budget)| (what.to_owned(), json!([size, budget])));
    Ok(Value::Object(all.collect()).to_string())
}
