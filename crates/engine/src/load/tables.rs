//! Reads the fact tables: Regions, cities, engines, pairs of engines. The loader calls it.

use super::row::Row;
use crate::content::{City, Engine, Pair, Point, Region};
use crate::quantity::{parse_decimal, round};

/// yes, no or unknown; anything else is a problem.
fn known(row: &mut Row<'_>, field: &'static str) -> String {
    let text = row.text(field);
    if !matches!(text.as_str(), "yes" | "no" | "unknown" | "") {
        row.problem(field, format!("\"{text}\" is none of: yes, no, unknown."));
    }
    text
}

/// Degrees up to `most` in hundredths.
fn hundredths(row: &mut Row<'_>, field: &'static str, most: f64) -> Option<i32> {
    let text = row.optional_text(field);
    if text.is_empty() {
        return None;
    }
    let (digits, sign) = text.strip_prefix('-').map_or((text.as_str(), 1), |digits| (digits, -1));
    let degrees = parse_decimal(digits).filter(|degrees| *degrees <= most);
    if degrees.is_none() {
        row.problem(field, format!("\"{text}\" is not a number of degrees from -{0} to {0}.", most as i32));
    }
    degrees.map(|degrees| sign * round(degrees * 100.0) as i32)
}

pub(super) fn region(row: &mut Row<'_>) -> Region {
    let (latitude, longitude) = (hundredths(row, "latitude", 90.0), hundredths(row, "longitude", 180.0));
    Region {
        code: row.text("code"),
        name: row.text("name"),
        geography: row.text("geography"),
        partition: row.text("partition"),
        country: row.optional_text("country"),
        eea: known(row, "eea"),
        opt_in: known(row, "opt_in"),
        dms: known(row, "dms"),
        in_2017: known(row, "in_2017") == "yes",
        first_seen: row.optional_text("first_seen"),
        fips: known(row, "fips"),
        schema_conversion: known(row, "schema_conversion"),
        schema_conversion_ai: known(row, "schema_conversion_ai"),
        homogeneous: known(row, "homogeneous"),
        city: row.optional_text("city"),
        location: latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude }),
        note: row.optional_text("note"),
        checked_on: row.day("read"),
    }
}

pub(super) fn city(row: &mut Row<'_>) -> City {
    let (latitude, longitude) = (hundredths(row, "latitude", 90.0), hundredths(row, "longitude", 180.0));
    known(row, "eea");
    let location = latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude });
    let country = row.optional_text("country");
    if location.is_some() == country.is_empty() {
        row.problem("latitude", "A city has a country and a location.");
    }
    City { id: row.identifier(), name: row.text("name"), country, location }
}

pub(super) fn engine(row: &mut Row<'_>) -> Engine {
    let mut hostings = Vec::new();
    for hosting in ["on_premises", "ec2", "rds", "aurora"] {
        if known(row, hosting) == "yes" {
            hostings.push(hosting.to_owned());
        }
    }
    for page in ["source_page", "target_page", "vintage"] {
        row.optional_text(page);
    }
    Engine {
        id: row.text("id"),
        name: row.text("name"),
        family: row.text("family"),
        source: known(row, "source") == "yes",
        source_full_load: known(row, "source_full_load"),
        source_cdc: known(row, "source_cdc"),
        target: known(row, "target") == "yes",
        target_full_load: known(row, "target_full_load"),
        target_cdc: known(row, "target_cdc"),
        hostings,
        checked_on: row.day("read"),
    }
}

/// A pair. `resolve` turns the fact base's spelling into engine and hosting; empty for an engine that DMS does not have.
pub(super) fn pair(row: &mut Row<'_>, resolve: &dyn Fn(&str) -> Option<(String, String)>) -> Option<Pair> {
    let (source, target) = (row.text("source"), row.text("target"));
    row.optional_text("schema_conversion_ai");
    row.text("page");
    row.day("read");
    let (schema_conversion, sct) = (row.text("schema_conversion"), row.text("sct"));
    let (homogeneous, native_tool) = (row.text("homogeneous"), row.optional_text("native_tool"));
    for (field, text) in [("source", &source), ("target", &target)] {
        if resolve(text).is_none() {
            row.problem(field, format!("\"{text}\" is no engine and stands in no row of facts/aliases.csv."));
        }
    }
    let ((source, _), (target, target_hosting)) = (resolve(&source)?, resolve(&target)?);
    if source.is_empty() || target.is_empty() {
        return None;
    }
    Some(Pair { source, target, target_hosting, schema_conversion, sct, homogeneous, native_tool })
}
