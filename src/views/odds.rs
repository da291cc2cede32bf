//! The odds of the date: in figures, and as 20 dots that can be counted.

use super::node::{el, nodes, Node};
use super::parts::Page;
use crate::model::Place;
use preflight_engine::show;
use preflight_engine::timeline::{percent, Forecast};

/// The odds beside the questions.
pub fn odds(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let forecast = model.forecast.as_ref()?;
    let (share, date) = (forecast.in_time?, forecast.hard_date?);
    let link = page.link(Place::Timeline).word(page, "view.timeline");
    let [even, sure, surest] = forecast.finish.map(show::date);
    let words = model.with("timeline.good", &[("odds", &percent(share)), ("date", &show::date(date))]);
    let figure = |key: &str, date: String| el("div").add(el("dt").word(page, key)).add(el("dd").text(date));
    let three = el("dl")
        .class("tri")
        .add(figure("timeline.p50", even))
        .add(figure("timeline.p80", sure))
        .add(figure("timeline.p95", surest));
    let heading = el("h3").text(model.with("timeline.odds_of", &[("date", &show::date(date))])).add(link);
    Some(
        el("section")
            .class("odds")
            .add(heading)
            .add(el("p").class("says").text(words))
            .add(dots(page, forecast))
            .add(three),
    )
}

/// Most dots in a column.
const HIGH: usize = 5;

/// 20 equally likely finishes: in time filled, late hollow. In order from left to right, in columns of five.
pub fn dots(page: &Page<'_>, forecast: &Forecast) -> Node {
    let Some(date) = forecast.hard_date else { return nodes() };
    let in_time = forecast.dots.iter().filter(|day| **day <= date).count();
    let of = [("n", in_time.to_string()), ("of", forecast.dots.len().to_string())];
    let label = page.model.with("count.of", &of.each_ref().map(|(name, value)| (*name, value.as_str())));
    let circles = forecast.dots.iter().enumerate().map(|(place, day)| {
        let (x, y) = (place / HIGH * 10 + 5, (HIGH - 1 - place % HIGH) * 10 + 5);
        let dot = el("circle").attr("cx", x.to_string()).attr("cy", y.to_string()).set("r", "3.5");
        dot.class(if *day <= date { "in" } else { "out" })
    });
    el("svg").class("dots").set("viewBox", "0 0 40 50").set("role", "img").attr("aria-label", label).all(circles)
}
