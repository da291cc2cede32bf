//! One task: tick, title, and opened its steps, what comes before it, owner, due date, note, source.

use super::finding::steps;
use super::parts::{icon, rich, Page};
use super::question::sources;
use crate::model::Msg;
use crate::shell::dom;
use preflight_engine::condition::Truth;
use preflight_engine::reading::days_of;
use preflight_engine::session::TaskMark;
use preflight_engine::Action;
use yew::prelude::*;

pub fn task(page: &Page<'_>, place: usize) -> Html {
    let model = page.model;
    let task = &model.content.tasks[place];
    let mark = model.session.tasks.get(&task.id).cloned().unwrap_or_default();
    let id = task.id.clone();
    let tick =
        page.on(move |event: Event| Msg::Did(Action::TaskTicked { task: id.clone(), done: dom::checked(&event) }));
    let title = model.fill(&task.title);
    let kept: Vec<String> = [&mark.owner, &mark.due].into_iter().filter(|text| !text.is_empty()).cloned().collect();
    html! {
        <li class={classes!("task", mark.done.then_some("ticked"))} key={task.id.clone()}>
            <input type="checkbox" checked={mark.done} onchange={tick} aria-label={title.clone()} />
            <details>
                <summary><span class="t">{ rich(&title) }</span><span class="meta">{ kept.join(", ") }</span><span class="tw"></span></summary>
                <div class="body">
                    <div>{ before(page, place) }{ steps(page, &task.steps) }{ sources(page, &task.evidence) }</div>
                    { fields(page, &task.id, &mark) }
                </div>
            </details>
        </li>
    }
}

/// Tasks that come first and are not done yet.
fn before(page: &Page<'_>, place: usize) -> Html {
    let model = page.model;
    let task = &model.content.tasks[place];
    let waiting: Vec<String> = task
        .after
        .iter()
        .map(|before| &model.content.tasks[*before])
        .filter(|before| {
            model.assessment.tasks.iter().any(|state| state.task == before.id && state.state == Truth::Yes)
        })
        .filter(|before| !model.session.tasks.get(&before.id).is_some_and(|mark| mark.done))
        .map(|before| model.fill(&before.title))
        .collect();
    if waiting.is_empty() {
        return html! {};
    }
    html! { <p class="hint">{ rich(&model.with("task.after", &[("tasks", &waiting.join("; "))])) }</p> }
}

fn fields(page: &Page<'_>, id: &str, mark: &TaskMark) -> Html {
    let typed = |make: fn(String, String) -> Action| {
        let task = id.to_owned();
        page.on(move |event: InputEvent| Msg::Did(make(task.clone(), dom::value(&event))))
    };
    let owner = typed(|task, owner| Action::TaskOwned { task, owner });
    let due = typed(|task, due| Action::TaskDue { task, due });
    let note = typed(|task, note| Action::TaskNoted { task, note });
    let bad = !mark.due.trim().is_empty() && days_of(&mark.due).is_none();
    html! {
        <div class="marks">
            <label class="field"><span class="label">{ page.word("task.owner") }</span>
                <input type="text" value={mark.owner.clone()} oninput={owner} maxlength="120" />
            </label>
            <label class={classes!("field", bad.then_some("err"))}><span class="label">{ page.word("task.due") }</span>
                if bad { <span class="msg">{ icon(page, "stop") }<span>{ page.word("task.bad_due") }</span></span> }
                <input type="text" placeholder={page.word("answer.date_form")} value={mark.due.clone()} oninput={due} aria-invalid={bad.then_some("true")} />
            </label>
            <label class="field"><span class="label">{ page.word("question.note") }</span>
                <textarea value={mark.note.clone()} oninput={note} maxlength="20000" />
            </label>
        </div>
    }
}
