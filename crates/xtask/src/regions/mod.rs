//! `cargo xtask regions WHEEL`: compares the table of Regions with a downloaded release of botocore, and brings it and
//! the extract that its test reads up to date.

mod departures;
mod derive;
mod extract;
mod sheet;
mod table;
mod wheel;

use crate::pack::{read, write};
use crate::run::root;
use crate::Outcome;
use departures::Departure;
use sheet::Sheet;
use std::collections::BTreeMap;
use std::path::Path;
use table::{Difference, Reading, What};

/// What a release of botocore says, by code of the Region.
pub type Regions = BTreeMap<String, Region>;

/// What a release of botocore says of one Region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    pub name: String,
    pub partition: String,
    /// DMS has an endpoint there.
    pub dms: bool,
    /// That endpoint has a FIPS host.
    pub fips: bool,
}

/// The columns that the release decides.
const DECIDED: [&str; 4] = ["name", "partition", "dms", "fips"];

const TABLE: &str = "content/facts/regions.csv";
const EXTRACT: &str = "content/tests/pinned/regions.csv";
const DEPARTURES: &str = "content/tests/pinned/departures.csv";

impl Region {
    /// The value of a decided column, as the tables write it.
    fn value(&self, column: &str) -> &str {
        match column {
            "name" => &self.name,
            "partition" => &self.partition,
            "dms" => yes_no(self.dms),
            _ => yes_no(self.fips),
        }
    }
}

fn yes_no(value: bool) -> &'static str {
    if value {
        "yes"
    } else {
        "no"
    }
}

/// Prints one line for each difference; with `bring` also writes the table and the extract.
pub fn regions(file: &Path, bring: bool) -> Outcome<()> {
    let wheel = wheel::open(file)?;
    let regions = derive::regions(&wheel.endpoints, &wheel.partitions)?;
    let release = format!("{} ({})", wheel.version, wheel.date);
    let mut table = Sheet::parse(TABLE, &read(&root().join(TABLE))?)?;
    let known = departures::parse(&read(&root().join(DEPARTURES))?)?;
    let found = table::differences(&table, &regions)?;
    let (meant, stale): (Vec<_>, Vec<_>) = known.iter().partition(|known| found.iter().any(|found| known.keeps(found)));
    let differences: Vec<_> = found.into_iter().filter(|found| !meant.iter().any(|known| known.keeps(found))).collect();
    println!("{TABLE} against botocore {release}:");
    print(&differences, &meant, &stale);
    if bring {
        table::bring(&mut table, &differences, &Reading { release: &release, today: &today() })?;
        write(&root().join(TABLE), table.text()?)?;
        write(&root().join(EXTRACT), extract::text(&regions, &release)?)?;
        println!("{TABLE} and {EXTRACT} are up to date.");
    }
    Ok(())
}

fn print(differences: &[Difference], meant: &[&Departure], stale: &[&Departure]) {
    if differences.is_empty() {
        println!("No difference.");
    }
    for difference in differences {
        println!("{difference}");
    }
    if differences.iter().any(|difference| difference.what == What::Gone) {
        println!("Lines of Regions that are gone stay until you remove them, because plans may name them.");
    }
    for known in meant {
        println!("{known}: differs on purpose, see {DEPARTURES}.");
    }
    for known in stale {
        println!("{known}: remove it from {DEPARTURES}, because it holds no longer.");
    }
}

/// The local date.
pub fn today() -> String {
    time::OffsetDateTime::now_local().unwrap_or_else(|_| time::OffsetDateTime::now_utc()).date().to_string()
}
