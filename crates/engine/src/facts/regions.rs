//! Facts about the target Region, and distances between Regions. `facts::ALL` lists the facts; the assessment of the
//! Region and the app's map call the distances.

use super::fact::Fact;
use super::inputs::Inputs;
use crate::content::{Point, Region, Tables};
use std::f64::consts::{FRAC_PI_2, PI};

pub(super) const READS: &[&str] = &["target_region"];

fn region<'a>(inputs: &Inputs<'a>) -> Option<&'a Region> {
    inputs.tables().region(inputs.choice("target_region")?)
}

pub(super) fn dms<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.dms))
}

pub(super) fn opt_in<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.opt_in))
}

pub(super) fn schema_conversion<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.schema_conversion))
}

pub(super) fn schema_conversion_ai<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.schema_conversion_ai))
}

pub(super) fn homogeneous<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.homogeneous))
}

pub(super) fn fips<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.fips))
}

pub(super) fn in_eea<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.eea))
}

pub(super) fn in_2017<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Bool(region(inputs)?.in_2017))
}

pub(super) fn partition<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.partition))
}

pub(super) fn country<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Text(&region(inputs)?.country))
}

/// Mean radius of the Earth in km.
const RADIUS: f64 = 6371.0;

/// The sine of an angle between -PI and PI, which is the range of coordinates. It uses only sums and products, so that
/// the digits are the same on every machine; libm's sine for any angle costs 1.7 KB brotli more in the page.
fn sine(angle: f64) -> f64 {
    let angle = if angle.abs() > FRAC_PI_2 { PI.copysign(angle) - angle } else { angle };
    let square = angle * angle;
    let (mut term, mut sum) = (angle, angle);
    // The eleventh term is smaller than the last digit of the sum.
    for index in 1..11 {
        term *= -square / f64::from(2 * index * (2 * index + 1));
        sum += term;
    }
    sum
}

fn cosine(angle: f64) -> f64 {
    sine(FRAC_PI_2 - angle.abs())
}

/// Great-circle distance in whole km; nothing if either Region has no public location.
pub fn kilometres(from: &Region, to: &Region) -> Option<u32> {
    Some(between(from.location?, to.location?))
}

/// Great-circle distance of two points in whole km.
fn between(a: Point, b: Point) -> u32 {
    let radians = |hundredths: i32| f64::from(hundredths) / 100.0 * PI / 180.0;
    let half = |x: i32, y: i32| sine(radians(y - x) / 2.0);
    let (across, along) = (half(a.latitude, b.latitude), half(a.longitude, b.longitude));
    let cosines = cosine(radians(a.latitude)) * cosine(radians(b.latitude));
    let chord = (across * across + cosines * along * along).sqrt().min(1.0);
    crate::quantity::round(2.0 * RADIUS * libm::asin(chord)) as u32
}

/// Regions of the same partition with a DMS endpoint that satisfy `wanted`, nearest first, ties by code.
pub fn nearest<'a>(tables: &'a Tables, from: &Region, wanted: impl Fn(&Region) -> bool) -> Vec<(&'a Region, u32)> {
    let Some(point) = from.location else { return Vec::new() };
    nearest_to(tables, point, &from.partition, |region| region.code != from.code && wanted(region))
}

/// Regions of `partition` with a DMS endpoint that satisfy `wanted`, nearest to a point first, ties by code.
pub fn nearest_to<'a>(
    tables: &'a Tables,
    from: Point,
    partition: &str,
    wanted: impl Fn(&Region) -> bool,
) -> Vec<(&'a Region, u32)> {
    let offers = |region: &&Region| region.partition == partition && region.dms == "yes" && wanted(region);
    let offering = tables.regions.iter().filter(offers);
    let mut regions: Vec<_> = offering.filter_map(|region| Some((region, between(from, region.location?)))).collect();
    regions.sort_by(|(a, near), (b, far)| near.cmp(far).then_with(|| a.code.cmp(&b.code)));
    regions
}

pub(super) const WAY: &[&str] =
    &["source_hosting", "source_region", "source_city", "source_coordinates", "target_region"];

/// The location of the source: its Region on AWS, else its city, else its coordinates. `answer` returns the answer to a
/// question and is called only for questions that are asked.
pub(crate) fn source_point<'a>(tables: &Tables, answer: impl Fn(&str) -> Option<&'a str>) -> Option<Point> {
    if matches!(answer("source_hosting")?, "rds" | "aurora" | "ec2" | "aws_service") {
        return tables.region(answer("source_region")?)?.location;
    }
    match answer("source_city")? {
        "elsewhere" => crate::parse::point(answer("source_coordinates")?),
        city => tables.cities.iter().find(|known| known.id == city)?.location,
    }
}

/// Kilometres from the source to the Region where DMS will run.
pub(super) fn source_distance<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let target = region(inputs);
    let point = source_point(inputs.tables(), |id| inputs.text_or_choice(id));
    match point.zip(target.and_then(|region| region.location)) {
        Some((point, location)) => Some(Fact::Number(f64::from(between(point, location)))),
        // Both are known, and the place of one is not public: no answer would give a distance.
        None if !inputs.has_open() => inputs.absent(),
        None => None,
    }
}
