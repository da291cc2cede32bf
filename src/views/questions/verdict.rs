//! The verdict next to the questions: counts, odds, transfer time, what to answer next, what the last answer changed.
//! Called by the layout of the questions in `views`; small screens show it as a bar.

use crate::model::{Model, Msg, Route};
use crate::views::timeline::odds::odds;
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, severity_look, tag};
use crate::views::ui::memo::{is_same, Memo};
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{close, definition_text, inline_code};
use preflight_engine::assess::Next;
use preflight_engine::assessment_diff::{Change, ChangeKind};
use preflight_engine::content::Severity;
use preflight_engine::quantity::format;
use preflight_engine::question_ranking::QuestionValue;
use std::any::Any;
use std::rc::Rc;

/// The verdict as the panel next to the questions.
pub struct Verdict;

impl Memo for Verdict {
    fn shows_same(&self, _before: &dyn Any, [before, after]: [&Model; 2]) -> bool {
        let (old, new) = (&before.computed, &after.computed);
        Rc::ptr_eq(&old.assessment, &new.assessment)
            && Rc::ptr_eq(&old.texts, &new.texts)
            && is_same(&old.forecast, &new.forecast)
            && is_same(&old.ranked, &new.ranked)
            && is_same(&before.open.last_change, &after.open.last_change)
            && before.open.undo.is_some() == after.open.undo.is_some()
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        panel(ctx)
    }
}

/// The verdict as the bar of small screens.
pub struct VerdictBar;

impl Memo for VerdictBar {
    fn shows_same(&self, _before: &dyn Any, models: [&Model; 2]) -> bool {
        let [before, after] = models.map(figures);
        before == after
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        bar(ctx)
    }
}

fn panel(ctx: &ViewContext<'_>) -> Node {
    let id = ctx.model.id("verdict");
    let sentence = ctx.model.verdict();
    let judged = ctx.model.computed.assessment.verdict != preflight_engine::assess::Verdict::Empty;
    let content = el("div")
        .class("stick")
        .add(el("div").class("top").add(el("h2").text(sentence)).add(close(ctx, &id)))
        .optional(judged.then(|| el("p").class("hint").text(ctx.model.verdict_basis())))
        .add(tally(ctx))
        .optional(odds(ctx))
        .optional(window(ctx))
        .optional(next_questions(ctx))
        .optional(last_change(ctx));
    el("aside").class("verdict").attr("id", id).set("popover", "auto").label(ctx, "verdict.label").add(content)
}

fn tally(ctx: &ViewContext<'_>) -> Node {
    let counts = &ctx.model.computed.assessment.counts;
    let cells = [
        ("stop", "stop", counts.blockers, "severity.blocker", Route::Findings),
        ("risk", "risk", counts.risks, "severity.risk", Route::Findings),
        ("open", "maybe", counts.possible_blockers + counts.possible_risks, "severity.possible", Route::Findings),
        ("open", "open", counts.open + counts.dont_know, "questions.open", Route::AllQuestions),
    ];
    let cells = cells.into_iter().map(|(tone, name, count, key, index)| {
        let form = if count == 1 { "short_one" } else { "short_many" };
        let number = el("b").add(icon(ctx, name)).text(count);
        ctx.link(index).class(tone).add(number).message(ctx, &format!("{key}.{form}"))
    });
    el("section").label(ctx, "verdict.counts").add(el("div").class("tally").all(cells))
}

/// The transfer time next to the permitted downtime, once the transfer time is known.
fn window(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let figure = |name: &str| model.computed.assessment.figures.get(name).and_then(|n| u64::try_from(*n).ok());
    let (Some(low), Some(high)) = (figure("transfer_low"), figure("transfer_high")) else { return None };
    let range = model.format("figure.range", &[("low", &format::duration(low)), ("high", &format::duration(high))]);
    let downtime =
        model.computed.texts.get("downtime").map(|text| definition_text(ctx, "verdict.downtime", text.to_owned()));
    let load = model.computed.forecast.as_ref().and_then(|forecast| match forecast.load {
        [Some(low), _, Some(high)] => {
            let [low, high] = [low, high].map(|minutes| format::duration(u64::try_from(minutes).unwrap_or_default()));
            let range = model.format("figure.range", &[("low", &low), ("high", &high)]);
            Some(definition_text(ctx, "timeline.load_time", range))
        }
        _ => None,
    });
    let rows =
        el("dl").class("cr").add(definition_text(ctx, "verdict.over_link", range)).optional(load).optional(downtime);
    let section = el("section").add(el("h3").message(ctx, "verdict.transfer")).add(rows);
    Some(section.add(el("p").class("hint").message(ctx, "verdict.transfer_model")))
}

fn next_questions(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    // Ordered by what an answer decides; until the ranking is computed, by the number of waiting findings.
    let items: Vec<Node> = match &model.computed.ranked {
        Some(ranked) => ranked
            .iter()
            .take(3)
            .filter_map(|value| question_item(ctx, &value.question, value_text(ctx, value)))
            .collect(),
        None => {
            let waiting = model.computed.assessment.next.iter().take(3);
            waiting.filter_map(|next| question_item(ctx, &next.question, waiting_text(ctx, next))).collect()
        }
    };
    if items.is_empty() {
        return None;
    }
    Some(el("section").add(el("h3").message(ctx, "verdict.next")).add(el("ol").class("next").all(items)))
}

fn question_item(ctx: &ViewContext<'_>, question: &str, reason: String) -> Option<Node> {
    let index = ctx.model.page.content.question_index(question)?;
    let text = inline_code(&ctx.model.page.content.questions[index].text);
    let link = ctx.question_link(index).add(text);
    let words = el("span").add(link).add(el("span").class("why").text(reason));
    Some(el("li").add(el("span").class("no").text(ctx.model.page.content.number(index))).add(words))
}

/// What an answer would decide, in one line.
fn value_text(ctx: &ViewContext<'_>, value: &QuestionValue) -> String {
    let model = ctx.model;
    let mut parts = Vec::new();
    match (value.least, value.most) {
        (_, 0) => {}
        (least, most) if least == most => parts.push(model.plural("next.same", most)),
        (least, most) => {
            parts.push(model.format("next.spread", &[("least", &least.to_string()), ("most", &most.to_string())]));
        }
    }
    if value.blockers > 0 {
        parts.push(model.plural("next.of_them", value.blockers));
    }
    if value.makes_transfer_known {
        parts.push(ctx.text("next.transfer_known"));
    }
    if let Some(minutes) = value.narrows_transfer {
        parts.push(model.format("next.narrows", &[("time", &format::duration(minutes.unsigned_abs()))]));
    }
    if parts.is_empty() {
        return ctx.text("next.records");
    }
    parts.join("; ")
}

fn waiting_text(ctx: &ViewContext<'_>, next: &Next) -> String {
    let counts = [(next.blockers, "next.blockers"), (next.risks, "next.risks"), (next.others, "next.others")];
    let parts: Vec<String> =
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| ctx.model.plural(key, n)).collect();
    if parts.is_empty() {
        return ctx.text("next.records");
    }
    ctx.model.format("next.decides", &[("what", &parts.join(", "))])
}

fn last_change(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let last = model.open.last_change.as_ref()?;
    let content = &model.page.content;
    let findings = last.changes.findings.iter().filter_map(|change| {
        let rule = &content.rules[content.rule_index(&change.id)?];
        let severity = ctx.text(&format!("severity.{}.one", rule.severity.name()));
        Some(change_line(ctx, change, severity, model.interpolate(&rule.title)))
    });
    let tasks = last.changes.tasks.iter().filter_map(|change| {
        let task = &content.tasks[content.task_index(&change.id)?];
        Some(change_line(ctx, change, ctx.text("view.task"), model.interpolate(&task.title)))
    });
    let all: Vec<Node> = findings.chain(tasks).collect();
    let more = all.len().saturating_sub(8);
    let question = format!("{} {}", content.number(last.question), content.questions[last.question].text);
    let undo = model.open.undo.is_some().then(|| ctx.button("flat", "action.undo", ctx.sends(Msg::Undone)));
    let hint = || el("p").class("hint");
    let section = el("section")
        .set("aria-live", "polite")
        .add(el("h3").message(ctx, "verdict.changed").optional(undo))
        .add(hint().add(inline_code(&question)))
        .optional(all.is_empty().then(|| hint().message(ctx, "verdict.nothing_changed")))
        .add(el("ul").class("diff").all(all.into_iter().take(8)))
        .optional((more > 0).then(|| hint().text(model.plural("verdict.more_changes", more))));
    Some(section)
}

fn change_line(ctx: &ViewContext<'_>, change: &Change, kind: String, title: String) -> Node {
    let (name, is_removed) = match change.kind {
        ChangeKind::Added => ("plus", false),
        ChangeKind::Removed => ("minus", true),
        ChangeKind::Decided => ("move", false),
    };
    let meaning = ctx.text(match change.kind {
        ChangeKind::Added => "turn.came",
        ChangeKind::Removed => "turn.went",
        ChangeKind::Decided => "turn.decided",
    });
    let words = if is_removed { el("del") } else { nodes() };
    let words = words.text(format!("{kind}: ")).add(inline_code(&title));
    el("li").add(icon(ctx, name)).add(el("span").add(el("span").class("vh").text(meaning)).add(words))
}

/// Blockers, risks and open questions.
fn figures(model: &Model) -> [usize; 3] {
    let counts = &model.computed.assessment.counts;
    [counts.blockers, counts.risks, counts.open + counts.dont_know]
}

/// The verdict as a bar at the bottom of small screens, which opens the panel.
fn bar(ctx: &ViewContext<'_>) -> Node {
    let [blockers, risks, open] = figures(ctx.model);
    let cell = |(tone, name), count: usize, key: &str| {
        tag(ctx, tone, name, count.to_string()).add(el("span").class("vh").message(ctx, key))
    };
    let button = el("button")
        .set("type", "button")
        .attr("popovertarget", ctx.model.id("verdict"))
        .add(cell(severity_look(Severity::Blocker), blockers, "severity.blocker.short_many"))
        .add(cell(severity_look(Severity::Risk), risks, "severity.risk.short_many"))
        .add(cell(("open", "open"), open, "questions.open.short_many"))
        .add(el("span").class("end").message(ctx, "verdict.label").add(icon(ctx, "chev")));
    el("div").class("verdictbar").add(button)
}
