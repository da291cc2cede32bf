//! The report: the plan as a document that can be handed on, and the form in which it prints.

use super::bar::{mark, route};
use super::gantt::gantt;
use super::html::{escaped, written};
use super::node::{el, nodes, Node};
use super::parts::{icon, leader, rich, severity_look, sprite, Page};
use super::question::cited;
use super::timeline::{figures, lead};
use crate::model::{Model, Place};
use crate::shell::{dom, files};
use preflight_engine::assess::{AnswerState, Finding};
use preflight_engine::condition::Truth;
use preflight_engine::content::Severity;
use preflight_engine::progress::progress;
use preflight_engine::report::{blocks, markdown, verdict, Block, Line};
use preflight_engine::show;
use preflight_engine::timeline::percent;
use std::rc::Rc;
use yew::{Callback, Event};

#[inline(never)]
pub fn report(page: &Page<'_>) -> Node {
    el("main").class("desk").add(tools(page)).add(sheet(page))
}

/// The document itself.
fn sheet(page: &Page<'_>) -> Node {
    let model = page.model;
    let brand = el("span").add(mark()).word(page, "app.title");
    let parts = blocks((&model.content, &model.session, &model.assessment), &model.texts, str::to_owned);
    let mut parts = parts.iter().map(block);
    el("article")
        .class("a4")
        .add(el("p").class("docline").add(el("span").word(page, "report.kind")).add(brand))
        .add(el("h1").set("tabindex", "-1").text(model.plan_name()))
        .add(title_block(page))
        .add(el("h2").word(page, "report.verdict"))
        .add(el("p").class("says").text(verdict(&model.content, &model.assessment)))
        .maybe(odds(page))
        .maybe(findings(page, Severity::Blocker))
        .maybe(findings(page, Severity::Risk))
        .maybe(parts.next())
        .maybe(timeline(page))
        .all(parts)
        .add(el("h2").class("annex").word(page, "report.annex"))
        .add(el("p").class("hint").word(page, "report.annex_lead"))
        .maybe(possible(page))
        .maybe(findings(page, Severity::Advice))
        .maybe(findings(page, Severity::Note))
        .add(tasks(page))
        .add(answers(page))
        .add(sources(page))
        .add(el("p").class("hint").word(page, "report.disclaimer"))
}

/// The report as one HTML file that needs nothing else, in the page's own styles.
pub fn document(model: &Rc<Model>, styles: &str) -> String {
    let page = Page { model, send: &Callback::noop() };
    let body = written(nodes().add(sprite(&page)).add(el("main").class("desk").add(sheet(&page))));
    let title = escaped(&super::title_at(model, Place::Report));
    // Nothing that stands in it is to run or to be fetched, whoever opens it.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{styles}</style>\n</head>\n\
         <body class=\"preflight\"><div class=\"preflight-root\">\n{body}\n</div></body>\n</html>\n"
    )
}

/// A part that Markdown has in the same words.
fn block(part: &Block) -> Node {
    let heading = nodes()
        .add(el("h2").text(&part.title))
        .maybe((!part.lead.is_empty()).then(|| el("p").class("hint").text(&part.lead)));
    let runs = part.lines.chunk_by(|one, next| one.response.is_empty() == next.response.is_empty());
    heading.all(runs.map(|run| match run.first().is_some_and(|line| line.response.is_empty()) {
        true => el("ul").class("plainlist").all(run.iter().map(|line| el("li").add(rich(&line.challenge)))),
        false => el("dl").class("cr").all(run.iter().map(paired)),
    }))
}

fn paired(line: &Line) -> Node {
    // It may be what a person typed, of any length.
    let pair = leader(rich(&line.challenge), el("bdi").text(&line.response));
    let more = (!line.more.is_empty()).then(|| el("dd").class("hint").add(rich(&line.more)));
    match more {
        None => pair,
        Some(more) => pair.class("withmore").add(more),
    }
}

/// How likely the date holds, in one line.
fn odds(page: &Page<'_>) -> Option<Node> {
    let forecast = page.model.forecast.as_ref()?;
    let (share, date) = forecast.in_time.zip(forecast.hard_date)?;
    let words = page.model.with("timeline.good", &[("odds", &percent(share)), ("date", &show::date(date))]);
    Some(el("p").class("says").text(words))
}

/// The odds, the finishes and the chart.
fn timeline(page: &Page<'_>) -> Option<Node> {
    let forecast = page.model.forecast.as_ref()?;
    let heading = el("h2").word(page, "view.timeline");
    let lead = el("p").class("hint").text(lead(page, forecast));
    Some(nodes().add(heading).add(figures(page, forecast)).add(gantt(page, forecast)).add(lead))
}

fn tools(page: &Page<'_>) -> Node {
    let model = page.model.clone();
    let save = Callback::from(move |_| {
        let text = markdown(&model.content, &model.session, &model.assessment);
        let _ = files::download(&format!("{}.md", model.file_stem()), "text/markdown", &text);
    });
    let model = page.model.clone();
    let save_html = Callback::from(move |event: Event| {
        let styles = dom::origin(&event).map(|button| dom::styles(&button)).unwrap_or_default();
        let text = document(&model, &styles);
        let _ = files::download(&format!("{}-report.html", model.file_stem()), "text/html", &text);
    });
    el("div")
        .class("tools")
        .add(page.button("main", "report.print", Callback::from(|_| dom::print())))
        .add(page.button("", "report.markdown", save))
        .add(page.button("", "report.html", save_html))
        .add(el("span").class("hint").word(page, "report.same"))
}

fn title_block(page: &Page<'_>) -> Node {
    let model = page.model;
    let unknown = || page.word("answer.open");
    let answer = |id: &str| model.texts.get(id).map_or_else(unknown, str::to_owned);
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
        (true, "report.approach", answer("migration_type")),
        (false, "report.size", answer("source_size")),
        (false, "report.downtime", answer("downtime")),
        (false, "report.hard_date", answer("hard_date")),
        (false, "severity.blocker.many", counts.blockers.to_string()),
        (false, "severity.risk.many", counts.risks.to_string()),
        (false, "view.tasks", of(done.done, done.of)),
        (false, "report.answered_short", of(counts.answered, counts.asked)),
        (false, "answer.dont_know", counts.dont_know.to_string()),
        (false, "report.prepared", model.assessment.today.clone()),
        (false, "report.facts_of", model.assessment.edition.clone()),
    ];
    let cell = |class, key: &str| el("div").class(class).add(el("dt").word(page, key));
    let cells =
        cells.into_iter().map(|(wide, key, value)| cell(if wide { "w2" } else { "" }, key).add(el("dd").text(value)));
    el("dl")
        .class("block-title")
        .attr("aria-label", route(page.model))
        .all(cells)
        .add(cell("blank", "report.checked_database").add(el("dd")))
        .add(cell("blank", "report.checked_platform").add(el("dd")))
        .add(cell("w2 blank", "report.approved").add(el("dd")))
}

fn findings(page: &Page<'_>, severity: Severity) -> Option<Node> {
    let model = page.model;
    let own: Vec<&Finding> = model.assessment.findings.iter().filter(|f| f.holds() && f.severity == severity).collect();
    if own.is_empty() {
        return None;
    }
    let each = own.into_iter().filter_map(|finding| item(page, finding));
    Some(nodes().add(el("h2").word(page, &format!("severity.{}.many", severity.name()))).all(each))
}

fn item(page: &Page<'_>, finding: &Finding) -> Option<Node> {
    let model = page.model;
    let rule = model.content.rule(&finding.rule).map(|place| &model.content.rules[place])?;
    let (tone, name) = severity_look(finding.severity);
    let numbers = model.content.numbers(&finding.because);
    let owner = model.session.findings.get(rule.id.as_str()).filter(|mark| !mark.owner.is_empty());
    let owner = owner.map(|mark| format!("{}. ", mark.owner)).unwrap_or_default();
    let from = if numbers.is_empty() { String::new() } else { model.with("report.from", &[("numbers", &numbers)]) };
    let severity = page.word(&format!("severity.{}.one", finding.severity.name()));
    let to_do = || {
        let steps = model.content.steps(rule).iter().map(|step| model.fill(step)).collect::<Vec<_>>().join(" ");
        el("p").add(el("b").word(page, "report.do").text(" ")).add(rich(&steps))
    };
    let words = el("div")
        .add(el("h3").add(rich(&model.fill(&rule.title))))
        .add(el("p").add(rich(&model.fill(&model.content.why(rule)))))
        .maybe((!model.content.steps(rule).is_empty()).then(to_do))
        .add(el("p").class("from").text(owner).text(from));
    let tag = el("p").classes("tag", tone).add(icon(page, name)).text(severity);
    Some(el("div").class("item").key(&rule.id).add(tag).add(words))
}

fn possible(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let open: Vec<&Finding> =
        model.assessment.findings.iter().filter(|f| !f.holds() && f.severity <= Severity::Risk).collect();
    if open.is_empty() {
        return None;
    }
    let lines = open.into_iter().filter_map(|finding| {
        let rule = &model.content.rules[model.content.rule(&finding.rule)?];
        let waiting = model.content.numbers(&finding.wants);
        let severity = page.word(&format!("severity.{}.one", finding.severity.name()));
        let values = [("severity", severity.as_str()), ("title", &model.fill(&rule.title)), ("waiting", &waiting)];
        Some(el("li").add(rich(&model.with("finding.possible_line", &values))))
    });
    Some(nodes().add(el("h2").word(page, "severity.possible.many")).add(el("ul").class("plainlist").all(lines)))
}

fn tasks(page: &Page<'_>) -> Node {
    let model = page.model;
    let phases = model.content.phases.iter().filter_map(|phase| {
        let own = model.assessment.tasks.iter().filter(|task| task.state == Truth::True && task.phase == phase.id);
        let items: Vec<Node> = own.filter_map(|state| Some(task(page, model.content.task(&state.task)?))).collect();
        let group = el("div").class("item-group").add(el("h3").text(&phase.title));
        (!items.is_empty()).then(|| group.add(el("ul").class("todo").all(items)))
    });
    let done = progress(&model.assessment, &model.session, None);
    let title = model.with("report.tasks", &[("done", &done.done.to_string()), ("of", &done.of.to_string())]);
    nodes().add(el("h2").text(title)).add(el("div").class("columns").all(phases))
}

/// A task in one line with what was kept of it.
fn task(page: &Page<'_>, place: usize) -> Node {
    let task = &page.model.content.tasks[place];
    let mark = page.model.session.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
    let kept = [mark.owner, mark.due, mark.note].into_iter().filter(|text| !text.is_empty());
    let kept = kept.collect::<Vec<_>>().join(", ");
    let meaning = if mark.done { "tasks.is_done" } else { "tasks.is_open" };
    let line = el("span").add(el("span").class("vh").word(page, meaning)).add(rich(&page.model.fill(&task.title)));
    let kept = (!kept.is_empty()).then(|| el("span").class("hint").text(": ").text(kept));
    el("li").class(if mark.done { "ticked" } else { "" }).add(line.maybe(kept))
}

fn answers(page: &Page<'_>) -> Node {
    let model = page.model;
    let sections = model.content.sections.iter().enumerate().filter_map(|(index, section)| {
        let own = model.content.questions.iter().enumerate().filter(|(place, question)| {
            question.section == index && model.assessment.questions[*place].asked == Truth::True
        });
        let rows: Vec<Node> = own.map(|(place, _)| answer(page, place)).collect();
        let title = el("h3").text(&section.title);
        (!rows.is_empty()).then(|| el("section").add(title).add(el("dl").class("cr").all(rows)))
    });
    nodes().add(el("h2").word(page, "report.answers")).all(sections)
}

/// A question with its note, and what was answered.
fn answer(page: &Page<'_>, place: usize) -> Node {
    let model = page.model;
    let question = &model.content.questions[place];
    let answer = match model.assessment.questions[place].state {
        AnswerState::Given => model.texts.get(&question.id).unwrap_or_default().to_owned(),
        AnswerState::DontKnow => page.word("answer.dont_know"),
        _ => page.word("answer.open"),
    };
    let note = model.session.note(&question.id);
    let note = (!note.is_empty()).then(|| el("span").class("hint").text(" ").text(note));
    let challenge = el("span").text(model.content.number(place)).text(" ").add(rich(&question.text)).maybe(note);
    leader(challenge, el("bdi").text(answer))
}

fn sources(page: &Page<'_>) -> Node {
    let used = preflight_engine::report::sources(&page.model.content, &page.model.assessment);
    let each = used.into_iter().map(|source| cited(page, el("li"), source, &source.read));
    nodes().add(el("h2").word(page, "report.sources")).add(el("ul").class("plainlist urls").all(each))
}
