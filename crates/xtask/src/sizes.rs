//! What a visit costs, as a web server would send it, against its budgets: code, content, the rest of the first load,
//! what is fetched after the first paint, and the rescue list that is fetched only when the page fails.

use crate::dist::{folder, CONTENT, LATE, SCHEMA, TABLES};
use crate::pack::{brotli_size, bytes};
use crate::Outcome;

/// Brotli bytes that each part must not pass.
const CODE: usize = 193_000;
const KNOWLEDGE: usize = 90_000;
const FIRST_LOAD: usize = 290_000;
const ON_DEMAND: usize = 70_000;
const BEHIND: usize = 80_000;
const RESCUE: usize = 4_000;

/// Brotli bytes of the parts of `dist/site`.
#[derive(Default)]
struct Parts {
    code: usize,
    content: usize,
    rest: usize,
    tables: usize,
    late: usize,
    rescue: usize,
    /// Lies beside the page, which never fetches it.
    beside: usize,
}

impl Parts {
    fn place(&mut self, name: &str) -> &mut usize {
        match name {
            CONTENT => &mut self.content,
            TABLES => &mut self.tables,
            LATE => &mut self.late,
            _ if name.starts_with("rescue") => &mut self.rescue,
            SCHEMA => &mut self.beside,
            _ if name.ends_with(".wasm") || name.ends_with(".js") => &mut self.code,
            _ => &mut self.rest,
        }
    }
}

/// Prints the parts of `dist/site`; fails if one is over its budget.
pub fn sizes() -> Outcome<()> {
    let site = folder().join("site");
    let mut names: Vec<String> = std::fs::read_dir(&site)
        .map_err(|_| "There is no dist/site; run `cargo xtask dist` first.".to_owned())?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let mut parts = Parts::default();
    println!("{:>9} {:>9}  file of the hosted page", "bytes", "brotli");
    for name in names {
        let data = bytes(&site.join(&name))?;
        let sent = brotli_size(&data)?;
        println!("{:>9} {:>9}  {name}", data.len(), sent);
        *parts.place(&name) += sent;
    }
    if let Ok(single) = bytes(&folder().join("dms-preflight.html")) {
        println!("{:>9} {:>9}  dms-preflight.html, the single file", single.len(), brotli_size(&single)?);
    }
    let first = parts.code + parts.content + parts.rest;
    let budgets = [
        ("code", parts.code, CODE),
        ("content", parts.content, KNOWLEDGE),
        ("first load, with styles and page", first, FIRST_LOAD),
        ("tables, after the first paint", parts.tables, ON_DEMAND),
        ("code of the other views, after the first paint", parts.late, BEHIND),
        ("rescue, only when the page fails", parts.rescue, RESCUE),
    ];
    let mut over = Vec::new();
    for (what, sent, budget) in budgets {
        println!("{:>9} {sent:>9}  {what}; budget {budget}", "");
        if sent > budget {
            over.push(format!("{what}: {sent} bytes, {} over", sent - budget));
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(format!("Over budget: {}.", over.join("; ")))
}
