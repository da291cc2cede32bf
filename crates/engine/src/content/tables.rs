//! The tables of facts that `assess` reads: Regions, engines, conversion pairs. "unknown" is a value, never a guess.

use super::row::Row;

/// Latitude and longitude in hundredths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub latitude: i32,
    pub longitude: i32,
}

/// An AWS Region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    pub code: String,
    pub name: String,
    pub geography: String,
    pub partition: String,
    /// Empty where no country is published.
    pub country: String,
    /// In the European Economic Area: yes, no, unknown.
    pub eea: String,
    pub opt_in: String,
    pub dms: String,
    /// On the list of the chapter of 2017.
    pub in_2017: bool,
    /// First of the sampled botocore releases that has the endpoint.
    pub first_seen: String,
    pub fips: String,
    pub schema_conversion: String,
    pub schema_conversion_ai: String,
    pub homogeneous: String,
    pub city: String,
    /// A rough point of the city, from general geography; none for Regions without a public place.
    pub point: Option<Point>,
    pub note: String,
    pub read: String,
}

impl Region {
    /// The key of the words for whether the account must be opted in.
    pub fn opt_in_word(&self) -> String {
        match self.opt_in.as_str() {
            "no" => "regions.not_needed".to_owned(),
            "yes" => "regions.needed".to_owned(),
            other => format!("known.{other}"),
        }
    }
}

/// A database engine that DMS reads from or writes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Engine {
    pub id: String,
    pub name: String,
    /// Engines of one family speak the same dialect.
    pub family: String,
    pub source: bool,
    pub source_full_load: String,
    pub source_cdc: String,
    pub target: bool,
    pub target_full_load: String,
    pub target_cdc: String,
    /// Hostings listed for it: on_premises, ec2, rds, aurora.
    pub hostings: Vec<String>,
    pub read: String,
}

/// What converts a schema from one engine to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub source: String,
    /// Engine and, where the fact names one, hosting of the target.
    pub target: String,
    pub target_hosting: String,
    pub schema_conversion: String,
    pub sct: String,
    pub homogeneous: String,
    pub native_tool: String,
}

/// A city to measure distances from.
#[derive(Debug, Clone, PartialEq)]
pub struct City {
    pub id: String,
    pub name: String,
    pub country: String,
    /// A rough point, from general geography; none for the row that stands for every other place.
    pub point: Option<Point>,
}

/// The tables together.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    pub regions: Vec<Region>,
    pub engines: Vec<Engine>,
    pub pairs: Vec<Pair>,
    pub cities: Vec<City>,
}

impl Engine {
    /// Whether it is this engine, or its serverless form.
    pub fn is(&self, engine: &str) -> bool {
        self.id == engine || self.id.strip_suffix("-serverless") == Some(engine)
    }

    /// Whether a row of facts about `engine` is about this one: the engine itself, its family's name, its serverless
    /// form. MariaDB, Db2 for z/OS and Babelfish have
    /// rows of their own.
    pub fn is_served_by(&self, engine: &str) -> bool {
        let of_family = self.family == engine && !["mariadb", "db2-zos", "babelfish"].contains(&self.id.as_str());
        engine == "*" || self.is(engine) || of_family
    }

    /// The same for the target's side, where the guide's page on MySQL speaks of MariaDB too.
    pub fn is_served_as_target_by(&self, engine: &str) -> bool {
        self.is_served_by(engine) || (self.id == "mariadb" && engine == "mysql")
    }
}

impl Tables {
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == code)
    }

    pub fn engine(&self, id: &str) -> Option<&Engine> {
        self.engines.iter().find(|engine| engine.id == id)
    }
}

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
    let degrees = crate::reading::parse_decimal(digits).filter(|degrees| *degrees <= most);
    if degrees.is_none() {
        row.problem(field, format!("\"{text}\" is not a number of degrees from -{0} to {0}.", most as i32));
    }
    degrees.map(|degrees| sign * crate::reading::round(degrees * 100.0) as i32)
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
        point: latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude }),
        note: row.optional_text("note"),
        read: row.day("read"),
    }
}

pub(super) fn city(row: &mut Row<'_>) -> City {
    let (latitude, longitude) = (hundredths(row, "latitude", 90.0), hundredths(row, "longitude", 180.0));
    known(row, "eea");
    let point = latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude });
    let country = row.optional_text("country");
    if point.is_some() == country.is_empty() {
        row.problem("latitude", "A city has a country and a point.");
    }
    City { id: row.identifier(), name: row.text("name"), country, point }
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
        read: row.day("read"),
    }
}

/// A pair; `resolve` gives engine and hosting of the fact base's spelling, nothing for an engine that DMS has not.
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
