//! The reference tables: Regions, engines, conversion pairs, cities. What AWS does not publish is "unknown". `load`
//! builds them; named facts, the assessment, reports and the Region view read them.

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
    /// A rough point of the city, from general geography; none for Regions without a public location.
    pub location: Option<Point>,
    pub note: String,
    /// The day on which the row was last compared with its sources.
    pub checked_on: String,
}

impl Region {
    /// The message key for whether the account must opt in.
    pub fn opt_in_message_key(&self) -> String {
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
    /// The day on which the row was last compared with its sources.
    pub checked_on: String,
}

/// A pair of engines and the tools that convert a schema from one to the other.
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
    /// A rough point, from general geography; none for the row for every other city.
    pub location: Option<Point>,
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

    /// Whether a row of facts about `engine` applies to this engine: the same engine, its family or its serverless form.
    /// MariaDB, Db2 for z/OS and Babelfish have separate rows.
    pub fn is_served_by(&self, engine: &str) -> bool {
        let of_family = self.family == engine && !["mariadb", "db2-zos", "babelfish"].contains(&self.id.as_str());
        engine == "*" || self.is(engine) || of_family
    }

    /// The same for a target, where the guide's page on MySQL covers MariaDB too.
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
