//! One task: tick, title, and opened its steps, what comes before it, owner, due date, note, source.

use crate::model::Msg;
use crate::views::tasks::prerequisites::prerequisites;
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::{sources, steps};
use crate::views::ui::icons::icon;
use crate::views::ui::node::{el, Node};
use crate::views::ui::widgets::{checkbox, counter, field, inline_code};
use preflight_engine::condition::Truth;
use preflight_engine::plan::{TaskField, TaskMark};
use preflight_engine::quantity::parse_date;
use preflight_engine::store::MAX_NOTE_LENGTH;
use preflight_engine::Action;

/// `about` stands before the title; it may be empty.
pub fn task(ctx: &ViewContext<'_>, index: usize, about: &str) -> Node {
    let model = ctx.model;
    let task = &model.page.content.tasks[index];
    let mark = model.open.plan.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
    let id = task.id.to_string();
    let done = ctx.on_checked(move |checked| Msg::PlanEdited(Action::TaskTicked { task: id.clone(), done: checked }));
    let title = model.interpolate(&task.title);
    let kept: Vec<&str> = [mark.owner.as_str(), &mark.due].into_iter().filter(|words| !words.is_empty()).collect();
    let about = (!about.is_empty()).then(|| el("b").text(format!("{about}: ")));
    let summary = el("summary")
        .add(el("span").class("t").optional(about).add(inline_code(&title)))
        .add(el("span").class("meta").text(kept.join(", ")))
        .add(el("span").class("tw"));
    let to_do = model.page.content.task_steps(task);
    let due = model.computed.assessment.tasks.iter().find(|state| state.task == task.id);
    let what = el("div")
        .optional(before(ctx, index))
        .optional((!to_do.is_empty()).then(|| steps(ctx, &to_do)))
        .optional(due.and_then(|due| prerequisites(ctx, &due.prerequisites)))
        .add(sources(ctx, &task.evidence));
    let body = el("div").class("body").add(what).add(fields(ctx, &task.id, &mark));
    el("li")
        .classes("task", if mark.done { "ticked" } else { "" })
        .key(&task.id)
        .attr("data-task", index.to_string())
        .add(checkbox(mark.done, done).locked(ctx).attr("aria-label", title))
        .add(el("details").add(summary).add(body))
}

/// Tasks that come first and are not done yet.
fn before(ctx: &ViewContext<'_>, index: usize) -> Option<Node> {
    let model = ctx.model;
    let task = &model.page.content.tasks[index];
    let waiting: Vec<String> = task
        .after
        .iter()
        .map(|before| &model.page.content.tasks[*before])
        .filter(|before| {
            model.computed.assessment.tasks.iter().any(|state| state.task == before.id && state.state == Truth::True)
        })
        .filter(|before| !model.open.plan.tasks.get(before.id.as_str()).is_some_and(|mark| mark.done))
        .map(|before| model.interpolate(&before.title))
        .collect();
    let words = || model.format("task.after", &[("tasks", &waiting.join("; "))]);
    (!waiting.is_empty()).then(|| el("p").class("hint").add(inline_code(&words())))
}

/// What the reader records about the task, field by field.
fn fields(ctx: &ViewContext<'_>, id: &str, mark: &TaskMark) -> Node {
    let each = TaskField::ALL.map(|field| text_field(ctx, id, field, field.of(mark)));
    el("div").class("marks").all(each).optional(counter(ctx, &mark.note))
}

fn text_field(ctx: &ViewContext<'_>, id: &str, name: TaskField, value: &str) -> Node {
    let task = id.to_owned();
    let on_input =
        ctx.on_value(move |text| Msg::PlanEdited(Action::TaskMarked { task: task.clone(), field: name, text }));
    let input = |tag| el(tag).locked(ctx).value(value.to_owned()).on_input(on_input);
    match name {
        TaskField::Due => due_field(ctx, value, input("input")),
        TaskField::Note => {
            field(ctx, "field", name.label()).add(input("textarea").attr("maxlength", MAX_NOTE_LENGTH.to_string()))
        }
        _ => field(ctx, "field", name.label()).add(input("input").set("type", "text").set("maxlength", "120")),
    }
}

fn due_field(ctx: &ViewContext<'_>, value: &str, input: Node) -> Node {
    let is_bad = !value.trim().is_empty() && parse_date(value).is_none();
    let message = || el("span").class("msg").add(icon(ctx, "stop")).add(el("span").message(ctx, "task.bad_due"));
    let input = input.set("type", "text").attr("placeholder", ctx.text("answer.date_form"));
    let input = if is_bad { input.set("aria-invalid", "true") } else { input };
    let class = if is_bad { "field err" } else { "field" };
    field(ctx, class, TaskField::Due.label()).optional(is_bad.then(message)).add(input)
}
