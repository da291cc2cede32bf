//! The view `report`: the plan as a document to print or to save as a file. Called by `views::main`, by the effect
//! handler and by hosts that export the report.

use crate::model::{Export, Model, Msg, Route};
use crate::views::timeline::gantt::gantt;
use crate::views::timeline::overview::{figures, lead};
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::add_citation;
use crate::views::ui::icons::{icon, mark, severity_look, sprite};
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::to_html::{escaped, to_html};
use crate::views::ui::widgets::{definition_row, export_button, inline_code};
use preflight_engine::assess::{AnswerState, Finding};
use preflight_engine::condition::Truth;
use preflight_engine::content::Severity;
use preflight_engine::progress::progress;
use preflight_engine::quantity::format_date;
use preflight_engine::report::{blocks, possible_line, warning_lines, Block, Line};
use std::rc::Rc;
use yew::Callback;

pub fn report(ctx: &ViewContext<'_>) -> Node {
    el("main").class("desk").add(tools(ctx)).add(sheet(ctx))
}

/// The document, as shown, printed and saved.
fn sheet(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let brand = el("span").add(mark()).message(ctx, "app.title");
    let parts = blocks(
        (&model.page.content, &model.open.plan, &model.computed.assessment),
        &model.computed.texts,
        str::to_owned,
    );
    let mut parts = parts.iter().map(block);
    el("article")
        .class("a4")
        .add(el("p").class("docline").add(el("span").message(ctx, "report.kind")).add(brand))
        .add(el("h1").set("tabindex", "-1").text(model.plan_name()))
        .add(title_block(ctx))
        .add(el("h2").message(ctx, "report.verdict"))
        .add(el("p").class("lead-sentence").text(model.verdict()))
        .add(el("p").class("hint").text(model.verdict_basis()))
        .optional(date(ctx))
        .optional(findings(ctx, Severity::Blocker))
        .optional(findings(ctx, Severity::Risk))
        .optional(parts.next())
        .optional(timeline(ctx))
        .all(parts)
        .add(el("h2").class("annex").message(ctx, "report.annex"))
        .add(el("p").class("hint").message(ctx, "report.annex_lead"))
        .optional(possible(ctx))
        .optional(findings(ctx, Severity::Advice))
        .optional(findings(ctx, Severity::Note))
        .add(tasks(ctx))
        .add(answers(ctx))
        .add(sources(ctx))
        .add(el("p").class("hint").message(ctx, "report.disclaimer"))
}

/// The report as one self-contained HTML file with the given styles.
pub fn document(model: &Rc<Model>, styles: &str) -> String {
    let ctx = ViewContext { model, send: &Callback::noop() };
    let body = to_html(nodes().add(sprite(&ctx)).add(el("main").class("desk").add(sheet(&ctx))));
    let title = escaped(&model.title_of(Route::Report));
    // The file must not run a script or fetch anything, whoever opens it.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{styles}</style>\n</head>\n\
         <body class=\"preflight\"><div class=\"preflight-root\">\n{body}\n</div></body>\n</html>\n"
    )
}

/// A part whose words are the same in the Markdown report.
fn block(part: &Block) -> Node {
    let heading = nodes()
        .add(el("h2").text(&part.title))
        .optional((!part.lead.is_empty()).then(|| el("p").class("hint").text(&part.lead)));
    let runs = part.lines.chunk_by(|line, next| line.response.is_empty() == next.response.is_empty());
    heading.all(runs.map(|run| match run.first().is_some_and(|line| line.response.is_empty()) {
        true => el("ul").class("plainlist").all(run.iter().map(|line| el("li").add(inline_code(&line.challenge)))),
        false => el("dl").class("cr").all(run.iter().map(definition)),
    }))
}

fn definition(line: &Line) -> Node {
    // The response may be text that a person typed, of any length; the styles break long words only inside `bdi`.
    let pair = definition_row(inline_code(&line.challenge), el("bdi").text(&line.response));
    let more = (!line.more.is_empty()).then(|| el("dd").class("hint").add(inline_code(&line.more)));
    match more {
        None => pair,
        Some(more) => pair.class("withmore").add(more),
    }
}

/// What threatens the date, without links, because the report is also a file by itself.
fn date(ctx: &ViewContext<'_>) -> Option<Node> {
    let forecast = ctx.model.computed.forecast.as_ref()?;
    let lines = warning_lines(&ctx.model.page.content, forecast, |severity| severity <= Severity::Risk);
    let items = lines.iter().map(|line| el("li").text(line));
    let list = || el("ul").class("plainlist").all(items);
    (!lines.is_empty()).then(|| nodes().add(el("h2").message(ctx, "findings.date")).add(list()))
}

/// The odds, the finishes and the chart.
fn timeline(ctx: &ViewContext<'_>) -> Option<Node> {
    let forecast = ctx.model.computed.forecast.as_ref()?;
    let heading = el("h2").message(ctx, "view.timeline");
    let lead = el("p").class("hint").text(lead(ctx, forecast));
    Some(nodes().add(heading).add(figures(ctx, forecast)).add(gantt(ctx, forecast)).add(lead))
}

fn tools(ctx: &ViewContext<'_>) -> Node {
    el("div")
        .class("tools")
        .add(ctx.button("main", "report.print", ctx.sends(Msg::PrintRequested)))
        .add(export_button(ctx, "", "report.markdown", Export::Markdown))
        .add(export_button(ctx, "", "report.html", Export::Report))
        .add(el("span").class("hint").message(ctx, "report.same"))
}

fn title_block(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let unknown = || ctx.text("answer.open");
    let answer = |id: &str| model.computed.texts.get(id).map_or_else(unknown, str::to_owned);
    let counts = &model.computed.assessment.counts;
    let count_of =
        |n: usize, total: usize| model.format("count.of", &[("n", &n.to_string()), ("of", &total.to_string())]);
    let done = progress(&model.computed.assessment, &model.open.plan, None);
    let joined = |a: &str, b: &str| {
        [model.computed.texts.get(a), model.computed.texts.get(b)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let source = joined("source_engine", "source_hosting");
    let target = joined("target_engine", "target_region");
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
        (false, "view.tasks", count_of(done.done, done.of)),
        (false, "report.answered_short", count_of(counts.answered, counts.asked)),
        (false, "answer.dont_know", counts.dont_know.to_string()),
        (false, "report.prepared", format_date(model.computed.assessment.today)),
        (false, "report.facts_of", model.computed.assessment.edition.clone()),
    ];
    let cell = |class, key: &str| el("div").class(class).add(el("dt").message(ctx, key));
    let cells =
        cells.into_iter().map(|(wide, key, value)| cell(if wide { "w2" } else { "" }, key).add(el("dd").text(value)));
    el("dl")
        .class("block-title")
        .attr("aria-label", ctx.model.summary())
        .all(cells)
        .add(cell("blank", "report.checked_database").add(el("dd")))
        .add(cell("blank", "report.checked_platform").add(el("dd")))
        .add(cell("w2 blank", "report.approved").add(el("dd")))
}

/// The findings with a property; nothing if there are none.
fn findings_that<'a>(ctx: &ViewContext<'a>, has: impl Fn(&Finding) -> bool) -> Option<Vec<&'a Finding>> {
    let all = &ctx.model.computed.assessment.findings;
    let findings: Vec<&Finding> = all.iter().filter(|finding| has(finding)).collect();
    (!findings.is_empty()).then_some(findings)
}

fn findings(ctx: &ViewContext<'_>, severity: Severity) -> Option<Node> {
    let findings = findings_that(ctx, |finding| finding.holds() && finding.severity == severity)?;
    let items = findings.into_iter().filter_map(|finding| item(ctx, finding));
    Some(nodes().add(el("h2").message(ctx, &format!("severity.{}.many", severity.name()))).all(items))
}

fn item(ctx: &ViewContext<'_>, finding: &Finding) -> Option<Node> {
    let model = ctx.model;
    let rule = model.page.content.rule_index(&finding.rule).map(|index| &model.page.content.rules[index])?;
    let (tone, name) = severity_look(finding.severity);
    let numbers = model.page.content.numbers(&finding.because);
    let owner = model.open.plan.findings.get(rule.id.as_str()).filter(|mark| !mark.owner.is_empty());
    let owner = owner.map(|mark| format!("{}. ", mark.owner)).unwrap_or_default();
    let from = if numbers.is_empty() { String::new() } else { model.format("report.from", &[("numbers", &numbers)]) };
    let severity = ctx.text(&format!("severity.{}.one", finding.severity.name()));
    let to_do = || {
        let steps =
            model.page.content.steps(rule).iter().map(|step| model.interpolate(step)).collect::<Vec<_>>().join(" ");
        el("p").add(el("b").message(ctx, "report.do").text(" ")).add(inline_code(&steps))
    };
    let words = el("div")
        .add(el("h3").add(inline_code(&model.interpolate(&rule.title))))
        .add(el("p").add(inline_code(&model.interpolate(&model.page.content.why(rule)))))
        .optional((!model.page.content.steps(rule).is_empty()).then(to_do))
        .add(el("p").class("from").text(owner).text(from));
    let tag = el("p").classes("tag", tone).add(icon(ctx, name)).text(severity);
    Some(el("div").class("item").key(&rule.id).add(tag).add(words))
}

fn possible(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let findings = findings_that(ctx, |finding| !finding.holds() && finding.severity <= Severity::Risk)?;
    let lines = findings.into_iter().filter_map(|finding| {
        let line = possible_line(&model.page.content, &model.computed.texts, finding)?;
        Some(el("li").add(inline_code(&line)))
    });
    Some(nodes().add(el("h2").message(ctx, "severity.possible.many")).add(el("ul").class("plainlist").all(lines)))
}

fn tasks(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let phases = model.page.content.phases.iter().filter_map(|phase| {
        let tasks_of_phase =
            model.computed.assessment.tasks.iter().filter(|task| task.state == Truth::True && task.phase == phase.id);
        let items: Vec<Node> =
            tasks_of_phase.filter_map(|state| Some(task(ctx, model.page.content.task_index(&state.task)?))).collect();
        let group = el("div").class("item-group").add(el("h3").text(&phase.title));
        (!items.is_empty()).then(|| group.add(el("ul").class("todo").all(items)))
    });
    let done = progress(&model.computed.assessment, &model.open.plan, None);
    let title = model.format("report.tasks", &[("done", &done.done.to_string()), ("of", &done.of.to_string())]);
    nodes().add(el("h2").text(title)).add(el("div").class("columns").all(phases))
}

/// A task in one line with its owner, due date and note.
fn task(ctx: &ViewContext<'_>, index: usize) -> Node {
    let task = &ctx.model.page.content.tasks[index];
    let mark = ctx.model.open.plan.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
    let details = [mark.owner, mark.due, mark.note].into_iter().filter(|text| !text.is_empty());
    let details = details.collect::<Vec<_>>().join(", ");
    let meaning = if mark.done { "tasks.is_done" } else { "tasks.is_open" };
    let line = el("span")
        .add(el("span").class("vh").message(ctx, meaning))
        .add(inline_code(&ctx.model.interpolate(&task.title)));
    let details = (!details.is_empty()).then(|| el("span").class("hint").text(": ").text(details));
    el("li").class(if mark.done { "ticked" } else { "" }).add(line.optional(details))
}

fn answers(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let sections = model.page.content.sections.iter().enumerate().filter_map(|(section_index, section)| {
        let asked = model.page.content.questions.iter().enumerate().filter(|(index, question)| {
            question.section == section_index && model.computed.assessment.questions[*index].asked == Truth::True
        });
        let rows: Vec<Node> = asked.map(|(index, _)| answer(ctx, index)).collect();
        let title = el("h3").text(&section.title);
        (!rows.is_empty()).then(|| el("section").add(title).add(el("dl").class("cr").all(rows)))
    });
    nodes().add(el("h2").message(ctx, "report.answers")).all(sections)
}

/// A question with its note, and the answer.
fn answer(ctx: &ViewContext<'_>, index: usize) -> Node {
    let model = ctx.model;
    let question = &model.page.content.questions[index];
    let answer = match model.computed.assessment.questions[index].state {
        AnswerState::Given => model.computed.texts.get(&question.id).unwrap_or_default().to_owned(),
        AnswerState::DontKnow => ctx.text("answer.dont_know"),
        _ => ctx.text("answer.open"),
    };
    let note = model.open.plan.note(&question.id);
    let note = (!note.is_empty()).then(|| el("span").class("hint").text(" ").text(note));
    let challenge =
        el("span").text(model.page.content.number(index)).text(" ").add(inline_code(&question.text)).optional(note);
    definition_row(challenge, el("bdi").text(answer))
}

fn sources(ctx: &ViewContext<'_>) -> Node {
    let sources = preflight_engine::report::sources(&ctx.model.page.content, &ctx.model.computed.assessment);
    let items = sources.into_iter().map(|source| add_citation(ctx, el("li"), source, &source.read));
    nodes().add(el("h2").message(ctx, "report.sources")).add(el("ul").class("plainlist urls").all(items))
}
