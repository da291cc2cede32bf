//! The view `timeline`: the headline, the odds, the chart and its table, the warnings, the suggestions, the source of
//! each duration, and the load. Called by `views::main`; the report reuses the figures and the lead.

use crate::model::{Export, Route};
use crate::views::timeline::gantt::gantt;
use crate::views::timeline::odds::dots;
use crate::views::timeline::phase::phase;
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, icon_meaning, severity_look, tag};
use crate::views::ui::node::{el, nodes, text, Node};
use crate::views::ui::widgets::{definition_row, definition_text, export_button, head, inline_code, table_head};
use preflight_engine::condition::Truth;
use preflight_engine::content::Severity;
use preflight_engine::quantity::{format, format_date};
use preflight_engine::report::warning_texts;
use preflight_engine::timeline::{days, factors, percent, Forecast, PhaseForecast, Warning};

pub fn timeline(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let main = el("main").class("page");
    let Some(forecast) = &model.computed.forecast else {
        return main.add(head(ctx, "view.timeline", ctx.text("start.reading")).set("aria-busy", "true"));
    };
    let trial = model.page.content.question_index("trial_timed");
    let trial = trial.map(|index| ctx.question_link(index).class("btn").message(ctx, "timeline.rehearsal"));
    let tools = el("div")
        .class("tools")
        .optional(trial)
        .add(export_button(ctx, "", "tasks.csv", Export::TasksCsv))
        .add(export_button(ctx, "", "tasks.ics", Export::Calendar));
    let nothing = model.computed.assessment.counts.answered == 0;
    main.add(head(ctx, "view.timeline", lead(ctx, forecast)).add(tools))
        .optional(nothing.then(|| el("p").class("empty").message(ctx, "timeline.unanswered")))
        .add(headline(ctx, forecast))
        .add(figures(ctx, forecast))
        .add(gantt(ctx, forecast))
        .add(warnings(ctx, forecast))
        .add(suggestions(ctx))
        .add(table(ctx, forecast))
        .add(parts(ctx, forecast))
        .add(load(ctx, forecast))
}

/// The assumptions behind all figures, in two sentences.
pub fn lead(ctx: &ViewContext<'_>, forecast: &Forecast) -> String {
    let (runs, week) = (format::grouped(u64::from(forecast.runs)), forecast.calendar.days_a_week.to_string());
    ctx.model.format("timeline.lead", &[("runs", &runs), ("week", &week)])
}

/// The most important statement: the worst warning, the odds of the date, or that the plan has no date.
pub fn headline(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    let model = ctx.model;
    let worst =
        forecast.warnings.iter().find(|warning| matches!(warning.id, "phase_late" | "odds_low" | "date_before_start"));
    let dates = forecast.finish.map(format_date);
    let (tone, name, (title, more)) = match (worst, forecast.in_time.zip(forecast.hard_date)) {
        (Some(warning), _) => {
            let (tone, name) = severity_look(warning.severity);
            (tone, name, warning_texts(&ctx.model.page.content, warning))
        }
        (None, Some((share, date))) => {
            let title = model.format("timeline.good", &[("odds", &percent(share)), ("date", &format_date(date))]);
            ("good", "done", (title, model.format("timeline.good_more", &[("even", &dates[0]), ("sure", &dates[1])])))
        }
        (None, None) => {
            let number =
                model.page.content.question_index("hard_date_exists").map(|index| model.page.content.number(index));
            let number = number.unwrap_or_default();
            let args = [("even", dates[0].as_str()), ("sure", &dates[1]), ("number", &number)];
            ("plain", "note", (ctx.text("timeline.no_date"), model.format("timeline.no_date_more", &args)))
        }
    };
    let words = el("div").add(el("h2").text(title)).add(el("p").text(more));
    el("div").classes("headline", tone).add(icon(ctx, name)).add(words)
}

/// The odds, the three finishes and the days that remain until the date.
pub fn figures(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    let model = ctx.model;
    let cell = |title: String, value: Node, more: String| {
        el("div").add(el("dt").text(title)).add(el("dd").add(value).add(el("small").text(more)))
    };
    let odds = forecast.in_time.zip(forecast.hard_date).map(|(share, date)| {
        let title = model.format("timeline.odds_of", &[("date", &format_date(date))]);
        let value = el("span").class("oddsfig").text(percent(share)).add(dots(ctx, forecast));
        cell(title, value, String::new())
    });
    let finishes = ["timeline.p50", "timeline.p80", "timeline.p95"].into_iter().zip(forecast.finish);
    let finishes =
        finishes.map(|(key, day)| cell(ctx.text(key), text(format_date(day)), distance_from_date(ctx, forecast, day)));
    let left = forecast.days_left.map(|left| {
        let words = model.format("timeline.left_days", &[("n", &left.max(0).to_string())]);
        cell(ctx.text("timeline.left"), text(words), String::new())
    });
    el("dl").class("figs").optional(odds).all(finishes).optional(left)
}

/// How many working days a finish lies before or after the hard date.
fn distance_from_date(ctx: &ViewContext<'_>, forecast: &Forecast, day: i64) -> String {
    let Some(date) = forecast.hard_date else { return String::new() };
    let early = forecast.calendar.number(date) - forecast.calendar.number(day);
    let n = early.abs().to_string();
    match early {
        0 => ctx.text("timeline.on_day"),
        1.. => ctx.model.format("timeline.early", &[("n", &n)]),
        _ => ctx.model.format("timeline.late", &[("n", &n)]),
    }
}

fn forecast_warning(ctx: &ViewContext<'_>, warning: &Warning) -> Node {
    let content = &ctx.model.page.content;
    let (title, todo) = warning_texts(content, warning);
    let links = warning.questions.iter().filter_map(|id| content.question_index(id)).take(6);
    let links = links.map(|index| nodes().text(" ").add(ctx.question_link(index).text(content.number(index))));
    let links: Vec<Node> = links.collect();
    let intro = (!links.is_empty()).then(|| text(" ").message(ctx, "timeline.answers"));
    warning_item(ctx, warning.severity, text(title), nodes().text(todo).optional(intro).all(links))
}

/// What threatens the date, for the findings; no rule can know it, because it takes the simulation.
pub fn date_warnings(ctx: &ViewContext<'_>) -> Option<Node> {
    let warnings = ctx.model.computed.forecast.as_ref()?.by_severity();
    let serious = warnings.into_iter().filter(|warning| warning.severity <= Severity::Risk);
    let items: Vec<Node> = serious.map(|warning| forecast_warning(ctx, warning)).collect();
    let section = el("section").class("group").key("date").add(el("h2").message(ctx, "findings.date"));
    (!items.is_empty()).then(|| section.add(el("ul").class("checks").all(items)))
}

/// The warnings of the forecast, and the findings that concern the timeline.
fn warnings(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    let model = ctx.model;
    let warnings = forecast.by_severity().into_iter().map(|warning| forecast_warning(ctx, warning));
    let rules: Vec<&str> =
        model.page.content.timeline.iter().flat_map(|phase| &phase.rules).map(|id| id.as_str()).collect();
    let holding = model
        .computed
        .assessment
        .findings
        .iter()
        .filter(|finding| finding.holds() && rules.contains(&finding.rule.as_str()));
    let findings = holding.filter_map(|finding| {
        let rule = &model.page.content.rules[model.page.content.rule_index(&finding.rule)?];
        let step = model.page.content.steps(rule).first().map(|step| model.interpolate(step)).unwrap_or_default();
        let from = model.page.content.numbers(&finding.because);
        let from =
            if from.is_empty() { from } else { format!(" {}", model.format("report.from", &[("numbers", &from)])) };
        Some(warning_item(
            ctx,
            finding.severity,
            inline_code(&model.interpolate(&rule.title)),
            inline_code(&step).add(el("span").class("hint").text(from)),
        ))
    });
    let all: Vec<Node> = warnings.chain(findings).collect();
    let block = el("section").class("group").add(el("h2").message(ctx, "timeline.warns"));
    if all.is_empty() {
        return block.add(el("p").class("empty").message(ctx, "timeline.nothing"));
    }
    let more = ctx.link(Route::Findings).message(ctx, "view.findings");
    block.add(el("ul").class("checks").all(all)).add(el("p").class("hint").add(more))
}

fn warning_item(ctx: &ViewContext<'_>, severity: Severity, title: Node, todo: Node) -> Node {
    let (tone, name) = severity_look(severity);
    let words = ctx.text(&format!("watch.{}", severity.name()));
    el("li").add(tag(ctx, tone, name, words)).add(el("div").add(el("b").add(title)).add(el("p").add(todo)))
}

fn suggestions(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let block = el("section").class("group").add(el("h2").message(ctx, "timeline.helps"));
    let Some(suggestions) = &model.computed.suggestions else {
        return block.add(el("p").class("hint").message(ctx, "timeline.helps_working"));
    };
    if suggestions.is_empty() {
        return block.add(el("p").class("empty").message(ctx, "timeline.helps_none"));
    }
    let items = suggestions.iter().map(|suggestion| {
        let what_if = &model.page.content.what_ifs[suggestion.help];
        let odds = suggestion.in_time.map(|[now, then]| {
            model.format("timeline.help_odds", &[("now", &percent(now)), ("then", &percent(then))]) + " "
        });
        let [now, then] = suggestion.finish.map(format_date);
        let days = model.format("timeline.help_days", &[("now", &now), ("then", &then)]);
        let link = ctx.question_link(what_if.question).text(model.page.content.number(what_if.question));
        el("li")
            .add(el("b").text(model.page.content.detail("help", &what_if.id, "text")))
            .add(el("p").text(odds.unwrap_or_default()).text(days).text(" ").add(link))
    });
    block.add(el("ul").class("helps").all(items))
}

fn table(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    let keys = [
        "timeline.phase",
        "timeline.low_high",
        "timeline.likely",
        "timeline.start",
        "timeline.p50",
        "timeline.p95",
        "timeline.latest",
        "timeline.latest_80",
        "timeline.latest_95",
        "timeline.decides",
    ];
    let columns = if forecast.hard_date.is_some() { &keys[..] } else { &keys[..6] };
    let rows = forecast.shown().map(|phase| table_row(ctx, forecast, phase));
    let table = el("table").class("stack figures").add(table_head(ctx, columns)).add(el("tbody").all(rows));
    let together = ctx.model.computed.texts.get("delays_together").map_or("50\u{202f}%".to_owned(), |text| {
        text.split('\u{202f}').next().unwrap_or_default().to_owned() + "\u{202f}%"
    });
    el("section")
        .class("group")
        .add(el("h2").message(ctx, "timeline.table"))
        .add(el("div").class("scroll").add(table))
        .add(el("p").class("hint").text(ctx.model.format("timeline.model", &[("together", &together)])))
}

fn table_row(ctx: &ViewContext<'_>, forecast: &Forecast, phase: &PhaseForecast) -> Node {
    let model = ctx.model;
    let title = model.page.content.detail("timeline", &model.page.content.timeline[phase.estimate.phase].id, "title");
    let cell = |key: &str, words: Node| {
        el("td").class("n").attr("data-l", ctx.text(key)).add(el("span").class("v").add(words))
    };
    let [low, likely, high] = phase.estimate.days.map(days);
    let range = model.format("timeline.range", &[("low", &low), ("high", &high)]);
    let row = el("tr")
        .key(title)
        .add(el("th").set("scope", "row").text(title))
        .add(cell("timeline.low_high", text(range)))
        .add(cell("timeline.likely", text(likely)))
        .add(cell("timeline.start", text(format_date(phase.start))))
        .add(cell("timeline.p50", text(format_date(phase.finish[0]))))
        .add(cell("timeline.p95", text(format_date(phase.finish[2]))));
    if forecast.hard_date.is_none() {
        return row;
    }
    let keys = ["timeline.latest", "timeline.latest_80", "timeline.latest_95"];
    let latest = keys.into_iter().enumerate().map(|(which, key)| match phase.latest {
        None => cell(key, text(if which == 0 { ctx.text("timeline.after_date") } else { String::new() })),
        Some(latest) => {
            let date = text(format_date(latest[which]));
            let missed = which == 1 && phase.is_late;
            let mark =
                || el("span").classes("tag", "stop").add(icon_meaning(ctx, "late", "", ctx.text("timeline.missed")));
            cell(key, if missed { mark().text(format_date(latest[which])) } else { date })
        }
    });
    let decides = format!("{}\u{202f}%", (phase.decides + 5) / 10);
    row.all(latest).add(cell("timeline.decides", text(decides)))
}

fn parts(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    el("section")
        .class("group")
        .add(el("h2").message(ctx, "timeline.parts"))
        .add(el("p").class("hint").message(ctx, "timeline.parts_lead"))
        .add(el("ul").class("tasks phases").all(forecast.shown().map(|shown| phase(ctx, shown))))
}

/// The duration of the load and of the catch-up, with the factors behind them.
fn load(ctx: &ViewContext<'_>, forecast: &Forecast) -> Node {
    let model = ctx.model;
    let evaluated = model.evaluated();
    let minutes = |time: i64| format::duration(u64::try_from(time).unwrap_or_default());
    let range_text = |[low, likely, high]: [Option<i64>; 3]| match (low, likely, high) {
        (Some(low), Some(likely), Some(high)) => {
            let figures = [low, likely, high].map(minutes);
            Some(
                model.format("timeline.three", &[("low", &figures[0]), ("likely", &figures[1]), ("high", &figures[2])]),
            )
        }
        (Some(low), Some(likely), None) => {
            let figures = [low, likely].map(minutes);
            Some(model.format("timeline.perhaps_likely", &[("low", &figures[0]), ("likely", &figures[1])]))
        }
        (Some(low), _, _) => Some(model.format("timeline.perhaps", &[("low", &minutes(low))])),
        _ => None,
    };
    let unknown = || ctx.text("timeline.not_known");
    let load_time = range_text(forecast.load).unwrap_or_else(unknown);
    let catch_up_time = match (range_text(forecast.catch_up), evaluated.truth_of_fact("changes_captured")) {
        (Some(words), _) => words,
        (None, Truth::False) => ctx.text("timeline.no_changes"),
        (None, _) if evaluated.text("catch_up_ends") == Some("never") => ctx.text("timeline.never"),
        (None, _) => ctx.text("answer.open"),
    };
    let rows = el("dl").class("cr").add(definition_text(ctx, "timeline.load_time", load_time));
    let rows = rows.add(definition_row(text(ctx.text("timeline.catch_up_time")), text(catch_up_time)));
    let items = factors(&evaluated).into_iter().map(|(id, args)| {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        el("li").text(model.format(&format!("factor.{id}"), &args))
    });
    el("section")
        .class("group load")
        .add(el("h2").message(ctx, "timeline.load"))
        .add(rows)
        .add(el("ul").class("plainlist").all(items))
}
