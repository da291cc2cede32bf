//! Reads the differences from botocore that the table of Regions has on purpose, for `regions`. An exception holds for
//! one value on each side: once either changes, the difference is shown again.

use super::release::EXCEPTIONS;
use super::sheet::Sheet;
use super::table::{Difference, What};
use crate::Result;
use std::fmt;

pub struct Exception {
    code: String,
    column: String,
    table: String,
    release: String,
}

/// Reads the file of exceptions.
pub fn parse(text: &str) -> Result<Vec<Exception>> {
    let sheet = Sheet::parse(EXCEPTIONS, text)?;
    let (code, column) = (sheet.column("code")?, sheet.column("column")?);
    let (table, release) = (sheet.column("table")?, sheet.column("release")?);
    let exception = |row: &Vec<String>| Exception {
        code: row[code].clone(),
        column: row[column].clone(),
        table: row[table].clone(),
        release: row[release].clone(),
    };
    Ok(sheet.rows.iter().map(exception).collect())
}

impl Exception {
    /// Whether this is the exception for a difference.
    pub fn allows(&self, difference: &Difference) -> bool {
        let What::Changed { column, from, to } = &difference.what else { return false };
        let is_same_cell = self.code == difference.code && self.column == *column;
        is_same_cell && self.table == *from && self.release == *to
    }
}

impl fmt::Display for Exception {
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
    fn an_exception_allows_one_value_against_one_other() {
        let known = parse("code,column,table,release,why\nsea-1,fips,unknown,no,Nobody was there.\n").unwrap();
        assert!(known[0].allows(&changed("unknown", "no")));
        assert!(!known[0].allows(&changed("unknown", "yes")));
        assert!(!known[0].allows(&changed("yes", "no")));
        assert!(!known[0].allows(&Difference { code: "sea-1".to_owned(), what: What::Gone }));
    }
}
