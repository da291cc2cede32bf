//! The plans that are stored here: how far each is, what is due next, and what can be done with it.

use super::node::{el, nodes, text, Node};
use super::parts::{cell, heads, icon, tag, Page};
use super::rail::gauge;
use crate::model::{Model, Msg, Target, Wish};
use crate::shell::dom;
use preflight_engine::show;
use preflight_engine::store::{PlanEntry, Readiness, PlanList, TRASH_MS};
use preflight_engine::timeline::percent;

/// The table of plans, and what else is stored.
pub fn plans(page: &Page<'_>) -> Node {
    let block = el("section").class("block").add(el("h2").word(page, "start.plans"));
    let Some(shelf) = &page.model.shelf else { return block };
    if shelf.plans.is_empty() {
        return block.add(el("p").class("empty").word(page, "start.no_plan")).add(besides(page, shelf));
    }
    let columns = ["plans.plan", "start.readiness", "view.findings", "plans.deadline", "plans.changed", "plans.more"];
    let rows = shelf.plans.iter().map(|entry| row(page, shelf, entry));
    let table = el("table").class("stack plans").add(heads(page, &columns)).add(el("tbody").all(rows));
    block.add(table).add(besides(page, shelf))
}

fn row(page: &Page<'_>, shelf: &PlanList, entry: &PlanEntry) -> Node {
    let title = el("th").set("scope", "row").add(title(page, entry)).maybe(under(page, shelf, entry));
    let row = el("tr").key(&entry.id).add(title);
    let (saved, size) = (page.model.moment(entry.saved_at), show::size(entry.size as u64));
    let changed = el("span").class("v").add(el("span").text(saved).add(el("span").class("sub").text(size)));
    let row = match &entry.readiness {
        Some(ready) => ready_cells(page, row, ready),
        None => row.add(el("td")).add(el("td")).add(el("td")),
    };
    row.add(cell(page, "plans.changed", changed)).add(el("td").add(more(page, entry)))
}

/// The plan's name: a button that opens it, or what keeps it from being opened.
fn title(page: &Page<'_>, entry: &PlanEntry) -> Node {
    let name = page.model.name_of(&entry.name);
    if entry.readiness.is_some() {
        let open = page.sends(Model::wish(&entry.id, Target::Open));
        return el("button").class("flat").set("type", "button").on_click(open).add(el("bdi").text(name));
    }
    tag(page, "stop", "stop", page.word(if entry.newer { "plans.newer" } else { "plans.damaged" }))
}

fn under(page: &Page<'_>, shelf: &PlanList, entry: &PlanEntry) -> Option<Node> {
    let route = entry.readiness.as_ref().map(|ready| ready.route.as_str()).filter(|route| !route.is_empty());
    let base = entry.scenario_of.as_ref().map(|base| {
        let known = shelf.plans.iter().chain(&shelf.trash).find(|other| other.id == *base);
        let name = known.map_or_else(|| page.word("plans.gone"), |other| page.model.name_of(&other.name));
        page.model.with("plans.scenario_of", &[("name", &name)])
    });
    let lines = [base, route.map(str::to_owned)].into_iter().flatten();
    let lines: Vec<Node> = lines.map(|line| el("span").class("sub").text(line)).collect();
    (!lines.is_empty()).then(|| nodes().all(lines))
}

fn ready_cells(page: &Page<'_>, row: Node, ready: &Readiness) -> Node {
    let model = page.model;
    let percent = (ready.answered * 100).checked_div(ready.asked).unwrap_or_default();
    let of = [("n", ready.answered.to_string()), ("of", ready.asked.to_string()), ("percent", percent.to_string())];
    let of = model.with("plans.answered", &of.each_ref().map(|(name, value)| (*name, value.as_str())));
    let far = el("span").text(of).add(gauge(ready.answered, ready.dont_know, ready.asked));
    let count = |tone, name, key: &str, n: usize| tag(page, tone, name, model.count(key, n));
    let findings = el("span")
        .class("counts")
        .add(if ready.blockers > 0 {
            count("stop", "stop", "plans.blockers", ready.blockers)
        } else {
            tag(page, "plain", "none", page.word("plans.no_blocker"))
        })
        .maybe((ready.risks > 0).then(|| count("risk", "risk", "plans.risks", ready.risks)));
    row.add(cell(page, "start.readiness", el("span").class("v").add(far)))
        .add(cell(page, "view.findings", el("span").class("v").add(findings)))
        .add(cell(page, "plans.deadline", el("span").class("v").add(deadline(page, ready))))
}

fn deadline(page: &Page<'_>, ready: &Readiness) -> Node {
    let Some((day, task)) = &ready.deadline else { return text(page.word("plans.none")) };
    let date = show::date(*day);
    let date = if *day < page.model.today { tag(page, "stop", "stop", date) } else { text(date) };
    let about = if task.is_empty() { page.word("report.hard_date") } else { task.clone() };
    let odds = ready.odds.map(|share| page.model.with("plans.odds", &[("odds", &percent(share))]));
    let odds = odds.map(|words| el("span").class("sub").text(words));
    el("span").add(date).add(el("span").class("sub").text(about)).maybe(odds)
}

/// What can be done with a plan besides opening it.
fn more(page: &Page<'_>, entry: &PlanEntry) -> Node {
    let model = page.model;
    let does = |key: &str, target| page.button("flat s", key, page.sends(Model::wish(&entry.id, target)));
    let mut items = Vec::new();
    let writes = !model.around.readonly;
    if writes && entry.readiness.is_some() {
        let id = entry.id.clone();
        let named = page.on(move |event| Model::wish(&id, Target::Rename(dom::value(event))));
        let name = el("input").set("type", "text").set("maxlength", "120").label(page, "plan.name");
        items.push(name.value(entry.name.clone()).on_change(named));
        items.push(does("plans.duplicate", Target::Duplicate));
        items.push(does("plans.scenario", Target::Scenario));
    }
    if entry.readiness.is_some() && model.has_plan() && *model.held.id != entry.id {
        items.push(does("plans.compare", Target::Compare));
    }
    items.push(does("action.save_copy", Target::Download));
    if writes && entry.readiness.is_some() {
        items.push(does("plans.trash", Target::Trash));
    } else if writes && !entry.newer {
        items.push(does("plans.erase", Target::Erase));
    }
    let label = model.with("plans.more_of", &[("name", &model.name_of(&entry.name))]);
    let summary = el("summary").attr("aria-label", label).word(page, "plans.more").add(icon(page, "chev"));
    let items = items.into_iter().map(|item| el("li").add(item));
    el("details").class("menu").add(summary).add(el("ul").all(items))
}

/// The trash, what was put aside, and how much room is taken.
fn besides(page: &Page<'_>, shelf: &PlanList) -> Node {
    let model = page.model;
    let trash = shelf.trash.iter().map(|entry| trashed(page, entry));
    let kept = shelf.quarantined.iter().enumerate().map(|(place, (_, text))| {
        let save = page.button("s", "action.save_file", page.sends(Msg::Wished(Wish::Kept(place))));
        el("li").text(show::size(text.len() as u64)).add(save)
    });
    let fold = |title: String, list: Node| el("details").class("fold").add(el("summary").text(title)).add(list);
    let list = || el("ul").class("shelved");
    let used = model.with("plans.used", &[("size", &show::size(shelf.used as u64))]);
    nodes()
        .maybe(
            (!shelf.trash.is_empty())
                .then(|| fold(model.count("plans.in_trash", shelf.trash.len()), list().all(trash))),
        )
        .maybe((!shelf.quarantined.is_empty()).then(|| fold(model.count("plans.kept", shelf.quarantined.len()), list().all(kept))))
        .maybe((shelf.used > 0).then(|| el("p").class("hint").text(used)))
}

fn trashed(page: &Page<'_>, entry: &PlanEntry) -> Node {
    let model = page.model;
    let until = model.moment(entry.trashed_at.unwrap_or_default() + TRASH_MS);
    let until = model.with("plans.until", &[("time", &until)]);
    let does = |key: &str, target| page.button("s", key, page.sends(Model::wish(&entry.id, target)));
    let item = el("li")
        .key(&entry.id)
        .add(el("bdi").text(model.name_of(&entry.name)))
        .add(el("span").class("sub").text(until));
    if model.around.readonly {
        return item;
    }
    item.add(does("plans.restore", Target::Restore)).add(does("plans.erase", Target::Erase))
}
