//! The view `compare`: the differences between two plans, side by side. Called by `views::main`.

use crate::model::Route;
use crate::views::ui::context::ViewContext;
use crate::views::ui::node::{el, nodes, text, Node};
use crate::views::ui::widgets::{head, inline_code};
use preflight_engine::assessment_diff::{Change, ChangeKind};
use preflight_engine::compare::{Comparison, Difference, What};

pub fn compare(ctx: &ViewContext<'_>) -> Node {
    let main = el("main").class("page");
    let Some(compared) = &ctx.model.open.compared else {
        let lead = head(ctx, "view.compare", ctx.text("compare.nothing"));
        return main.add(lead).add(el("p").add(ctx.link(Route::Plan).message(ctx, "view.plan")));
    };
    let names = [ctx.model.name_of(&compared.name), ctx.model.plan_name()];
    let lead = ctx.model.format("compare.lead", &[("one", &names[0]), ("other", &names[1])]);
    let comparison = ctx.model.comparison(compared);
    let main = main.add(head(ctx, "view.compare", lead));
    if comparison.is_empty() {
        return main.add(el("p").class("empty").message(ctx, "compare.same"));
    }
    let view = Sides { ctx, names };
    main.optional(view.answers(&comparison)).optional(view.consequences(&comparison)).optional(view.rest(&comparison))
}

struct Sides<'a> {
    ctx: &'a ViewContext<'a>,
    names: [String; 2],
}

impl Sides<'_> {
    fn table(&self, key: &str, rows: Vec<Node>) -> Option<Node> {
        if rows.is_empty() {
            return None;
        }
        let ctx = self.ctx;
        let head = |words: Node| el("th").set("scope", "col").add(words);
        let names = self.names.iter().map(|name| head(el("bdi").text(name)));
        let titles = el("tr").add(head(text(ctx.text("compare.what")))).all(names);
        let table = el("table").class("stack compared").add(el("thead").add(titles)).add(el("tbody").all(rows));
        Some(el("section").class("group").add(el("h2").message(ctx, key)).add(table))
    }

    fn row(&self, subject: Node, first_text: Option<&String>, second_text: Option<&String>) -> Node {
        let side = |name: &String, words: Option<&String>| {
            let words = words.cloned().unwrap_or_else(|| self.ctx.text("compare.nothing_here"));
            el("td").attr("data-l", name.clone()).add(el("span").class("v").add(el("bdi").text(words)))
        };
        let [first, second] = &self.names;
        el("tr")
            .add(el("th").set("scope", "row").add(subject))
            .add(side(first, first_text))
            .add(side(second, second_text))
    }

    fn answers(&self, comparison: &Comparison) -> Option<Node> {
        let (ctx, content) = (self.ctx, &self.ctx.model.page.content);
        let mut rows = Vec::new();
        for (list, note) in [(&comparison.answers, false), (&comparison.notes, true)] {
            for difference in list {
                let question = inline_code(&content.questions[difference.question].text);
                let link = ctx.question_link(difference.question).add(question);
                let subject = if note { nodes().message(ctx, "question.note").text(": ").add(link) } else { link };
                rows.push(self.row(subject, difference.here.as_ref(), difference.there.as_ref()));
            }
        }
        for difference in &comparison.unknown {
            rows.push(self.row(
                el("code").text(difference.id.as_str()),
                difference.here.as_ref(),
                difference.there.as_ref(),
            ));
        }
        self.table("compare.answers", rows)
    }

    /// Findings and tasks that only one of the two plans has.
    fn consequences(&self, comparison: &Comparison) -> Option<Node> {
        let (ctx, model) = (self.ctx, self.ctx.model);
        let content = &model.page.content;
        let findings = comparison.changes.findings.iter().filter_map(|change| {
            let rule = &content.rules[content.rule_index(&change.id)?];
            let severity = ctx.text(&format!("severity.{}.one", rule.severity.name()));
            Some((change, format!("{severity}: {}", model.interpolate(&rule.title))))
        });
        let tasks = comparison.changes.tasks.iter().filter_map(|change| {
            let task = &content.tasks[content.task_index(&change.id)?];
            Some((change, format!("{}: {}", ctx.text("view.task"), model.interpolate(&task.title))))
        });
        let rows = findings.chain(tasks).map(|(change, words)| self.change(change, &words)).collect();
        self.table("compare.follows", rows)
    }

    fn change(&self, change: &Change, words: &str) -> Node {
        let (applies, absent, possible) =
            (self.ctx.text("compare.applies"), self.ctx.text("compare.not"), self.ctx.text("compare.possible"));
        let (first, second) = match change.kind {
            ChangeKind::Added => (absent, applies),
            ChangeKind::Removed => (applies, absent),
            ChangeKind::Decided => (possible, applies),
        };
        self.row(inline_code(words), Some(&first), Some(&second))
    }

    fn rest(&self, comparison: &Comparison) -> Option<Node> {
        // The other figures follow from answers, and the table above lists those.
        let days = comparison.figures.iter().filter(|figure| figure.id == "days_to_date");
        let all = days.chain(&comparison.marks).chain(&comparison.phases).chain(&comparison.owners);
        let rows = all.map(|row| self.row(self.subject(row), row.here.as_ref(), row.there.as_ref())).collect();
        self.table("compare.rest", rows)
    }

    fn subject(&self, row: &Difference) -> Node {
        let (ctx, content) = (self.ctx, &self.ctx.model.page.content);
        let title = content.task_index(&row.id).map(|index| content.tasks[index].title.clone());
        let title = title.or_else(|| content.rule_index(&row.id).map(|index| content.rules[index].title.clone()));
        let phase = content.timeline.iter().find(|phase| phase.id == row.id);
        let phase = phase.map(|phase| content.detail("timeline", &phase.id, "title").to_owned());
        let title = title.map(|title| ctx.model.interpolate(&title)).or(phase);
        let kind = match row.what {
            What::Note => "question.note",
            What::Done => "compare.done",
            What::Owner => "task.owner",
            What::Task(field) => field.label(),
            What::Days => "timeline.days",
            What::Figure => return text(ctx.text("compare.days_to_date")),
            What::Answer => "compare.what",
        };
        inline_code(&format!("{}: {}", ctx.text(kind), title.unwrap_or_else(|| row.id.to_string())))
    }
}
