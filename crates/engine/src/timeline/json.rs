//! The forecast as JSON, for the exported functions and the command line.

use super::estimate::{Estimate, PartEstimate};
use super::forecast::{Forecast, PhaseForecast, Warning};
use crate::content::Content;
use crate::json::{list, JsonObject};
use crate::quantity::format_date;
use serde_json::Value;

impl Forecast {
    /// The forecast as a value of JSON: dates as YYYY-MM-DD, chances as per mille, days of phases as tenths.
    pub fn value(&self, content: &Content) -> Value {
        let date = |day: Option<i64>| day.map_or(Value::Null, |day| format_date(day).into());
        JsonObject::default()
            .field("runs", self.runs.into())
            .field("days_a_week", self.calendar.days_a_week.into())
            .field("start", format_date(self.start).into())
            .field("hard_date", date(self.hard_date))
            .field("days_left", self.days_left.map_or(Value::Null, Value::from))
            .field("finish", dates(&self.finish))
            .field("in_time", self.in_time.map_or(Value::Null, Value::from))
            .field(
                "curve",
                list(&self.curve, |(day, share)| Value::Array(vec![format_date(*day).into(), (*share).into()])),
            )
            .field("dots", dates(&self.dots))
            .field("load", minutes(&self.load))
            .field("catch_up", minutes(&self.catch_up))
            .field("phases", list(&self.phases, |phase_forecast| phase(content, phase_forecast)))
            .field("warnings", list(&self.warnings, |row| warning(content, row)))
            .into()
    }
}

fn dates(days: &[i64]) -> Value {
    list(days, |day| format_date(*day).into())
}

fn minutes(three: &[Option<i64>; 3]) -> Value {
    list(three, |minutes| minutes.map_or(Value::Null, Value::from))
}

fn phase(content: &Content, phase_forecast: &PhaseForecast) -> Value {
    let Estimate { phase, applies, days, model, is_overridden, is_cut, parts, .. } = &phase_forecast.estimate;
    let tenths = |days: &[i64; 3]| list(days, |day| (*day).into());
    JsonObject::default()
        .text("phase", &content.timeline[*phase].id)
        .serialized("applies", *applies)
        .field("days", tenths(days))
        .field("model", tenths(model))
        .field("is_own", (*is_overridden).into())
        .field("is_cut", (*is_cut).into())
        .field("start", format_date(phase_forecast.start).into())
        .field("finish", dates(&phase_forecast.finish))
        .field("latest", phase_forecast.latest.as_ref().map_or(Value::Null, |latest| dates(latest)))
        .field("decides", phase_forecast.decides.into())
        .field("is_late", phase_forecast.is_late.into())
        .field("parts", list(parts, part))
        .into()
}

fn part(part_estimate: &PartEstimate) -> Value {
    JsonObject::default()
        .number("part", part_estimate.part)
        .serialized("state", part_estimate.state)
        .field("days", list(&part_estimate.days, |day| (*day).into()))
        .ids("because", &part_estimate.because)
        .ids("wants", &part_estimate.wants)
        .into()
}

fn warning(content: &Content, warning: &Warning) -> Value {
    let phase = warning.phase.map_or(Value::Null, |index| content.timeline[index].id.as_str().into());
    JsonObject::default()
        .text("warning", warning.id)
        .serialized("severity", warning.severity)
        .field("phase", phase)
        .ids("questions", &warning.questions)
        .into()
}
