//! `cargo xtask sizes`: the bytes that a web server would send, part by part, against their budgets. `dist` and `test`
//! fail where a part is over; `bench` takes the figures for its tables.

use crate::files::{brotli_size, bytes, read};
use crate::names::{dist, COMPILER, HELPER, SCHEMA, SINGLE};
use crate::{size_history, Result};
use serde_json::{json, Value};

/// Brotli bytes that each part must not pass.
const CODE: usize = 295_000;
const CONTENT: usize = 85_000;
const FIRST_LOAD: usize = 390_000;
const TABLES: usize = 95_000;
/// Everything that a visit fetches: the first load and what comes after the first paint.
const VISIT: usize = 490_000;
const RESCUE: usize = 4_000;
const OFFLINE: usize = 20_000;
/// Bytes of the helper that a host may copy.
const HELPER_BYTES: usize = 3_000;
/// Bytes on a disk: nobody compresses the single file on the way.
const SINGLE_FILE: usize = 950_000;

/// Per cent of a budget that stay free, because another compiler gives another size.
const ROOM: usize = 3;

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
    /// The part that a file belongs to.
    fn of(&mut self, name: &str) -> &mut usize {
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
struct Part {
    name: &'static str,
    size: usize,
    budget: usize,
}

impl Part {
    fn new(name: &'static str, size: usize, budget: usize) -> Self {
        Self { name, size, budget }
    }

    fn is_over(&self) -> bool {
        self.size > self.budget
    }

    /// Whether another compiler could bring the part over its budget.
    fn is_tight(&self) -> bool {
        !self.is_over() && self.size * 100 > self.budget * (100 - ROOM)
    }
}

/// The parts of `dist`. Calls `print` with a line for each file of the hosted page.
fn measure(print: impl Fn(String)) -> Result<Vec<Part>> {
    let site = dist().join("site");
    let mut names: Vec<String> = std::fs::read_dir(&site)
        .map_err(|_| "There is no dist/site; run `cargo xtask dist` first.".to_owned())?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let mut parts = Parts::default();
    for name in names {
        let data = bytes(&site.join(&name))?;
        let sent = brotli_size(&data)?;
        print(format!("{:>9} {:>9}  {name}", data.len(), sent));
        *parts.of(&name) += sent;
    }
    let first = parts.code + parts.content + parts.rest;
    let helper = bytes(&dist().join("embed").join(HELPER))?.len();
    Ok(vec![
        Part::new("code", parts.code, CODE),
        Part::new("content", parts.content, CONTENT),
        Part::new("first load with styles and page", first, FIRST_LOAD),
        Part::new("tables after the first paint", parts.tables, TABLES),
        Part::new("all that a visit fetches", first + parts.tables + parts.offline, VISIT),
        Part::new("rescue only when the page fails", parts.rescue, RESCUE),
        Part::new("service worker with icons and manifest after the first paint", parts.offline, OFFLINE),
        Part::new("helper of hosts as it is", helper, HELPER_BYTES),
        Part::new("single file as it is on a disk", bytes(&dist().join(SINGLE))?.len(), SINGLE_FILE),
    ])
}

/// The figures of now, by name, with the compiler that built them.
fn record(parts: &[Part]) -> Result<size_history::Record> {
    let compiler = read(&dist().join(COMPILER))?.trim().to_owned();
    Ok(size_history::Record { compiler, sizes: parts.iter().map(|part| (part.name, part.size)).collect() })
}

/// Prints the parts of `dist/site` and how they changed. Warns of a part with little room, fails for one over budget.
pub fn check() -> Result<()> {
    println!("{:>9} {:>9}  file of the hosted page", "bytes", "brotli");
    let parts = measure(|line| println!("{line}"))?;
    let record = record(&parts)?;
    println!("Parts, built by {}:", record.compiler);
    for Part { name, size, budget } in &parts {
        println!("{:>9} {size:>9}  {name}; budget {budget}", "");
    }
    size_history::print_change(&record)?;
    for part in parts.iter().filter(|part| part.is_tight()) {
        println!(
            "Warning: {} has {} bytes left with {}, less than the {ROOM} % by which compilers differ.",
            part.name,
            part.budget - part.size,
            record.compiler
        );
    }
    let over = parts.iter().filter(|part| part.is_over());
    let over: Vec<String> =
        over.map(|part| format!("{}: {} bytes, {} over", part.name, part.size, part.size - part.budget)).collect();
    if over.is_empty() {
        return Ok(());
    }
    Err(format!("Over budget with {}: {}.", record.compiler, over.join("; ")))
}

/// Records the sizes as today's.
pub fn write() -> Result<()> {
    size_history::write(&record(&measure(drop)?)?)
}

/// Size and budget by name, for the tables of `bench`.
pub fn json() -> Result<String> {
    let parts = measure(drop)?.into_iter().map(|part| (part.name.to_owned(), json!([part.size, part.budget])));
    Ok(Value::Object(parts.collect()).to_string())
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn a_part_is_tight_in_the_last_three_per_cent_of_its_budget() {
        let states = [970, 971, 1_000, 1_001].map(|size| {
            let part = Part::new("code", size, 1_000);
            (part.is_tight(), part.is_over())
        });
        assert_eq!(states, [(false, false), (true, false), (true, false), (false, true)]);
    }
}
