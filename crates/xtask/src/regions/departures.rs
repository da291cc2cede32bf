//! Where the table says otherwise than botocore on purpose, and why. A departure holds for one value on each side: once
//! either changes, the difference is shown again.

use super::sheet::Sheet;
use super::table::{Difference, What};
use super::DEPARTURES;
use crate::Outcome;
use std::fmt;

pub struct Departure {
    code: String,
    column: String,
    table: String,
    release: String,
}

/// Reads the file of departures.
pub fn parse(text: &str) -> Outcome<Vec<Departure>> {
    let sheet = Sheet::parse(DEPARTURES, text)?;
    let (code, column) = (sheet.column("code")?, sheet.column("column")?);
    let (table, release) = (sheet.column("table")?, sheet.column("release")?);
    let departure = |row: &Vec<String>| Departure {
        code: row[code].clone(),
        column: row[column].clone(),
        table: row[table].clone(),
        release: row[release].clone(),
    };
    Ok(sheet.rows.iter().map(departure).collect())
}

impl Departure {
    /// Whether a difference is the one that is meant.
    pub fn keeps(&self, difference: &Difference) -> bool {
        let What::Changed { column, from, to } = &difference.what else { return false };
        let own = self.code == difference.code && self.column == *column;
        own && self.table == *from && self.release == *to
    }
}

impl fmt::Display for Departure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.code, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: &str, to: &str) -> Difference {
        let what = What::Changed { column: "fips", from: from.to_owned(), to: to.to_owned() };
        Difference { code: "sea-1".to_owned(), what }
    }

    #[test]
    fn a_departure_keeps_one_value_against_one_other() {
        let known = parse("code,column,table,release,why\nsea-1,fips,unknown,no,Nobody was there.\n").unwrap();
        assert!(known[0].keeps(&changed("unknown", "no")));
        assert!(!known[0].keeps(&changed("unknown", "yes")));
        assert!(!known[0].keeps(&changed("yes", "no")));
        assert!(!known[0].keeps(&Difference { code: "sea-1".to_owned(), what: What::Gone }));
    }
}
