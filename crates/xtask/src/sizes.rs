//! What a first visit costs, as a web server would send it, against the budget.

use crate::dist::{folder, CONTENT};
use crate::pack::{brotli_size, bytes};
use crate::Outcome;

/// Brotli bytes that a first load must not pass: what is reached, so that it cannot grow unseen.
const BUDGET: usize = 280_000;

/// Brotli bytes that a first load is meant to have.
const TARGET: usize = 170_000;

/// Prints code, content and total of `dist/site`; fails over budget.
pub fn sizes() -> Outcome<()> {
    let site = folder().join("site");
    let mut names: Vec<String> = std::fs::read_dir(&site)
        .map_err(|_| "There is no dist/site; run `cargo xtask dist` first.".to_owned())?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let (mut code, mut content) = (0, 0);
    println!("{:>9} {:>9}  file of the hosted page", "bytes", "brotli");
    for name in names {
        let data = bytes(&site.join(&name))?;
        let sent = brotli_size(&data)?;
        println!("{:>9} {:>9}  {name}", data.len(), sent);
        *(if name == CONTENT { &mut content } else { &mut code }) += sent;
    }
    let total = code + content;
    println!("{:>9} {code:>9}  code", "");
    println!("{:>9} {content:>9}  content", "");
    println!("{:>9} {total:>9}  total; budget {BUDGET}, target {TARGET}", "");
    if total > TARGET {
        println!("{:>9} {:>9}  over the target", "", total - TARGET);
    }
    if let Ok(single) = bytes(&folder().join("dms-preflight.html")) {
        println!("{:>9} {:>9}  dms-preflight.html, the single file", single.len(), brotli_size(&single)?);
    }
    if total > BUDGET {
        return Err(format!("The first load is {total} bytes, {} over its budget.", total - BUDGET));
    }
    Ok(())
}
