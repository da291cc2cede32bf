//! The verdict beside the questions: counts, region, window, what to answer next, what the last answer changed.

use super::parts::{icon, leader, rich, severity_look, Page};
use crate::model::{Msg, Place};
use preflight_engine::change::{Change, Turn};
use preflight_engine::show;
use yew::prelude::*;

pub fn panel(page: &Page<'_>) -> Html {
    let id = page.model.id("verdict");
    html! {
        <aside class="verdict" id={id.clone()} popover="auto" aria-label={page.word("verdict.label")}><div class="stick">
            <div class="top">
                <h2>{ preflight_engine::report::verdict(&page.model.content, &page.model.assessment) }</h2>
                <button type="button" class="close s" popovertarget={id} popovertargetaction="hide">{ page.word("action.close") }</button>
            </div>
            { tally(page) }
            { window(page) }
            { next(page) }
            { changed(page) }
        </div></aside>
    }
}

fn tally(page: &Page<'_>) -> Html {
    let counts = &page.model.assessment.counts;
    let cells = [
        ("stop", "stop", counts.blockers, "severity.blocker", Place::Findings),
        ("risk", "risk", counts.risks, "severity.risk", Place::Findings),
        ("open", "maybe", counts.possible_blockers + counts.possible_risks, "severity.possible", Place::Findings),
        ("open", "open", counts.open + counts.dont_know, "questions.open", Place::AllQuestions),
    ];
    let cells = cells.into_iter().map(|(tone, name, count, key, place)| {
        let form = if count == 1 { "short_one" } else { "short_many" };
        let href = format!("#{}", crate::shell::route::fragment(&page.model.content, place));
        html! {
            <a class={tone} {href} onclick={page.goes(Msg::Went(place))}>
                <b>{ icon(page, name) }{ count }</b>{ page.word(&format!("{key}.{form}")) }
            </a>
        }
    });
    html! { <section aria-label={page.word("verdict.counts")}><div class="tally">{ for cells }</div></section> }
}

/// Transfer time against the downtime, when both are known.
fn window(page: &Page<'_>) -> Html {
    let model = page.model;
    let figure = |name: &str| model.assessment.figures.get(name).and_then(|n| u64::try_from(*n).ok());
    let (Some(low), Some(high)) = (figure("transfer_low"), figure("transfer_high")) else { return html! {} };
    let range = model.with("figure.range", &[("low", &show::duration(low)), ("high", &show::duration(high))]);
    html! {
        <section>
            <h3>{ page.word("verdict.transfer") }</h3>
            <dl class="cr">
                { leader(html! { { page.word("verdict.over_link") } }, html! { { range } }) }
                if let Some(downtime) = model.texts.get("downtime") {
                    { leader(html! { { page.word("verdict.downtime") } }, html! { { downtime } }) }
                }
            </dl>
            <p class="hint">{ page.word("verdict.transfer_model") }</p>
        </section>
    }
}

fn next(page: &Page<'_>) -> Html {
    let model = page.model;
    let items: Vec<Html> = model
        .assessment
        .next
        .iter()
        .take(3)
        .filter_map(|next| {
            let place = model.content.question(&next.question)?;
            let text = rich(&model.content.questions[place].text);
            Some(html! {
                <li>
                    <span class="no">{ model.content.number(place) }</span>
                    <span>{ page.question_link(place, text) }<span class="why">{ why(page, next) }</span></span>
                </li>
            })
        })
        .collect();
    if items.is_empty() {
        return html! {};
    }
    html! { <section><h3>{ page.word("verdict.next") }</h3><ol class="next">{ for items }</ol></section> }
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

fn changed(page: &Page<'_>) -> Html {
    let model = page.model;
    let undo = model.undo.is_some().then(|| {
        html! { <button type="button" class="flat" onclick={page.sends(Msg::Undone)}>{ page.word("action.undo") }</button> }
    });
    let Some(last) = &model.last else { return html! {} };
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
    let all: Vec<Html> = findings.chain(tasks).collect();
    let more = all.len().saturating_sub(8);
    let question = format!("{} {}", content.number(last.question), content.questions[last.question].text);
    html! {
        <section aria-live="polite">
            <h3>{ page.word("verdict.changed") }{ undo }</h3>
            <p class="hint">{ rich(&question) }</p>
            if all.is_empty() { <p class="hint">{ page.word("verdict.nothing_changed") }</p> }
            <ul class="diff">{ for all.into_iter().take(8) }</ul>
            if more > 0 { <p class="hint">{ model.count("verdict.more_changes", more) }</p> }
        </section>
    }
}

fn line(page: &Page<'_>, change: &Change, kind: String, title: String) -> Html {
    let (name, went) = match change.turn {
        Turn::Came => ("plus", false),
        Turn::Went => ("minus", true),
        Turn::Decided => ("move", false),
    };
    let text = html! { <>{ format!("{kind}: ") }{ rich(&title) }</> };
    let meaning = page.word(match change.turn {
        Turn::Came => "turn.came",
        Turn::Went => "turn.went",
        Turn::Decided => "turn.decided",
    });
    html! {
        <li>{ icon(page, name) }<span><span class="vh">{ meaning }</span>if went { <del>{ text }</del> } else { { text } }</span></li>
    }
}

/// The verdict as a bar at the bottom of small screens, which opens the panel.
pub fn bottom(page: &Page<'_>) -> Html {
    let counts = &page.model.assessment.counts;
    let cell = |severity, count: usize, key: &str| {
        let (tone, name) = severity_look(severity);
        html! { <span class={classes!("tag", tone)}>{ icon(page, name) }{ count }<span class="vh">{ page.word(key) }</span></span> }
    };
    use preflight_engine::content::Severity::{Blocker, Risk};
    html! {
        <div class="verdictbar"><button type="button" popovertarget={page.model.id("verdict")}>
            { cell(Blocker, counts.blockers, "severity.blocker.short_many") }
            { cell(Risk, counts.risks, "severity.risk.short_many") }
            <span class="tag open">{ icon(page, "open") }{ counts.open + counts.dont_know }<span class="vh">{ page.word("questions.open.short_many") }</span></span>
            <span class="end">{ page.word("verdict.label") }{ icon(page, "chev") }</span>
        </button></div>
    }
}
