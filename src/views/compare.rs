//! Two plans side by side: only what differs between them.

use super::node::{el, nodes, text, Node};
use super::parts::{head, rich, Page};
use crate::model::{Beside, Place};
use preflight_engine::change::{Change, ChangeKind};
use preflight_engine::compare::{compare, Comparison, Difference, Side, What};

/// What differs between the plan beside and the open one.
pub fn comparison(page: &Page<'_>, beside: &Beside) -> Comparison {
    let model = page.model;
    let here = Side { session: &beside.session, assessment: &beside.assessment };
    let there = Side { session: &model.session, assessment: &model.assessment };
    compare(&model.content, &here, &there)
}

#[inline(never)]
pub fn view(page: &Page<'_>) -> Node {
    let main = el("main").class("page");
    let Some(beside) = &page.model.beside else {
        let lead = head(page, "view.compare", page.word("compare.nothing"));
        return main.add(lead).add(el("p").add(page.link(Place::Plan).word(page, "view.plan")));
    };
    let names = [page.model.name_of(&beside.name), page.model.plan_name()];
    let lead = page.model.with("compare.lead", &[("one", &names[0]), ("other", &names[1])]);
    let found = comparison(page, beside);
    let main = main.add(head(page, "view.compare", lead));
    if found.is_empty() {
        return main.add(el("p").class("empty").word(page, "compare.same"));
    }
    let view = Sides { page, names };
    main.maybe(view.answers(&found)).maybe(view.consequences(&found)).maybe(view.rest(&found))
}

struct Sides<'a> {
    page: &'a Page<'a>,
    names: [String; 2],
}

impl Sides<'_> {
    fn table(&self, key: &str, rows: Vec<Node>) -> Option<Node> {
        if rows.is_empty() {
            return None;
        }
        let page = self.page;
        let head = |words: Node| el("th").set("scope", "col").add(words);
        let names = self.names.iter().map(|name| head(el("bdi").text(name)));
        let titles = el("tr").add(head(text(page.word("compare.what")))).all(names);
        let table = el("table").class("stack compared").add(el("thead").add(titles)).add(el("tbody").all(rows));
        Some(el("section").class("group").add(el("h2").word(page, key)).add(table))
    }

    fn row(&self, what: Node, one: Option<&String>, other: Option<&String>) -> Node {
        let side = |name: &String, words: Option<&String>| {
            let words = words.cloned().unwrap_or_else(|| self.page.word("compare.nothing_here"));
            el("td").attr("data-l", name.clone()).add(el("span").class("v").add(el("bdi").text(words)))
        };
        let [first, second] = &self.names;
        el("tr").add(el("th").set("scope", "row").add(what)).add(side(first, one)).add(side(second, other))
    }

    fn answers(&self, found: &Comparison) -> Option<Node> {
        let (page, content) = (self.page, &self.page.model.content);
        let mut rows = Vec::new();
        for (list, note) in [(&found.answers, false), (&found.notes, true)] {
            for difference in list {
                let question = rich(&content.questions[difference.question].text);
                let link = page.question_link(difference.question).add(question);
                let what = if note { nodes().word(page, "question.note").text(": ").add(link) } else { link };
                rows.push(self.row(what, difference.here.as_ref(), difference.there.as_ref()));
            }
        }
        for difference in &found.unknown {
            rows.push(self.row(
                el("code").text(difference.id.as_str()),
                difference.here.as_ref(),
                difference.there.as_ref(),
            ));
        }
        self.table("compare.answers", rows)
    }

    /// Findings and tasks that only one of the two has.
    fn consequences(&self, found: &Comparison) -> Option<Node> {
        let (page, model) = (self.page, self.page.model);
        let content = &model.content;
        let findings = found.changes.findings.iter().filter_map(|change| {
            let rule = &content.rules[content.rule(&change.id)?];
            let severity = page.word(&format!("severity.{}.one", rule.severity.name()));
            Some((change, format!("{severity}: {}", model.fill(&rule.title))))
        });
        let tasks = found.changes.tasks.iter().filter_map(|change| {
            let task = &content.tasks[content.task(&change.id)?];
            Some((change, format!("{}: {}", page.word("view.task"), model.fill(&task.title))))
        });
        let rows = findings.chain(tasks).map(|(change, words)| self.change(change, &words)).collect();
        self.table("compare.follows", rows)
    }

    fn change(&self, change: &Change, words: &str) -> Node {
        let (yes, no, maybe) =
            (self.page.word("compare.applies"), self.page.word("compare.not"), self.page.word("compare.possible"));
        let (one, other) = match change.kind {
            ChangeKind::Added => (no, yes),
            ChangeKind::Removed => (yes, no),
            ChangeKind::Decided => (maybe, yes),
        };
        self.row(rich(words), Some(&one), Some(&other))
    }

    fn rest(&self, found: &Comparison) -> Option<Node> {
        // Other numbers follow from answers that stand above.
        let days = found.figures.iter().filter(|figure| figure.id == "days_to_date");
        let all = days.chain(&found.marks).chain(&found.phases).chain(&found.owners);
        let rows = all.map(|row| self.row(self.subject(row), row.here.as_ref(), row.there.as_ref())).collect();
        self.table("compare.rest", rows)
    }

    fn subject(&self, row: &Difference) -> Node {
        let (page, content) = (self.page, &self.page.model.content);
        let title = content.task(&row.id).map(|place| content.tasks[place].title.clone());
        let title = title.or_else(|| content.rule(&row.id).map(|place| content.rules[place].title.clone()));
        let phase = content.timeline.iter().find(|phase| phase.id == row.id);
        let phase = phase.map(|phase| content.detail("timeline", &phase.id, "title").to_owned());
        let title = title.map(|title| page.model.fill(&title)).or(phase);
        let kind = match row.what {
            What::Note => "question.note",
            What::Done => "compare.done",
            What::Owner => "task.owner",
            What::Due => "task.due",
            What::Days => "timeline.days",
            What::Figure => return text(page.word("compare.days_to_date")),
            What::Answer => "compare.what",
        };
        rich(&format!("{}: {}", page.word(kind), title.unwrap_or_else(|| row.id.to_string())))
    }
}
