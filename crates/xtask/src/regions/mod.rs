//! `cargo xtask regions WHEEL`: compares the table of Regions with a downloaded release of botocore; with `--write` also
//! updates the table and the extract that a test of the content reads.

mod derive;
mod exceptions;
mod extract;
mod release;
mod sheet;
mod table;
mod wheel;

use crate::clock::today;
use crate::files::{read, write};
use crate::run::root;
use crate::Result;
use exceptions::Exception;
use release::{Regions, EXCEPTIONS, EXTRACT, TABLE};
use sheet::Sheet;
use std::path::Path;
use table::{Difference, Reading, What};

/// A release beside the table.
struct Comparison {
    table: Sheet,
    regions: Regions,
    /// Version and date of the release.
    release: String,
    /// The differences without those that have an exception.
    differences: Vec<Difference>,
}

/// Prints one line for each difference.
pub fn compare(wheel: &Path) -> Result<()> {
    comparison(wheel).map(drop)
}

/// Prints one line for each difference, and writes the table and the extract.
pub fn update(wheel: &Path) -> Result<()> {
    let Comparison { mut table, regions, release, differences } = comparison(wheel)?;
    table::update(&mut table, &differences, &Reading { release: &release, today: &today() })?;
    write(&root().join(TABLE), table.text()?)?;
    write(&root().join(EXTRACT), extract::text(&regions, &release)?)?;
    println!("{TABLE} and {EXTRACT} are up to date.");
    Ok(())
}

fn comparison(wheel: &Path) -> Result<Comparison> {
    let wheel = wheel::open(wheel)?;
    let regions = derive::regions(&wheel.endpoints, &wheel.partitions)?;
    let release = format!("{} ({})", wheel.version, wheel.date);
    let table = Sheet::parse(TABLE, &read(&root().join(TABLE))?)?;
    let exceptions = exceptions::parse(&read(&root().join(EXCEPTIONS))?)?;
    let mut differences = table::differences(&table, &regions)?;
    let (used, stale): (Vec<_>, Vec<_>) =
        exceptions.iter().partition(|exception| differences.iter().any(|difference| exception.allows(difference)));
    differences.retain(|difference| !used.iter().any(|exception| exception.allows(difference)));
    println!("{TABLE} against botocore {release}:");
    print(&differences, &used, &stale);
    Ok(Comparison { table, regions, release, differences })
}

fn print(differences: &[Difference], used: &[&Exception], stale: &[&Exception]) {
    if differences.is_empty() {
        println!("No difference.");
    }
    for difference in differences {
        println!("{difference}");
    }
    if differences.iter().any(|difference| difference.what == What::Gone) {
        println!("Lines of Regions that are gone stay until you remove them, because plans may name them.");
    }
    for exception in used {
        println!("{exception}: differs on purpose, see {EXCEPTIONS}.");
    }
    for exception in stale {
        println!("{exception}: remove it from {EXCEPTIONS}, because it applies no longer.");
    }
}
