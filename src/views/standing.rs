//! What is to be said of the open plan on every view: that it is only looked at, that another tab writes it, what both
//! changed, what a later edition made of it, why it could not be saved.

use super::bar::save_copy;
use super::compare::comparison;
use super::node::{el, nodes, text, Node};
use super::parts::{rich, Page};
use crate::model::{Holding, Msg, Origin, Place, Wish};
use preflight_engine::edition::{EditionChange, EditionChangeKind};
use preflight_engine::merge::Conflict;
use preflight_engine::session::PhaseField;
use preflight_engine::show;
use preflight_engine::store::{Status, SaveError, LARGE_PLAN_BYTES};
use preflight_engine::Action;

/// Everything that is to be said now.
pub fn standing(page: &Page<'_>) -> Node {
    let model = page.model;
    let holding = match &model.held.holding {
        Holding::Preview(origin) => Some(preview(page, origin)),
        Holding::Along => Some(along(page)),
        Holding::Nothing | Holding::Own => None,
    };
    let conflicts = model.conflicts.iter().enumerate().map(|(place, one)| conflict(page, place, one));
    nodes().maybe(newer(page)).maybe(trouble(page)).maybe(holding).all(conflicts).maybe(news(page))
}

fn notice(role: &'static str, words: Node) -> Node {
    el("div").class("notice").set("role", role).add(el("span").add(words))
}

/// A newer version of the page, which only the reader puts in place.
fn newer(page: &Page<'_>) -> Option<Node> {
    let load = || page.button("", "newer.load", page.sends(Msg::Wished(Wish::Newer)));
    page.model.around.newer.then(|| notice("status", text(page.word("newer.ready"))).add(load()))
}

#[inline(never)]
fn preview(page: &Page<'_>, origin: &Origin) -> Node {
    let model = page.model;
    let what = match origin {
        Origin::File(name) => model.with("preview.file", &[("name", name)]),
        Origin::Link => page.word("preview.link"),
        Origin::Host => page.word("preview.host"),
        Origin::Snapshot(at) => model.with("preview.snapshot", &[("time", &model.moment(*at))]),
    };
    let wish = |class, key: &str, wish| page.button(class, key, page.sends(Msg::Wished(wish)));
    let beneath = model.beneath.as_ref().filter(|beneath| beneath.held.holding == Holding::Own);
    let replace = beneath.map(|beneath| {
        let words = model.with("preview.replace", &[("name", &beneath.plan_name())]);
        el("button").set("type", "button").on_click(page.sends(Msg::Wished(Wish::Replace))).text(words)
    });
    let differs = model.beside.as_ref().map(|beside| {
        let counts = comparison(page, beside).counts();
        let name = model.name_of(&beside.name);
        let answers = model.count("preview.answers", counts.answers);
        let findings = model.count("preview.findings", counts.findings);
        let tasks = model.count("preview.tasks", counts.tasks);
        let words = [("name", &name), ("answers", &answers), ("findings", &findings), ("tasks", &tasks)];
        let words = model.with("preview.differs", &words.map(|(key, value)| (key, value.as_str())));
        nodes().text(" ").add(page.link(Place::Compare).text(words))
    });
    let buttons = el("span")
        .class("tools")
        .add(wish("main", "preview.keep", Wish::Keep))
        .maybe(replace)
        .add(page.button("", "action.close", page.sends(Msg::PreviewClosed)));
    if model.around.readonly {
        return notice("status", text(page.word("preview.readonly")));
    }
    notice("status", nodes().text(what).text(" ").word(page, "preview.not_stored").maybe(differs)).add(buttons)
}

fn along(page: &Page<'_>) -> Node {
    let take = page.button("main", "tabs.take_over", page.sends(Msg::Wished(Wish::TakeOver)));
    notice("status", text(page.word("tabs.along"))).add(take)
}

/// Something that two tabs changed, each to something else.
fn conflict(page: &Page<'_>, place: usize, conflict: &Conflict) -> Node {
    let (subject, mine) = said(page, &conflict.mine);
    let theirs = said(page, &conflict.theirs).1;
    let words = page.model.with("tabs.conflict", &[("what", &subject), ("mine", &mine), ("theirs", &theirs)]);
    let settle = |key: &str, take| page.button("s", key, page.sends(Msg::Settled(place, take)));
    let buttons = el("span").class("tools").add(settle("tabs.keep", false)).add(settle("tabs.take_theirs", true));
    notice("alert", rich(&words)).add(buttons)
}

/// What an action is about, and to what it sets that.
fn said(page: &Page<'_>, action: &Action) -> (String, String) {
    let model = page.model;
    let content = &model.content;
    let question = |id: &str| content.question(id).map_or(id.to_owned(), |place| content.questions[place].text.clone());
    let task = |id: &str| content.task(id).map_or(id.to_owned(), |place| model.fill(&content.tasks[place].title));
    let rule = |id: &str| content.rule(id).map_or(id.to_owned(), |place| model.fill(&content.rules[place].title));
    let noted = |key: &str, about: String| format!("{}: {about}", page.word(key));
    let (about, value) = match action {
        Action::Answered { question: id, raw } => {
            let shown = content.question(id).and_then(|place| show::raw(content, &content.questions[place], Some(raw)));
            (question(id), shown.unwrap_or_else(|| show::typed(content, raw)))
        }
        Action::Cleared { question: id } => (question(id), String::new()),
        Action::Noted { question: id, note } => (noted("question.note", question(id)), note.clone()),
        Action::TaskTicked { task: id, done } => {
            (noted("compare.done", task(id)), page.word(if *done { "answer.yes" } else { "answer.no" }))
        }
        Action::TaskNoted { task: id, note } => (noted("question.note", task(id)), note.clone()),
        Action::TaskOwned { task: id, owner } => (noted("task.owner", task(id)), owner.clone()),
        Action::TaskDue { task: id, due } => (noted("task.due", task(id)), due.clone()),
        Action::FindingOwned { rule: id, owner } => (noted("task.owner", rule(id)), owner.clone()),
        Action::PhaseMarked { phase, field, text } => {
            let key = match field {
                PhaseField::Days => "timeline.days",
                PhaseField::Owner => "task.owner",
                PhaseField::Note => "question.note",
            };
            (noted(key, content.detail("timeline", phase, "title").to_owned()), text.clone())
        }
        Action::Renamed(name) => (page.word("plan.name"), name.clone()),
        Action::Restored(_) | Action::EditionSeen => (String::new(), String::new()),
    };
    let value = if value.is_empty() { page.word("compare.nothing_here") } else { value };
    (about, value)
}

/// What a later edition says otherwise of this plan.
fn news(page: &Page<'_>) -> Option<Node> {
    let model = page.model;
    let seen = model.session.saved_edition.as_ref()?;
    let count = model.count("edition.changes", model.news.len());
    let editions = [("was", seen.edition.as_str()), ("now", &model.content.edition), ("changes", &count)];
    let list = el("ul").all(model.news.iter().map(|change| el("li").add(rich(&told(page, change)))));
    let list = (!model.news.is_empty())
        .then(|| el("details").class("fold").add(el("summary").word(page, "edition.which")).add(list));
    let done = (!model.is_locked()).then(|| page.button("s", "edition.seen", page.sends(Msg::NewsSeen)));
    Some(notice("status", nodes().text(model.with("edition.news", &editions)).maybe(list)).maybe(done))
}

fn told(page: &Page<'_>, change: &EditionChange) -> String {
    let (model, content) = (page.model, &page.model.content);
    let rule = content.rule(&change.rule).map(|place| &content.rules[place]);
    let title = rule.map_or(change.rule.to_string(), |rule| model.fill(&rule.title));
    let read = rule.map_or("", |rule| &rule.evidence.read);
    match &change.kind {
        EditionChangeKind::Added => model.with("edition.came", &[("title", &title), ("read", read)]),
        EditionChangeKind::Removed => model.with("edition.went", &[("title", &title)]),
        EditionChangeKind::Reworded => model.with("edition.reworded", &[("title", &title), ("read", read)]),
        EditionChangeKind::Severity { was, now } => {
            model.with("edition.severity", &[("title", &title), ("was", was), ("now", now.name())])
        }
    }
}

/// Why the last change is stored nowhere, and that a plan gets large.
fn trouble(page: &Page<'_>) -> Option<Node> {
    let key = match page.model.status {
        Status::NotSaved(SaveError::Full) => "trouble.full",
        Status::NotSaved(SaveError::TooLarge) => "trouble.too_large",
        Status::NotSaved(SaveError::Refused) => "trouble.refused",
        Status::NotSaved(SaveError::Newer) => "trouble.newer",
        Status::MemoryOnly => return Some(notice("status", text(page.word("trouble.in_page")))),
        _ if page.model.size >= LARGE_PLAN_BYTES => {
            let size = show::size(page.model.size as u64);
            return Some(notice("status", text(page.model.with("trouble.large", &[("size", &size)]))));
        }
        _ => return None,
    };
    Some(notice("alert", text(page.word(key))).add(save_copy(page)))
}
