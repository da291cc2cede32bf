//! Facts about the target Region, and how far Regions lie apart.

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

/// The sine of an angle between -PI and PI: all that places on Earth ask for. Only sums and products, so the digits
/// are the same on every machine; libm's sine for any angle costs 1.7 KB brotli more in the page.
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

/// Great-circle distance in whole km; nothing if one of them has no public place.
pub fn kilometres(from: &Region, to: &Region) -> Option<u32> {
    Some(between(from.point?, to.point?))
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
    let Some(point) = from.point else { return Vec::new() };
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
    let mut found: Vec<_> = offering.filter_map(|region| Some((region, between(from, region.point?)))).collect();
    found.sort_by(|(a, near), (b, far)| near.cmp(far).then_with(|| a.code.cmp(&b.code)));
    found
}

pub(super) const WAY: &[&str] =
    &["source_hosting", "source_region", "source_city", "source_coordinates", "target_region"];

/// Where the source stands: its Region on AWS, else its city, else its coordinates. `of` gives the answer to a
/// question; only those that are asked are looked at.
pub(crate) fn source_point<'a>(tables: &Tables, of: impl Fn(&str) -> Option<&'a str>) -> Option<Point> {
    if matches!(of("source_hosting")?, "rds" | "aurora" | "ec2" | "aws_service") {
        return tables.region(of("source_region")?)?.point;
    }
    match of("source_city")? {
        "elsewhere" => crate::parse::point(of("source_coordinates")?),
        city => tables.cities.iter().find(|known| known.id == city)?.point,
    }
}

/// Kilometres from the source to the Region where DMS will run.
pub(super) fn source_distance<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let target = region(inputs);
    let point = source_point(inputs.tables(), |id| inputs.text_or_choice(id))?;
    Some(Fact::Number(f64::from(between(point, target?.point?))))
}
