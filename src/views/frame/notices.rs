//! What is to be said of the open plan on every view: that it is only looked at, that another tab writes it, what both
//! changed, what a later edition made of it, why it could not be saved.

use crate::model::{Access, Msg, PreviewSource, Route};
use crate::views::ui::context::ViewContext;
use crate::views::ui::node::{el, nodes, text, Node};
use crate::views::ui::widgets::{inline_code, save_copy};
use preflight_engine::answer_text;
use preflight_engine::edition::{EditionChange, EditionChangeKind};
use preflight_engine::merge::Conflict;
use preflight_engine::quantity::format;
use preflight_engine::store::{SaveError, Status, LARGE_PLAN_BYTES};
use preflight_engine::Action;

/// Everything that is to be said now.
fn standing(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let holding = match &model.open.access {
        Access::Preview(origin) => Some(preview(ctx, origin)),
        Access::ReadOnly => Some(along(ctx)),
        Access::None | Access::Write => None,
    };
    let conflicts = model.open.conflicts.iter().enumerate().map(|(index, one)| conflict(ctx, index, one));
    nodes().optional(newer(ctx)).optional(trouble(ctx)).optional(holding).all(conflicts).optional(news(ctx))
}

fn notice(role: &'static str, words: Node) -> Node {
    el("div").class("notice").set("role", role).add(el("span").add(words))
}

/// A newer version of the page, which only the reader puts in place.
fn newer(ctx: &ViewContext<'_>) -> Option<Node> {
    let load = || ctx.button("", "newer.load", ctx.sends(Msg::UpdateRequested));
    ctx.model.page.host_context.update_ready.then(|| notice("status", text(ctx.text("newer.ready"))).add(load()))
}

fn preview(ctx: &ViewContext<'_>, origin: &PreviewSource) -> Node {
    let model = ctx.model;
    let what = match origin {
        PreviewSource::File(name) => model.format("preview.file", &[("name", name)]),
        PreviewSource::Link => ctx.text("preview.link"),
        PreviewSource::Host => ctx.text("preview.host"),
        PreviewSource::Snapshot(at) => model.format("preview.snapshot", &[("time", &model.format_time(*at))]),
    };

    let beneath = model.underlying.as_ref().filter(|beneath| beneath.open.access == Access::Write);
    let replace = beneath.map(|beneath| {
        let words = model.format("preview.replace", &[("name", &beneath.plan_name())]);
        el("button").set("type", "button").on_click(ctx.sends(Msg::PreviewReplaceRequested)).text(words)
    });
    let differs = model.open.compared.as_ref().map(|compared| {
        let counts = model.comparison(compared).counts();
        let name = model.name_of(&compared.name);
        let answers = model.plural("preview.answers", counts.answers);
        let findings = model.plural("preview.findings", counts.findings);
        let tasks = model.plural("preview.tasks", counts.tasks);
        let words = [("name", &name), ("answers", &answers), ("findings", &findings), ("tasks", &tasks)];
        let words = model.format("preview.differs", &words.map(|(key, value)| (key, value.as_str())));
        nodes().text(" ").add(ctx.link(Route::Compare).text(words))
    });
    let buttons = el("span")
        .class("tools")
        .add(ctx.button("main", "preview.keep", ctx.sends(Msg::PreviewSaveRequested)))
        .optional(replace)
        .add(ctx.button("", "action.close", ctx.sends(Msg::PreviewClosed)));
    if model.page.host_context.readonly {
        return notice("status", text(ctx.text("preview.readonly")));
    }
    notice("status", nodes().text(what).text(" ").message(ctx, "preview.not_stored").optional(differs)).add(buttons)
}

fn along(ctx: &ViewContext<'_>) -> Node {
    let take = ctx.button("main", "tabs.take_over", ctx.sends(Msg::TakeOverRequested));
    notice("status", text(ctx.text("tabs.along"))).add(take)
}

/// Something that two tabs changed, each to something else.
fn conflict(ctx: &ViewContext<'_>, index: usize, conflict: &Conflict) -> Node {
    let (subject, mine) = said(ctx, &conflict.mine);
    let theirs = said(ctx, &conflict.theirs).1;
    let words = ctx.model.format("tabs.conflict", &[("what", &subject), ("mine", &mine), ("theirs", &theirs)]);
    let settle = |key: &str, take| ctx.button("s", key, ctx.sends(Msg::ConflictResolved(index, take)));
    let buttons = el("span").class("tools").add(settle("tabs.keep", false)).add(settle("tabs.take_theirs", true));
    notice("alert", inline_code(&words)).add(buttons)
}

/// What an action is about, and to what it sets that.
fn said(ctx: &ViewContext<'_>, action: &Action) -> (String, String) {
    let model = ctx.model;
    let content = &model.page.content;
    let question =
        |id: &str| content.question_index(id).map_or(id.to_owned(), |index| content.questions[index].text.clone());
    let task =
        |id: &str| content.task_index(id).map_or(id.to_owned(), |index| model.interpolate(&content.tasks[index].title));
    let rule =
        |id: &str| content.rule_index(id).map_or(id.to_owned(), |index| model.interpolate(&content.rules[index].title));
    let noted = |key: &str, about: String| format!("{}: {about}", ctx.text(key));
    let (about, value) = match action {
        Action::Answered { question: id, raw } => {
            let shown = content
                .question_index(id)
                .and_then(|index| answer_text::raw(content, &content.questions[index], Some(raw)));
            (question(id), shown.unwrap_or_else(|| answer_text::typed(content, raw)))
        }
        Action::Cleared { question: id } => (question(id), String::new()),
        Action::Noted { question: id, note } => (noted("question.note", question(id)), note.clone()),
        Action::TaskTicked { task: id, done } => {
            (noted("compare.done", task(id)), ctx.text(if *done { "answer.yes" } else { "answer.no" }))
        }
        Action::TaskMarked { task: id, field, text } => (noted(field.label(), task(id)), text.clone()),
        Action::FindingOwned { rule: id, owner } => (noted("task.owner", rule(id)), owner.clone()),
        Action::PhaseMarked { phase, field, text } => {
            (noted(field.label(), content.detail("timeline", phase, "title").to_owned()), text.clone())
        }
        Action::Renamed(name) => (ctx.text("plan.name"), name.clone()),
        Action::Restored(_) | Action::EditionSeen => (String::new(), String::new()),
    };
    let value = if value.is_empty() { ctx.text("compare.nothing_here") } else { value };
    (about, value)
}

/// What a later edition says otherwise of this plan.
fn news(ctx: &ViewContext<'_>) -> Option<Node> {
    let model = ctx.model;
    let seen = model.open.plan.saved_edition.as_ref()?;
    let count = model.plural("edition.changes", model.open.edition_changes.len());
    let editions = [("was", seen.edition.as_str()), ("now", &model.page.content.edition), ("changes", &count)];
    let list =
        el("ul").all(model.open.edition_changes.iter().map(|change| el("li").add(inline_code(&told(ctx, change)))));
    let list = (!model.open.edition_changes.is_empty())
        .then(|| el("details").class("fold").add(el("summary").message(ctx, "edition.which")).add(list));
    let done = (!model.is_locked()).then(|| ctx.button("s", "edition.seen", ctx.sends(Msg::EditionChangesSeen)));
    Some(notice("status", nodes().text(model.format("edition.news", &editions)).optional(list)).optional(done))
}

fn told(ctx: &ViewContext<'_>, change: &EditionChange) -> String {
    let (model, content) = (ctx.model, &ctx.model.page.content);
    let rule = content.rule_index(&change.rule).map(|index| &content.rules[index]);
    let title = rule.map_or(change.rule.to_string(), |rule| model.interpolate(&rule.title));
    let read = rule.map_or("", |rule| &rule.evidence.read);
    match &change.kind {
        EditionChangeKind::Added => model.format("edition.came", &[("title", &title), ("read", read)]),
        EditionChangeKind::Removed => model.format("edition.went", &[("title", &title)]),
        EditionChangeKind::Reworded => model.format("edition.reworded", &[("title", &title), ("read", read)]),
        EditionChangeKind::Severity { was, now } => {
            model.format("edition.severity", &[("title", &title), ("was", was), ("now", now.name())])
        }
    }
}

/// Why the last change is stored nowhere, and that a plan gets large.
fn trouble(ctx: &ViewContext<'_>) -> Option<Node> {
    let key = match ctx.model.stored().open.status {
        Status::NotSaved(SaveError::Full) => "trouble.full",
        Status::NotSaved(SaveError::TooLarge) => "trouble.too_large",
        Status::NotSaved(SaveError::Refused) => "trouble.refused",
        Status::NotSaved(SaveError::Newer) => "trouble.newer",
        Status::MemoryOnly => return Some(notice("status", text(ctx.text("trouble.in_page")))),
        _ if ctx.model.stored().open.size >= LARGE_PLAN_BYTES => {
            let size = format::size(ctx.model.stored().open.size as u64);
            return Some(notice("status", text(ctx.model.format("trouble.large", &[("size", &size)]))));
        }
        _ => return None,
    };
    Some(notice("alert", text(ctx.text(key))).add(save_copy(ctx)))
}

/// What could not be used of a plan, each with a way to close it.
pub fn notices(ctx: &ViewContext<'_>) -> Node {
    let notice = |role: &'static str, words: &str, close: Node| {
        el("p").class("notice").set("role", role).add(el("span").text(words)).add(close)
    };
    let each = ctx.model.view.notices.iter().enumerate().map(|(index, words)| {
        notice("alert", words, ctx.button("s", "action.close", ctx.sends(Msg::NoticeClosed(index))))
    });
    el("div").class("notices").add(standing(ctx)).all(each)
}
