//! The timeline: the headline, the odds, the chart and its table, what to watch, what would help, where the days come
//! from, and the load.

use super::gantt::gantt;
use super::node::{el, nodes, text, Node};
use super::odds::dots;
use super::parts::{head, icon, icon_meaning, leader, leader_word, rich, severity_look, tag, Page};
use super::phase::phase;
use super::tasks::export;
use crate::model::Place;
use preflight_engine::condition::Truth;
use preflight_engine::show;
use preflight_engine::state::EvaluatedPlan;
use preflight_engine::timeline::{days, factors, percent, Forecast, PhaseForecast, Warning};

#[inline(never)]
pub fn timeline(page: &Page<'_>) -> Node {
    let model = page.model;
    let main = el("main").class("page");
    let Some(forecast) = &model.forecast else {
        return main.add(head(page, "view.timeline", page.word("start.reading")).set("aria-busy", "true"));
    };
    let trial = model.content.question("trial_timed");
    let trial = trial.map(|place| page.question_link(place).class("btn").word(page, "timeline.rehearsal"));
    let tools = el("div").class("tools").maybe(trial).add(export(page, "csv")).add(export(page, "ics"));
    let nothing = model.assessment.counts.answered == 0;
    main.add(head(page, "view.timeline", lead(page, forecast)).add(tools))
        .maybe(nothing.then(|| el("p").class("empty").word(page, "timeline.unanswered")))
        .add(headline(page, forecast))
        .add(figures(page, forecast))
        .add(gantt(page, forecast))
        .add(warnings(page, forecast))
        .add(helps(page))
        .add(table(page, forecast))
        .add(parts(page, forecast))
        .add(load(page, forecast))
}

/// What all figures rest on, in two sentences.
pub fn lead(page: &Page<'_>, forecast: &Forecast) -> String {
    let (runs, week) = (show::grouped(u64::from(forecast.runs)), forecast.calendar.days_a_week.to_string());
    page.model.with("timeline.lead", &[("runs", &runs), ("week", &week)])
}

/// A warning's title with what to do.
fn told(page: &Page<'_>, warning: &Warning) -> (String, String) {
    let with: Vec<(&str, &str)> = warning.args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let words = |part: &str| page.model.with(&format!("warning.{}.{part}", warning.id), &with);
    (words("title"), words("do"))
}

/// The first thing to know: what is late, how likely the date is, or that there is none.
pub fn headline(page: &Page<'_>, forecast: &Forecast) -> Node {
    let model = page.model;
    let worst =
        forecast.warnings.iter().find(|warning| matches!(warning.id, "phase_late" | "odds_low" | "date_before_start"));
    let dates = forecast.finish.map(show::date);
    let (tone, name, (title, more)) = match (worst, forecast.in_time.zip(forecast.hard_date)) {
        (Some(warning), _) => {
            let (tone, name) = severity_look(warning.severity);
            (tone, name, told(page, warning))
        }
        (None, Some((share, date))) => {
            let title = model.with("timeline.good", &[("odds", &percent(share)), ("date", &show::date(date))]);
            ("good", "done", (title, model.with("timeline.good_more", &[("even", &dates[0]), ("sure", &dates[1])])))
        }
        (None, None) => {
            let number = model.content.question("hard_date_exists").map(|place| model.content.number(place));
            let number = number.unwrap_or_default();
            let with = [("even", dates[0].as_str()), ("sure", &dates[1]), ("number", &number)];
            ("plain", "note", (page.word("timeline.no_date"), model.with("timeline.no_date_more", &with)))
        }
    };
    let words = el("div").add(el("h2").text(title)).add(el("p").text(more));
    el("div").classes("headline", tone).add(icon(page, name)).add(words)
}

/// Odds, the three finishes and the time that is left.
pub fn figures(page: &Page<'_>, forecast: &Forecast) -> Node {
    let model = page.model;
    let cell = |title: String, value: Node, more: String| {
        el("div").add(el("dt").text(title)).add(el("dd").add(value).add(el("small").text(more)))
    };
    let odds = forecast.in_time.zip(forecast.hard_date).map(|(share, date)| {
        let title = model.with("timeline.odds_of", &[("date", &show::date(date))]);
        let value = el("span").class("oddsfig").text(percent(share)).add(dots(page, forecast));
        cell(title, value, String::new())
    });
    let finishes = ["timeline.p50", "timeline.p80", "timeline.p95"].into_iter().zip(forecast.finish);
    let finishes = finishes.map(|(key, day)| cell(page.word(key), text(show::date(day)), against(page, forecast, day)));
    let left = forecast.days_left.map(|left| {
        let words = model.with("timeline.left_days", &[("n", &left.max(0).to_string())]);
        cell(page.word("timeline.left"), text(words), String::new())
    });
    el("dl").class("figs").maybe(odds).all(finishes).maybe(left)
}

/// How many working days a finish lies before or after the hard date.
fn against(page: &Page<'_>, forecast: &Forecast, day: i64) -> String {
    let Some(date) = forecast.hard_date else { return String::new() };
    let early = forecast.calendar.number(date) - forecast.calendar.number(day);
    let n = early.abs().to_string();
    match early {
        0 => page.word("timeline.on_day"),
        1.. => page.model.with("timeline.early", &[("n", &n)]),
        _ => page.model.with("timeline.late", &[("n", &n)]),
    }
}

/// Warnings of the forecast, and findings that concern the timeline.
fn warnings(page: &Page<'_>, forecast: &Forecast) -> Node {
    let model = page.model;
    let mut own: Vec<&Warning> = forecast.warnings.iter().collect();
    own.sort_by_key(|warning| warning.severity);
    let own = own.into_iter().map(|warning| {
        let (title, todo) = told(page, warning);
        let links = warning.questions.iter().filter_map(|id| model.content.question(id)).take(6);
        let links =
            links.map(|place| nodes().text(" ").add(page.question_link(place).text(model.content.number(place))));
        let links: Vec<Node> = links.collect();
        let intro = (!links.is_empty()).then(|| text(" ").word(page, "timeline.answers"));
        line(page, warning.severity, text(title), nodes().text(todo).maybe(intro).all(links))
    });
    let rules: Vec<&str> = model.content.timeline.iter().flat_map(|phase| &phase.rules).map(|id| id.as_str()).collect();
    let holding =
        model.assessment.findings.iter().filter(|finding| finding.holds() && rules.contains(&finding.rule.as_str()));
    let findings = holding.filter_map(|finding| {
        let rule = &model.content.rules[model.content.rule(&finding.rule)?];
        let step = model.content.steps(rule).first().map(|step| model.fill(step)).unwrap_or_default();
        let from = model.content.numbers(&finding.because);
        let from =
            if from.is_empty() { from } else { format!(" {}", model.with("report.from", &[("numbers", &from)])) };
        Some(line(
            page,
            finding.severity,
            rich(&model.fill(&rule.title)),
            rich(&step).add(el("span").class("hint").text(from)),
        ))
    });
    let all: Vec<Node> = own.chain(findings).collect();
    let block = el("section").class("group").add(el("h2").word(page, "timeline.warns"));
    if all.is_empty() {
        return block.add(el("p").class("empty").word(page, "timeline.nothing"));
    }
    let more = page.link(Place::Findings).word(page, "view.findings");
    block.add(el("ul").class("checks").all(all)).add(el("p").class("hint").add(more))
}

fn line(page: &Page<'_>, severity: preflight_engine::content::Severity, title: Node, todo: Node) -> Node {
    let (tone, name) = severity_look(severity);
    let words = page.word(&format!("watch.{}", severity.name()));
    el("li").add(tag(page, tone, name, words)).add(el("div").add(el("b").add(title)).add(el("p").add(todo)))
}

fn helps(page: &Page<'_>) -> Node {
    let model = page.model;
    let block = el("section").class("group").add(el("h2").word(page, "timeline.helps"));
    let Some(helps) = &model.helps else {
        return block.add(el("p").class("hint").word(page, "timeline.helps_working"));
    };
    if helps.is_empty() {
        return block.add(el("p").class("empty").word(page, "timeline.helps_none"));
    }
    let each = helps.iter().map(|helped| {
        let help = &model.content.what_ifs[helped.help];
        let odds = helped.in_time.map(|[now, then]| {
            model.with("timeline.help_odds", &[("now", &percent(now)), ("then", &percent(then))]) + " "
        });
        let [now, then] = helped.finish.map(show::date);
        let days = model.with("timeline.help_days", &[("now", &now), ("then", &then)]);
        let link = page.question_link(help.question).text(model.content.number(help.question));
        el("li")
            .add(el("b").text(model.content.detail("help", &help.id, "text")))
            .add(el("p").text(odds.unwrap_or_default()).text(days).text(" ").add(link))
    });
    block.add(el("ul").class("helps").all(each))
}

fn table(page: &Page<'_>, forecast: &Forecast) -> Node {
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
    let rows = forecast.shown().map(|phase| table_row(page, forecast, phase));
    let table = el("table").class("stack figures").add(super::parts::heads(page, columns)).add(el("tbody").all(rows));
    let together = page.model.texts.get("delays_together").map_or("50\u{202f}%".to_owned(), |text| {
        text.split('\u{202f}').next().unwrap_or_default().to_owned() + "\u{202f}%"
    });
    el("section")
        .class("group")
        .add(el("h2").word(page, "timeline.table"))
        .add(el("div").class("scroll").add(table))
        .add(el("p").class("hint").text(page.model.with("timeline.model", &[("together", &together)])))
}

fn table_row(page: &Page<'_>, forecast: &Forecast, own: &PhaseForecast) -> Node {
    let model = page.model;
    let title = model.content.detail("timeline", &model.content.timeline[own.estimate.phase].id, "title");
    let cell = |key: &str, words: Node| {
        el("td").class("n").attr("data-l", page.word(key)).add(el("span").class("v").add(words))
    };
    let [low, likely, high] = own.estimate.days.map(days);
    let range = model.with("timeline.range", &[("low", &low), ("high", &high)]);
    let row = el("tr")
        .key(title)
        .add(el("th").set("scope", "row").text(title))
        .add(cell("timeline.low_high", text(range)))
        .add(cell("timeline.likely", text(likely)))
        .add(cell("timeline.start", text(show::date(own.start))))
        .add(cell("timeline.p50", text(show::date(own.finish[0]))))
        .add(cell("timeline.p95", text(show::date(own.finish[2]))));
    if forecast.hard_date.is_none() {
        return row;
    }
    let keys = ["timeline.latest", "timeline.latest_80", "timeline.latest_95"];
    let latest = keys.into_iter().enumerate().map(|(which, key)| match own.latest {
        None => cell(key, text(if which == 0 { page.word("timeline.after_date") } else { String::new() })),
        Some(latest) => {
            let date = text(show::date(latest[which]));
            let missed = which == 1 && own.is_late;
            let mark =
                || el("span").classes("tag", "stop").add(icon_meaning(page, "late", "", page.word("timeline.missed")));
            cell(key, if missed { mark().text(show::date(latest[which])) } else { date })
        }
    });
    let decides = format!("{}\u{202f}%", (own.decides + 5) / 10);
    row.all(latest).add(cell("timeline.decides", text(decides)))
}

fn parts(page: &Page<'_>, forecast: &Forecast) -> Node {
    el("section")
        .class("group")
        .add(el("h2").word(page, "timeline.parts"))
        .add(el("p").class("hint").word(page, "timeline.parts_lead"))
        .add(el("ul").class("tasks phases").all(forecast.shown().map(|own| phase(page, own))))
}

/// The load and the catch-up, with what they are made of.
fn load(page: &Page<'_>, forecast: &Forecast) -> Node {
    let model = page.model;
    let state = EvaluatedPlan::new(&model.content, &model.session.answers, model.today);
    let minutes = |time: i64| show::duration(u64::try_from(time).unwrap_or_default());
    let three = |[low, likely, high]: [Option<i64>; 3]| match (low, likely, high) {
        (Some(low), Some(likely), Some(high)) => {
            let figures = [low, likely, high].map(minutes);
            Some(model.with("timeline.three", &[("low", &figures[0]), ("likely", &figures[1]), ("high", &figures[2])]))
        }
        (Some(low), Some(likely), None) => {
            let figures = [low, likely].map(minutes);
            Some(model.with("timeline.perhaps_likely", &[("low", &figures[0]), ("likely", &figures[1])]))
        }
        (Some(low), _, _) => Some(model.with("timeline.perhaps", &[("low", &minutes(low))])),
        _ => None,
    };
    let unknown = || page.word("timeline.not_known");
    let loading = three(forecast.load).unwrap_or_else(unknown);
    let catching = match (three(forecast.catch_up), state.truth_of_fact("changes_captured")) {
        (Some(words), _) => words,
        (None, Truth::False) => page.word("timeline.no_changes"),
        (None, _) if state.text("catch_up_ends") == Some("never") => page.word("timeline.never"),
        (None, _) => page.word("answer.open"),
    };
    let rows = el("dl").class("cr").add(leader_word(page, "timeline.load_time", loading));
    let rows = rows.add(leader(text(page.word("timeline.catch_up_time")), text(catching)));
    let made = factors(&state).into_iter().map(|(id, with)| {
        let with: Vec<(&str, &str)> = with.iter().map(|(name, text)| (*name, text.as_str())).collect();
        el("li").text(model.with(&format!("factor.{id}"), &with))
    });
    el("section")
        .class("group load")
        .add(el("h2").word(page, "timeline.load"))
        .add(rows)
        .add(el("ul").class("plainlist").all(made))
}
