//! The Gantt chart of the phases. Positions are per cent, so that the chart fits any width while text keeps its size;
//! the table below it has the same data for readers who cannot see it. Called by the timeline and by the report.

use crate::views::ui::context::ViewContext;
use crate::views::ui::node::{el, nodes, Node};
use preflight_engine::quantity::format_date;
use preflight_engine::timeline::{days, Forecast, PhaseForecast};

/// The largest number of month labels along the axis.
const LABELS: i64 = 12;

/// The days that the chart covers, and the lines drawn through every row.
struct Axis {
    from: i64,
    until: i64,
    today: i64,
    date: Option<i64>,
    /// First days of months, or of every few months in long plans.
    months: Vec<i64>,
}

impl Axis {
    fn of(ctx: &ViewContext<'_>, forecast: &Forecast) -> Self {
        let today = ctx.model.page.today;
        let latest = forecast.shown().filter_map(|phase| phase.latest.map(|latest| latest[1]));
        // A latest start that passed years ago would squeeze the phases into a few pixels, so it is limited to 60 days.
        let first = latest.min().map_or(forecast.start, |day| day.max(forecast.start - 60)).min(forecast.start);
        let last = forecast.shown().map(|phase| phase.finish[2]).max().unwrap_or(forecast.start);
        let near = forecast.hard_date.filter(|day| *day <= last + 365).unwrap_or(last);
        let (from, until) = (first - 3, last.max(near) + 7);
        Self { from, until, today, date: forecast.hard_date, months: months(from, until) }
    }

    /// The position of the beginning of a day, in per cent of the width.
    fn at(&self, day: i64) -> String {
        let tenths = (day - self.from) * 10_000 / (self.until - self.from).max(1);
        let tenths = tenths.clamp(0, 10_000);
        format!("{}.{:02}%", tenths / 100, tenths % 100)
    }

    /// The same in whole per cent, to decide whether a label next to it fits into a narrow chart.
    fn share(&self, day: i64) -> i64 {
        (day - self.from) * 100 / (self.until - self.from).max(1)
    }

    fn width(&self, from: i64, until: i64) -> String {
        let hundredths = (until - from).max(0) * 10_000 / (self.until - self.from).max(1);
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    }

    fn line(&self, class: &'static str, day: i64) -> Node {
        let x = self.at(day);
        el("line").class(class).attr("x1", x.clone()).attr("x2", x).set("y1", "0").set("y2", "100%")
    }

    /// The lines of the months, of today and of the hard date, through one row.
    fn lines(&self) -> Node {
        let months = self.months.iter().map(|day| self.line("ml", *day));
        let date = self.date.filter(|day| (self.from..=self.until).contains(day));
        nodes()
            .all(months)
            .optional((self.today >= self.from).then(|| self.line("today", self.today)))
            .optional(date.map(|day| self.line("deadline", day + 1)))
    }
}

/// The first days of the months between two days, thinned so that their labels fit.
fn months(from: i64, until: i64) -> Vec<i64> {
    let is_first = |day: &i64| format_date(*day).ends_with("-01");
    let all: Vec<i64> = (from..=until).filter(is_first).collect();
    let step = (all.len() as i64 / LABELS + 1).max(1) as usize;
    all.into_iter().step_by(step).collect()
}

/// The chart with its axis, the curve of finishes and the legend.
pub fn gantt(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    let axis = Axis::of(ctx, forecast);
    let count = forecast.shown().count().to_string();
    let values = [("n", count), ("from", format_date(axis.from)), ("until", format_date(axis.until))];
    let label = ctx.model.format("timeline.chart", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let rows = forecast.shown().map(|phase| row(ctx, &axis, phase));
    let chart = el("div").class("gantt").set("role", "img").attr("aria-label", label);
    let chart = chart.add(hatch(ctx)).add(head(ctx, &axis)).all(rows).add(curve(ctx, &axis, forecast));
    el("figure").class("ganttfig").add(chart).add(legend(ctx))
}

/// The hatch patterns that fill the time up to P95; defined once in the document.
fn hatch(ctx: &ViewContext<'_>) -> Node {
    let pattern = |name: &'static str, class| {
        el("pattern")
            .attr("id", ctx.model.id(name))
            .set("width", "5")
            .set("height", "5")
            .set("patternUnits", "userSpaceOnUse")
            .set("patternTransform", "rotate(45)")
            .add(el("path").class(class).set("d", "M0 0V5"))
    };
    el("svg")
        .class("sprite")
        .set("aria-hidden", "true")
        .add(pattern("hatch", "hat"))
        .add(pattern("hatch-slack", "hat sl"))
}

fn text_at(class: &'static str, x: String, words: String) -> Node {
    el("text").class(class).attr("x", x).set("y", "1em").text(words)
}

fn head(ctx: &ViewContext<'_>, axis: &Axis) -> Node {
    let (mut names, mut has_year) = (Vec::new(), false);
    for (index, day) in axis.months.iter().enumerate() {
        let name = format_date(*day);
        let short = if index == 0 || name.contains("-01-") { &name[..7] } else { &name[5..7] };
        // A label that the edge of a phone would cut off is omitted; its line remains.
        if axis.share(*day) > if short.len() > 2 { 78 } else { 90 } {
            continue;
        }
        // On narrow screens the label after one with a year is hidden, because labels with years are long.
        let class = if has_year { "mo crowded" } else { "mo" };
        has_year = short.len() > 2;
        names.push(el("text").class(class).attr("x", axis.at(*day)).set("dx", "4").set("y", "2.4em").text(short));
    }
    let date = axis.date.filter(|day| (axis.from..=axis.until).contains(day)).map(|day| {
        let words = ctx.model.format("timeline.date", &[("date", &format_date(day))]);
        let x = axis.at(day + 1);
        // In the right half the label ends at the line, because it would not fit after it.
        let is_right = axis.share(day) > 50;
        let text = text_at("hardt", x, words);
        if is_right {
            text.set("text-anchor", "end").set("dx", "-4")
        } else {
            text.set("dx", "4")
        }
    });
    let is_far = |day: i64| (day - axis.today).abs() * 100 > (axis.until - axis.from) * 25;
    let today = axis.date.is_none_or(is_far) && axis.today >= axis.from && axis.share(axis.today) <= 80;
    let today = today.then(|| text_at("ax crowded", axis.at(axis.today), ctx.text("timeline.today")).set("dx", "4"));
    let plot = el("svg").class("plot").add(axis.lines()).optional(today).optional(date).all(names);
    el("div")
        .class("grow ghead")
        .add(el("b").message(ctx, "timeline.phase"))
        .add(el("b").class("d").message(ctx, "timeline.days"))
        .add(plot)
        .add(el("b").class("ends").message(ctx, "timeline.finishes"))
}

fn row(ctx: &ViewContext<'_>, axis: &Axis, phase: &PhaseForecast) -> Node {
    let model = ctx.model;
    let title = model.page.content.detail("timeline", &model.page.content.timeline[phase.estimate.phase].id, "title");
    let [low, _, high] = phase.estimate.days;
    let range = model.format("timeline.days_short", &[("low", &days(low)), ("high", &days(high))]);
    let finishes = [("low", format_date(phase.finish[0])), ("high", format_date(phase.finish[2]))];
    // The axis shows the year.
    let short = finishes.each_ref().map(|(name, date)| (*name, date.get(5..).unwrap_or_default()));
    el("div")
        .class("grow")
        .key(&model.page.content.timeline[phase.estimate.phase].id)
        .add(el("span").class("t").text(title))
        .add(el("span").class("d").text(range))
        .add(el("svg").class("plot").add(axis.lines()).add(bars(ctx, axis, phase)).optional(latest(axis, phase)))
        .add(el("span").class("ends").text(model.format("timeline.range", &short)))
}

fn bars(ctx: &ViewContext<'_>, axis: &Axis, phase: &PhaseForecast) -> Node {
    let decides = phase.decides >= 500;
    let (begin, over, last) = (phase.start, phase.finish[0] + 1, phase.finish[2] + 1);
    let bar = |class: &'static str, from: i64, until: i64| {
        el("rect")
            .class(class)
            .attr("x", axis.at(from))
            .attr("width", axis.width(from, until))
            .set("y", "8")
            .set("height", "9")
    };
    let hatch = ctx.model.id(if decides { "hatch" } else { "hatch-slack" });
    let tail = bar(if decides { "tail" } else { "tail sl" }, over, last).attr("fill", format!("url(#{hatch})"));
    nodes().add(tail).add(bar(if decides { "crit" } else { "slack" }, begin, over))
}

/// The latest start for 80 %: a mark on the bar, or after it at the end of its slack; red, before the bar, if it was
/// missed.
fn latest(axis: &Axis, phase: &PhaseForecast) -> Option<Node> {
    let day = phase.latest?[1].max(axis.from);
    let line = |class: &'static str, from: i64, until: i64| {
        let line = el("line").class(class).attr("x1", axis.at(from)).attr("x2", axis.at(until));
        line.set("y1", "12.5").set("y2", "12.5")
    };
    let (last, is_after_finish) = (phase.finish[2] + 1, day > phase.finish[2]);
    let mark = el("path").class(if phase.is_late { "latest late" } else { "latest" });
    let shape = if phase.is_late || is_after_finish { "M-5 8h10l-5 9z" } else { "M-4.5 0h9l-4.5 7.5z" };
    let mark = el("svg").set("overflow", "visible").attr("x", axis.at(day)).add(mark.set("d", shape));
    let to = if phase.is_late {
        Some(line("lateline", day, phase.start))
    } else {
        is_after_finish.then(|| line("slackline", last, day))
    };
    Some(nodes().optional(to).add(mark))
}

/// The curve of the share of runs that have finished by each day.
fn curve(ctx: &ViewContext<'_>, axis: &Axis, forecast: &Forecast) -> Node {
    let point = |day: i64, share: u32| {
        let x = ((day + 1 - axis.from) * 10_000 / (axis.until - axis.from).max(1)).clamp(0, 10_000);
        format!("{x} {}", 1000 - share)
    };
    let points: Vec<String> = forecast.curve.iter().map(|(day, share)| point(*day, *share)).collect();
    let line = format!("M{}H10000", points.join("L"));
    let first = points.first().and_then(|point| point.split(' ').next()).unwrap_or("0").to_owned();
    let shape = el("svg")
        .set("viewBox", "0 0 10000 1000")
        .set("preserveAspectRatio", "none")
        .set("width", "100%")
        .set("height", "100%")
        .add(el("path").class("area").attr("d", format!("{line}V1000H{first}z")))
        .add(el("path").class("curve").set("vector-effect", "non-scaling-stroke").attr("d", line));
    let level = |y: &'static str, words: &str| {
        nodes()
            .add(el("line").class("row").set("x1", "0").set("x2", "100%").set("y1", y).set("y2", y))
            .add(el("text").class("ax").set("x", "0").set("y", y).set("dy", "-3").text(words))
    };
    let marks = [("timeline.p50_short", 500, 0), ("timeline.p80_short", 800, 1), ("timeline.p95_short", 950, 2)]
        .into_iter()
        .map(|(name, share, which)| {
            let (x, y) = (axis.at(forecast.finish[which] + 1), format!("{}%", 100 - share / 10));
            let words =
                format!("{} {}", ctx.text(name), format_date(forecast.finish[which]).get(5..).unwrap_or_default());
            // The label is above and left of the curve, which rises to the right; below it if the left has no room.
            let left = axis.share(forecast.finish[which]) > 35;
            let text = el("text").class("halo").attr("x", x.clone()).attr("y", y.clone()).text(words);
            let text = match left {
                true => text.set("text-anchor", "end").set("dx", "-8").set("dy", "-4"),
                false => text.set("dx", "8").set("dy", "14"),
            };
            nodes().add(el("circle").class("pt").attr("cx", x).attr("cy", y).set("r", "3.5")).add(text)
        });
    let plot = el("svg")
        .class("plot")
        .add(axis.lines())
        .add(level("0%", "100 %"))
        .add(level("50%", "50 %"))
        .add(level("100%", "0 %"))
        .add(shape)
        .all(marks);
    el("div").class("grow curverow").add(el("b").message(ctx, "timeline.curve")).add(el("span").class("d")).add(plot)
}

fn legend(ctx: &ViewContext<'_>) -> Node {
    let mark = |class: &'static str, d: &'static str| {
        el("svg")
            .class("lg")
            .set("viewBox", "0 0 28 14")
            .set("aria-hidden", "true")
            .add(el("path").class(class).set("d", d))
    };
    let item = |drawing: Node, key: &str| el("span").add(drawing).message(ctx, key);
    let hatch = format!("url(#{})", ctx.model.id("hatch"));
    let tail = el("svg").class("lg").set("viewBox", "0 0 28 14").set("aria-hidden", "true");
    let tail = tail.add(el("path").class("tail").set("d", "M.5 2.5h27v9H.5z").attr("fill", hatch));
    el("figcaption")
        .class("key gantt")
        .add(item(mark("crit", "M0 2h28v10H0z"), "timeline.decides_bar"))
        .add(item(mark("slack", "M0 2h28v10H0z"), "timeline.slack_bar"))
        .add(item(tail, "timeline.tail"))
        .add(item(mark("latest", "M9 2h10l-5 8z"), "timeline.latest_mark"))
        .add(item(mark("latest late", "M9 2h10l-5 8z"), "timeline.missed_mark"))
}
