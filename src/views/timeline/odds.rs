//! The odds of meeting the date: as a figure, and as 20 dots that the reader can count. Called by the verdict and by
//! the timeline.

use crate::model::Route;
use crate::views::ui::context::ViewContext;
use crate::views::ui::node::{el, nodes, Node};
use preflight_engine::quantity::format_date;
use preflight_engine::timeline::{percent, Forecast};

/// The odds as part of the verdict next to the questions.
pub fn odds(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let forecast = model.computed.forecast.as_ref()?;
    let (share, date) = (forecast.in_time?, forecast.hard_date?);
    let link = ctx.link(Route::Timeline).message(ctx, "view.timeline");
    let [p50, p80, p95] = forecast.finish.map(format_date);
    let (date, words) = (format_date(date), percent(share));
    let runs = model.format("timeline.runs_make", &[("date", &date)]);
    let figure = |key: &str, date: &str| el("div").add(el("dt").message(ctx, key)).add(el("dd").text(date));
    let finishes = el("dl")
        .class("percentiles")
        .add(figure("timeline.p50_short", &p50))
        .add(figure("timeline.p80_short", p80.get(5..).unwrap_or_default()))
        .add(figure("timeline.p95_short", p95.get(5..).unwrap_or_default()));
    let heading = el("h3").text(model.format("timeline.odds_of", &[("date", &date)])).add(link);
    let sentence = el("p").class("lead-sentence").add(el("b").text(words)).text(" ").text(runs);
    Some(el("section").class("odds").add(heading).add(sentence).add(dots(ctx, forecast)).add(finishes))
}

/// The number of columns of dots between the first finish and the last.
const COLUMNS: i64 = 20;

/// The width and height of one dot with its margin, in units of the drawing.
const SPACE: i64 = 10;

/// 20 equally likely finishes along the time, stacked if they share a column: filled if in time, hollow if late.
pub fn dots(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    let Some(date) = forecast.hard_date else { return nodes() };
    let in_time = forecast.dots.iter().filter(|day| **day <= date).count();
    let values = [("n", in_time.to_string()), ("of", forecast.dots.len().to_string())];
    let label = ctx.model.format("timeline.dots", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let first = forecast.dots.first().copied().unwrap_or_default();
    let span = forecast.dots.last().map_or(1, |last| last - first).max(COLUMNS);
    // Dots of one column that are in time and late stay on different sides of the line of the date.
    let column_of = |day: i64| (day - first) * (COLUMNS - 1) / span;
    let mut columns: Vec<(i64, bool)> = Vec::new();
    let mut high = 1;
    let circles: Vec<Node> = forecast
        .dots
        .iter()
        .map(|day| {
            let (column, is_in_time) = (column_of(*day), *day <= date);
            let below = columns.iter().filter(|other| **other == (column, is_in_time)).count() as i64;
            high = high.max(below + 1);
            columns.push((column, is_in_time));
            let x = column * SPACE + SPACE / 2 + if is_in_time { 0 } else { SPACE };
            let dot = el("circle").attr("cx", x.to_string()).attr("cy", (-below * SPACE - SPACE / 2).to_string());
            dot.set("r", "3.8").class(if is_in_time { "in" } else { "out" })
        })
        .collect();
    let x = (column_of(date.clamp(first, first + span)) * SPACE + SPACE).to_string();
    let top = -(high * SPACE) - 4;
    let line =
        el("line").class("deadline").attr("x1", x.clone()).attr("x2", x).attr("y1", top.to_string()).set("y2", "3");
    let width = (COLUMNS + 1) * SPACE;
    let axis = el("line").class("axis").set("x1", "0").attr("x2", width.to_string()).set("y1", "0").set("y2", "0");
    el("svg")
        .class("dots")
        .attr("viewBox", format!("0 {top} {width} {}", 4 - top))
        .set("role", "img")
        .attr("aria-label", label)
        .add(axis)
        .add(line)
        .all(circles)
}
