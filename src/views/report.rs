//! The report: the plan as a document that can be handed on, and the form in which it prints.

use super::bar::{mark, route};
use super::parts::{icon, leader, rich, severity_look, Page};
use crate::shell::{dom, files};
use preflight_engine::assess::{AnswerState, Finding};
use preflight_engine::condition::Truth;
use preflight_engine::content::Severity;
use preflight_engine::progress::progress;
use preflight_engine::report::{markdown, verdict};
use yew::prelude::*;

pub fn report(page: &Page<'_>) -> Html {
    let model = page.model;
    let name =
        if model.session.name.trim().is_empty() { page.word("plan.unnamed") } else { model.session.name.clone() };
    html! {
        <main class="desk">
            { tools(page) }
            <article class="a4">
                <p class="docline"><span>{ page.word("report.kind") }</span><span>{ mark() }{ page.word("app.title") }</span></p>
                <h1 tabindex="-1">{ name }</h1>
                { title_block(page) }
                <h2>{ page.word("report.verdict") }</h2>
                <p class="says">{ verdict(&model.content, &model.assessment) }</p>
                { findings(page, Severity::Blocker) }
                { findings(page, Severity::Risk) }
                { possible(page) }
                { findings(page, Severity::Advice) }
                { findings(page, Severity::Note) }
                { tasks(page) }
                { answers(page) }
                { sources(page) }
                <p class="hint">{ page.word("report.disclaimer") }</p>
            </article>
        </main>
    }
}

fn tools(page: &Page<'_>) -> Html {
    let model = page.model.clone();
    let save = move |_: MouseEvent| {
        let text = markdown(&model.content, &model.session, &model.assessment);
        let _ = files::download(&format!("{}.md", model.file_stem()), "text/markdown", &text);
    };
    html! {
        <div class="tools">
            <button type="button" class="main" onclick={|_: MouseEvent| dom::print()}>{ page.word("report.print") }</button>
            <button type="button" onclick={save}>{ page.word("report.markdown") }</button>
            <span class="hint">{ page.word("report.same") }</span>
        </div>
    }
}

fn title_block(page: &Page<'_>) -> Html {
    let model = page.model;
    let unknown = || page.word("answer.open");
    let text = |id: &str| model.texts.get(id).map_or_else(unknown, str::to_owned);
    let counts = &model.assessment.counts;
    let of = |n: usize, of: usize| model.with("count.of", &[("n", &n.to_string()), ("of", &of.to_string())]);
    let done = progress(&model.assessment, &model.session, None);
    let two = |a: &str, b: &str| {
        [model.texts.get(a), model.texts.get(b)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let source = two("source_engine", "source_hosting");
    let target = two("target_engine", "target_region");
    let or_open = |text: String| if text.is_empty() { unknown() } else { text };
    let cells = [
        (true, "report.source", or_open(source)),
        (true, "report.target", or_open(target)),
        (true, "report.approach", text("migration_type")),
        (false, "report.size", text("source_size")),
        (false, "report.downtime", text("downtime")),
        (false, "report.hard_date", text("hard_date")),
        (false, "severity.blocker.many", counts.blockers.to_string()),
        (false, "severity.risk.many", counts.risks.to_string()),
        (false, "view.tasks", of(done.done, done.of)),
        (false, "report.answered_short", of(counts.answered, counts.asked)),
        (false, "answer.dont_know", counts.dont_know.to_string()),
        (false, "report.prepared", model.assessment.today.clone()),
        (false, "report.facts_of", model.assessment.edition.clone()),
    ];
    let cells = cells.into_iter().map(|(wide, key, value)| {
        html! { <div class={wide.then_some("w2")}><dt>{ page.word(key) }</dt><dd>{ value }</dd></div> }
    });
    let blank = ["report.checked_database", "report.checked_platform"].map(|key| {
        html! { <div class="blank"><dt>{ page.word(key) }</dt><dd></dd></div> }
    });
    html! {
        <dl class="block-title" aria-label={route(page)}>
            { for cells }
            { for blank }
            <div class="w2 blank"><dt>{ page.word("report.approved") }</dt><dd></dd></div>
        </dl>
    }
}

fn findings(page: &Page<'_>, severity: Severity) -> Html {
    let model = page.model;
    let own: Vec<&Finding> = model.assessment.findings.iter().filter(|f| f.holds() && f.severity == severity).collect();
    if own.is_empty() {
        return html! {};
    }
    let each = own.into_iter().map(|finding| item(page, finding));
    html! { <><h2>{ page.word(&format!("severity.{}.many", severity.name())) }</h2>{ for each }</> }
}

fn item(page: &Page<'_>, finding: &Finding) -> Html {
    let model = page.model;
    let Some(rule) = model.content.rule(&finding.rule).map(|place| &model.content.rules[place]) else {
        return html! {};
    };
    let (tone, name) = severity_look(finding.severity);
    let numbers = model.content.numbers(&finding.because);
    let owner = model.session.findings.get(&rule.id).filter(|mark| !mark.owner.is_empty());
    let owner = owner.map(|mark| format!("{}. ", mark.owner)).unwrap_or_default();
    let from = if numbers.is_empty() { String::new() } else { model.with("report.from", &[("numbers", &numbers)]) };
    html! {
        <div class="item" key={rule.id.clone()}>
            <p class={classes!("tag", tone)}>{ icon(page, name) }{ page.word(&format!("severity.{}.one", finding.severity.name())) }</p>
            <div>
                <h3>{ rich(&model.fill(&rule.title)) }</h3>
                <p>{ rich(&model.fill(&rule.why)) }</p>
                if !rule.steps.is_empty() {
                    <p><b>{ page.word("report.do") }{ " " }</b>{ rich(&rule.steps.iter().map(|step| model.fill(step)).collect::<Vec<_>>().join(" ")) }</p>
                }
                <p class="from">{ owner }{ from }</p>
            </div>
        </div>
    }
}

fn possible(page: &Page<'_>) -> Html {
    let model = page.model;
    let open: Vec<&Finding> =
        model.assessment.findings.iter().filter(|f| !f.holds() && f.severity <= Severity::Risk).collect();
    if open.is_empty() {
        return html! {};
    }
    let lines = open.into_iter().filter_map(|finding| {
        let rule = &model.content.rules[model.content.rule(&finding.rule)?];
        let waiting = model.content.numbers(&finding.wants);
        let severity = page.word(&format!("severity.{}.one", finding.severity.name()));
        let values = [("severity", severity.as_str()), ("title", &model.fill(&rule.title)), ("waiting", &waiting)];
        Some(html! { <li>{ rich(&model.with("finding.possible_line", &values)) }</li> })
    });
    html! { <><h2>{ page.word("severity.possible.many") }</h2><ul class="plainlist">{ for lines }</ul></> }
}

fn tasks(page: &Page<'_>) -> Html {
    let model = page.model;
    let phases = model.content.phases.iter().filter_map(|phase| {
        let own = model.assessment.tasks.iter().filter(|task| task.state == Truth::Yes && task.phase == phase.id);
        let items: Vec<Html> = own
            .filter_map(|state| {
                let task = &model.content.tasks[model.content.task(&state.task)?];
                let mark = model.session.tasks.get(&task.id).cloned().unwrap_or_default();
                let kept = [mark.owner, mark.due, mark.note].into_iter().filter(|text| !text.is_empty());
                let kept = kept.collect::<Vec<_>>().join(", ");
                let meaning = page.word(if mark.done { "tasks.is_done" } else { "tasks.is_open" });
                Some(html! {
                    <li class={mark.done.then_some("ticked")}><span><span class="vh">{ meaning }</span>{ rich(&model.fill(&task.title)) }
                    if !kept.is_empty() { <span class="hint">{ ": " }{ kept }</span> }</span></li>
                })
            })
            .collect();
        (!items.is_empty()).then(|| html! { <div class="item-group"><h3>{ &phase.title }</h3><ul class="todo">{ for items }</ul></div> })
    });
    let done = progress(&model.assessment, &model.session, None);
    let title = model.with("report.tasks", &[("done", &done.done.to_string()), ("of", &done.of.to_string())]);
    html! { <><h2>{ title }</h2><div class="columns">{ for phases }</div></> }
}

fn answers(page: &Page<'_>) -> Html {
    let model = page.model;
    let sections = model.content.sections.iter().enumerate().filter_map(|(index, section)| {
        let own = model.content.questions.iter().enumerate().filter(|(place, question)| {
            question.section == index && model.assessment.questions[*place].asked == Truth::Yes
        });
        let rows: Vec<Html> = own
            .map(|(place, question)| {
                let answer = match model.assessment.questions[place].state {
                    AnswerState::Given => model.texts.get(&question.id).unwrap_or_default().to_owned(),
                    AnswerState::DontKnow => page.word("answer.dont_know"),
                    _ => page.word("answer.open"),
                };
                let note = model.session.note(&question.id).to_owned();
                let note = (!note.is_empty()).then(|| html! { <span class="hint">{ " " }{ note }</span> });
                let challenge =
                    html! { <span>{ model.content.number(place) }{ " " }{ rich(&question.text) }{ note }</span> };
                leader(challenge, html! { <bdi>{ answer }</bdi> })
            })
            .collect();
        (!rows.is_empty())
            .then(|| html! { <section><h3>{ &section.title }</h3><dl class="cr">{ for rows }</dl></section> })
    });
    html! { <><h2>{ page.word("report.answers") }</h2>{ for sections }</> }
}

fn sources(page: &Page<'_>) -> Html {
    let used = preflight_engine::report::sources(&page.model.content, &page.model.assessment);
    let each = used.into_iter().map(|source| {
        let read = page.model.with("source.read", &[("read", &source.read), ("vintage", &source.vintage)]);
        let title = if source.address.is_empty() {
            html! { { &source.title } }
        } else {
            html! { <a href={source.address.clone()} rel="noreferrer" target="_blank">{ &source.title }</a> }
        };
        html! { <li>{ title }{ ", " }{ read }</li> }
    });
    html! { <><h2>{ page.word("report.sources") }</h2><ul class="plainlist urls">{ for each }</ul></> }
}
