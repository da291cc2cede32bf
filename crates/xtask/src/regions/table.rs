//! Compares the table of Regions with a release and updates it, for `regions`. Leaves alone what the release does not
//! decide.

use super::release::{Region, Regions, DECIDED};
use super::sheet::Sheet;
use crate::Result;
use std::fmt;

/// One difference, from the table to the release.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub code: String,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    New(Region),
    Changed { column: &'static str, from: String, to: String },
    Gone,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.code)?;
        match &self.what {
            What::New(region) => {
                let values = DECIDED.map(|column| format!("{column} {}", region.value(column)));
                write!(out, "new, {}", values.join(", "))
            }
            What::Changed { column, from, to } => write!(out, "{column}: {from} -> {to}"),
            What::Gone => write!(out, "gone from the data"),
        }
    }
}

/// The differences in the order of the table, new Regions last.
pub fn differences(table: &Sheet, regions: &Regions) -> Result<Vec<Difference>> {
    let codes = table.column("code")?;
    let mut differences = Vec::new();
    for row in &table.rows {
        let code = &row[codes];
        let Some(region) = regions.get(code) else {
            differences.push(Difference { code: code.clone(), what: What::Gone });
            continue;
        };
        for column in DECIDED {
            let (from, to) = (row[table.column(column)?].clone(), region.value(column).to_owned());
            if from != to {
                differences.push(Difference { code: code.clone(), what: What::Changed { column, from, to } });
            }
        }
    }
    let new = regions.iter().filter(|(code, _)| table.rows.iter().all(|row| row[codes] != **code));
    differences.extend(new.map(|(code, region)| Difference { code: code.clone(), what: What::New(region.clone()) }));
    Ok(differences)
}

/// The release that the values come from, and the day of reading.
pub struct Reading<'a> {
    pub release: &'a str,
    pub today: &'a str,
}

/// Updates the table. Lines of Regions that are gone stay: plans may name them.
pub fn update(table: &mut Sheet, differences: &[Difference], reading: &Reading<'_>) -> Result<()> {
    for Difference { code, what } in differences {
        match what {
            What::New(region) => insert(table, code, region, reading)?,
            What::Changed { column, to, .. } => change(table, code, (column, to), reading)?,
            What::Gone => {}
        }
    }
    Ok(())
}

fn change(table: &mut Sheet, code: &str, (column, to): (&str, &str), reading: &Reading<'_>) -> Result<()> {
    let (codes, values) = (table.column("code")?, table.column(column)?);
    let (read, first_seen) = (table.column("read")?, table.column("first_seen")?);
    for row in table.rows.iter_mut().filter(|row| row[codes] == code) {
        row[values] = to.to_owned();
        row[read] = reading.today.to_owned();
        if column == "dms" && to == "yes" && row[first_seen].is_empty() {
            row[first_seen] = reading.release.to_owned();
        }
    }
    Ok(())
}

/// Adds a line within its partition, by its code.
fn insert(table: &mut Sheet, code: &str, region: &Region, reading: &Reading<'_>) -> Result<()> {
    let (codes, partitions) = (table.column("code")?, table.column("partition")?);
    let is_neighbour = |row: &&Vec<String>| row[partitions] == region.partition;
    let next = table.rows.iter().position(|row| is_neighbour(&row) && row[codes].as_str() > code);
    let end = table.rows.iter().rposition(|row| is_neighbour(&row)).map(|last| last + 1);
    let row = table.header.iter().map(|column| first_value(column, code, region, reading)).collect();
    table.rows.insert(next.or(end).unwrap_or(table.rows.len()), row);
    Ok(())
}

/// The value of a column for a new Region.
fn first_value(column: &str, code: &str, region: &Region, reading: &Reading<'_>) -> String {
    let value = match column {
        "code" => code,
        "read" => reading.today,
        "first_seen" if region.dms => reading.release,
        "first_seen" | "country" | "city" | "latitude" | "longitude" | "note" => "",
        "in_2017" => "no",
        decided if DECIDED.contains(&decided) => region.value(decided),
        _ => "unknown",
    };
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "code,name,geography,partition,dms,in_2017,first_seen,fips,homogeneous,note,read\n\
        sea-1,Sea of Showers,Near side,moon,yes,yes,1.0,no,yes,\"Wet, they said\",2026-01-01\n\
        sea-3,Sea of Cold,Near side,moon,no,no,,no,no,,2026-01-01\n\
        hill-1,Olympus,,mars,yes,no,1.1,no,unknown,,2026-01-01\n";

    fn sheet() -> Sheet {
        Sheet::parse("regions.csv", TABLE).unwrap()
    }

    fn region(name: &str, partition: &str, dms: bool, fips: bool) -> Region {
        Region { name: name.to_owned(), partition: partition.to_owned(), dms, fips }
    }

    fn same() -> Regions {
        Regions::from([
            ("sea-1".to_owned(), region("Sea of Showers", "moon", true, false)),
            ("sea-3".to_owned(), region("Sea of Cold", "moon", false, false)),
            ("hill-1".to_owned(), region("Olympus", "mars", true, false)),
        ])
    }

    fn news() -> Regions {
        let mut regions = same();
        regions.remove("hill-1");
        regions.insert("sea-3".to_owned(), region("Sea of Cold", "moon", true, true));
        regions.insert("sea-2".to_owned(), region("Sea of Clouds", "moon", false, false));
        regions.insert("ring-1".to_owned(), region("Cassini", "saturn", true, false));
        regions
    }

    #[test]
    fn a_table_that_agrees_has_no_differences_and_the_same_bytes() {
        assert_eq!(differences(&sheet(), &same()), Ok(Vec::new()));
        assert_eq!(sheet().text().as_deref(), Ok(TABLE));
    }

    #[test]
    fn each_difference_is_a_line() {
        let lines: Vec<String> = differences(&sheet(), &news()).unwrap().iter().map(ToString::to_string).collect();
        let wanted = [
            "sea-3: dms: no -> yes",
            "sea-3: fips: no -> yes",
            "hill-1: gone from the data",
            "ring-1: new, name Cassini, partition saturn, dms yes, fips no",
            "sea-2: new, name Sea of Clouds, partition moon, dms no, fips no",
        ];
        assert_eq!(lines, wanted);
    }

    #[test]
    fn an_update_changes_only_what_the_release_decides() {
        let mut table = sheet();
        let differences = differences(&table, &news()).unwrap();
        update(&mut table, &differences, &Reading { release: "2.0 (2026-02-01)", today: "2026-02-02" }).unwrap();
        let wanted = "code,name,geography,partition,dms,in_2017,first_seen,fips,homogeneous,note,read\n\
            sea-1,Sea of Showers,Near side,moon,yes,yes,1.0,no,yes,\"Wet, they said\",2026-01-01\n\
            sea-2,Sea of Clouds,unknown,moon,no,no,,no,unknown,,2026-02-02\n\
            sea-3,Sea of Cold,Near side,moon,yes,no,2.0 (2026-02-01),yes,no,,2026-02-02\n\
            hill-1,Olympus,,mars,yes,no,1.1,no,unknown,,2026-01-01\n\
            ring-1,Cassini,unknown,saturn,yes,no,2.0 (2026-02-01),no,unknown,,2026-02-02\n";
        assert_eq!(table.text().as_deref(), Ok(wanted));
    }

    #[test]
    fn a_missing_column_is_named() {
        let table = Sheet::parse("regions.csv", "code,name\nsea-1,Sea of Showers\n").unwrap();
        let refused = Err("regions.csv has no column `partition`.".to_owned());
        assert_eq!(differences(&table, &same()), refused);
    }
}
