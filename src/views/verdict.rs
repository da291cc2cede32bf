//! The verdict beside the questions: counts, region, window, what to answer next, what the last answer changed.

use super::node::{el, nodes, Node};
use super::odds::odds;
use super::parts::{icon, leader_word, rich, severity_look, tag, Page};
use super::rail::close;
use crate::model::{Model, Msg, Place};
use preflight_engine::asking::QuestionValue;
use preflight_engine::change::{Change, ChangeKind};
use preflight_engine::content::Severity;
use preflight_engine::show;

pub fn panel(page: &Page<'_>) -> Node {
    let id = page.model.id("verdict");
    let says = preflight_engine::report::verdict(&page.model.content, &page.model.assessment);
    let stick = el("div")
        .class("stick")
        .add(el("div").class("top").add(el("h2").text(says)).add(close(page, &id)))
        .add(tally(page))
        .maybe(odds(page))
        .maybe(window(page))
        .maybe(next(page))
        .maybe(changed(page));
    el("aside").class("verdict").attr("id", id).set("popover", "auto").label(page, "verdict.label").add(stick)
}

fn tally(page: &Page<'_>) -> Node {
    let counts = &page.model.assessment.counts;
    let cells = [
        ("stop", "stop", counts.blockers, "severity.blocker", Place::Findings),
        ("risk", "risk", counts.risks, "severity.risk", Place::Findings),
        ("open", "maybe", counts.possible_blockers + counts.possible_risks, "severity.possible", Place::Findings),
        ("open", "open", counts.open + counts.dont_know, "questions.open", Place::AllQuestions),
    ];
    let cells = cells.into_iter().map(|(tone, name, count, key, place)| {
        let form = if count == 1 { "short_one" } else { "short_many" };
        let number = el("b").add(icon(page, name)).text(count);
        page.link(place).class(tone).add(number).word(page, &format!("{key}.{form}"))
    });
    el("section").label(page, "verdict.counts").add(el("div").class("tally").all(cells))
}

/// Transfer time against the downtime, when both are known.
fn window(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let figure = |name: &str| model.assessment.figures.get(name).and_then(|n| u64::try_from(*n).ok());
    let (Some(low), Some(high)) = (figure("transfer_low"), figure("transfer_high")) else { return None };
    let range = model.with("figure.range", &[("low", &show::duration(low)), ("high", &show::duration(high))]);
    let downtime = model.texts.get("downtime").map(|text| leader_word(page, "verdict.downtime", text.to_owned()));
    let load = model.forecast.as_ref().and_then(|forecast| match forecast.load {
        [Some(low), _, Some(high)] => {
            let [low, high] = [low, high].map(|minutes| show::duration(u64::try_from(minutes).unwrap_or_default()));
            let range = model.with("figure.range", &[("low", &low), ("high", &high)]);
            Some(leader_word(page, "timeline.load_time", range))
        }
        _ => None,
    });
    let rows = el("dl").class("cr").add(leader_word(page, "verdict.over_link", range)).maybe(load).maybe(downtime);
    let section = el("section").add(el("h3").word(page, "verdict.transfer")).add(rows);
    Some(section.add(el("p").class("hint").word(page, "verdict.transfer_model")))
}

fn next(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    // By what an answer decides, once that is worked out; until then by how many findings wait.
    let items: Vec<Node> = match &model.ranked {
        Some(ranked) => ranked.iter().take(3).filter_map(|own| ask(page, &own.question, worth(page, own))).collect(),
        None => {
            let next = model.assessment.next.iter().take(3);
            next.filter_map(|own| ask(page, &own.question, why(page, own))).collect()
        }
    };
    if items.is_empty() {
        return None;
    }
    Some(el("section").add(el("h3").word(page, "verdict.next")).add(el("ol").class("next").all(items)))
}

fn ask(page: &Page<'_>, question: &str, why: String) -> Option<Node> {
    let place = page.model.content.question(question)?;
    let text = rich(&page.model.content.questions[place].text);
    let link = page.question_link(place).add(text);
    let words = el("span").add(link).add(el("span").class("why").text(why));
    Some(el("li").add(el("span").class("no").text(page.model.content.number(place))).add(words))
}

/// What an answer decides, in one line.
fn worth(page: &Page<'_>, own: &QuestionValue) -> String {
    let model = page.model;
    let mut parts = Vec::new();
    match (own.least, own.most) {
        (_, 0) => {}
        (least, most) if least == most => parts.push(model.count("next.same", most)),
        (least, most) => {
            parts.push(model.with("next.spread", &[("least", &least.to_string()), ("most", &most.to_string())]));
        }
    }
    if own.blockers > 0 {
        parts.push(model.count("next.of_them", own.blockers));
    }
    if own.makes_transfer_known {
        parts.push(page.word("next.transfer_known"));
    }
    if let Some(minutes) = own.narrows_transfer {
        parts.push(model.with("next.narrows", &[("time", &show::duration(minutes.unsigned_abs()))]));
    }
    if parts.is_empty() {
        return page.word("next.records");
    }
    parts.join("; ")
}

fn why(page: &Page<'_>, next: &preflight_engine::assess::Next) -> String {
    let counts = [(next.blockers, "next.blockers"), (next.risks, "next.risks"), (next.others, "next.others")];
    let parts: Vec<String> =
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| page.model.count(key, n)).collect();
    if parts.is_empty() {
        return page.word("next.records");
    }
    page.model.with("next.decides", &[("what", &parts.join(", "))])
}

fn changed(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let last = model.last.as_ref()?;
    let content = &model.content;
    let findings = last.changes.findings.iter().filter_map(|change| {
        let rule = &content.rules[content.rule(&change.id)?];
        let severity = page.word(&format!("severity.{}.one", rule.severity.name()));
        Some(line(page, change, severity, model.fill(&rule.title)))
    });
    let tasks = last.changes.tasks.iter().filter_map(|change| {
        let task = &content.tasks[content.task(&change.id)?];
        Some(line(page, change, page.word("view.task"), model.fill(&task.title)))
    });
    let all: Vec<Node> = findings.chain(tasks).collect();
    let more = all.len().saturating_sub(8);
    let question = format!("{} {}", content.number(last.question), content.questions[last.question].text);
    let undo = model.undo.is_some().then(|| page.button("flat", "action.undo", page.sends(Msg::Undone)));
    let hint = || el("p").class("hint");
    let section = el("section")
        .set("aria-live", "polite")
        .add(el("h3").word(page, "verdict.changed").maybe(undo))
        .add(hint().add(rich(&question)))
        .maybe(all.is_empty().then(|| hint().word(page, "verdict.nothing_changed")))
        .add(el("ul").class("diff").all(all.into_iter().take(8)))
        .maybe((more > 0).then(|| hint().text(model.count("verdict.more_changes", more))));
    Some(section)
}

fn line(page: &Page<'_>, change: &Change, kind: String, title: String) -> Node {
    let (name, went) = match change.kind {
        ChangeKind::Added => ("plus", false),
        ChangeKind::Removed => ("minus", true),
        ChangeKind::Decided => ("move", false),
    };
    let meaning = page.word(match change.kind {
        ChangeKind::Added => "turn.came",
        ChangeKind::Removed => "turn.went",
        ChangeKind::Decided => "turn.decided",
    });
    let words = if went { el("del") } else { nodes() };
    let words = words.text(format!("{kind}: ")).add(rich(&title));
    el("li").add(icon(page, name)).add(el("span").add(el("span").class("vh").text(meaning)).add(words))
}

/// Blockers, risks and open questions.
pub fn figures(model: &Model) -> [usize; 3] {
    let counts = &model.assessment.counts;
    [counts.blockers, counts.risks, counts.open + counts.dont_know]
}

/// The verdict as a bar at the bottom of small screens, which opens the panel.
pub fn bottom(page: &Page<'_>) -> Node {
    let [blockers, risks, open] = figures(page.model);
    let cell = |(tone, name), count: usize, key: &str| {
        tag(page, tone, name, count.to_string()).add(el("span").class("vh").word(page, key))
    };
    let button = el("button")
        .set("type", "button")
        .attr("popovertarget", page.model.id("verdict"))
        .add(cell(severity_look(Severity::Blocker), blockers, "severity.blocker.short_many"))
        .add(cell(severity_look(Severity::Risk), risks, "severity.risk.short_many"))
        .add(cell(("open", "open"), open, "questions.open.short_many"))
        .add(el("span").class("end").word(page, "verdict.label").add(icon(page, "chev")));
    el("div").class("verdictbar").add(button)
}
