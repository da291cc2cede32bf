//! One question: number and state, text, answer field, why it is asked and where to look, note, consequences. Called by
//! `section`; memoised, because most answers change few questions.

use crate::model::{Model, Msg, Route};
use crate::views::glossary::terms;
use crate::views::questions::answer_field::answer_field;
use crate::views::questions::consequences::{list, makes_address, Consequence};
use crate::views::ui::context::ViewContext;
use crate::views::ui::evidence::sources;
use crate::views::ui::icons::icon_meaning;
use crate::views::ui::memo::Memo;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::{copy_button, counter, inline_code};
use preflight_engine::assess::{AnswerState, QuestionState};
use preflight_engine::sign_in::sign_in;
use preflight_engine::store::MAX_NOTE_LENGTH;
use preflight_engine::{Action, Raw};
use std::any::Any;
use yew::virtual_dom::Key;

/// The question at this index in content, with the consequences of its answer.
#[derive(Clone, PartialEq)]
pub struct QuestionPart {
    pub index: usize,
    pub consequences: Vec<Consequence>,
}

impl Memo for QuestionPart {
    fn shows_same(&self, before: &dyn Any, models: [&Model; 2]) -> bool {
        before.downcast_ref::<Self>() == Some(self) && is_same_question(models, self.index)
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        question(ctx, self.index, &self.consequences)
    }

    fn key(&self, model: &Model) -> Option<Key> {
        Some(Key::from(model.page.content.questions[self.index].id.as_str()))
    }
}

/// The family of the source engine; empty while no engine is chosen.
fn family(model: &Model) -> &str {
    model.computed.assessment.facts.get("source_family").map_or("", String::as_str)
}

fn state(model: &Model, index: usize) -> Option<&QuestionState> {
    model.computed.assessment.questions.get(index)
}

fn is_same_question([before, after]: [&Model; 2], index: usize) -> bool {
    let id = before.page.content.questions[index].id.as_str();
    let surroundings = |model: &Model| (model.view.route == Route::AllQuestions, model.is_locked());
    // The field that was edited last is always rendered, because it may show text that the plan did not accept.
    let last_edited = |model: &Model| {
        let is_last = model.open.last_change.as_ref().is_some_and(|last| last.question == index);
        let is_noted = model.open.open_note == Some(index);
        (is_last, is_noted, if is_last || is_noted { model.open.edit_count } else { 0 })
    };
    let sign_in_of = |model: &Model| sign_in(&model.page.content, &model.open.plan);
    surroundings(before) == surroundings(after)
        && last_edited(before) == last_edited(after)
        && family(before) == family(after)
        && state(before, index) == state(after, index)
        && before.open.plan.raw(id) == after.open.plan.raw(id)
        && before.open.plan.note(id) == after.open.plan.note(id)
        && (!makes_address(id) || sign_in_of(before) == sign_in_of(after))
}

fn question(ctx: &ViewContext<'_>, index: usize, consequences: &[Consequence]) -> Node {
    let model = ctx.model;
    let question = &model.page.content.questions[index];
    let state = &model.computed.assessment.questions[index];
    let (title_id, hint_id) = (model.id(&format!("{}-t", question.id)), model.id(&format!("{}-h", question.id)));
    let is_last_answered = model.open.last_change.as_ref().is_some_and(|last| last.question == index);
    let number = model.page.content.number(index);
    // One level below the heading of the section: h1 on the page of one section, h2 on the page of all sections.
    let heading = if model.view.route == Route::AllQuestions { "h3" } else { "h2" };
    let heading = el(heading).class("question-text").attr("id", title_id.clone()).add(inline_code(&question.text));
    let hint = model.page.content.hint(question, family(model));
    let hint = (!hint.is_empty()).then(|| el("p").class("hint").attr("id", hint_id).add(inline_code(&hint)));
    el("div")
        .classes("q", if is_last_answered { "now" } else { "" })
        .set("role", "group")
        .attr("aria-labelledby", title_id)
        .attr("data-question", index.to_string())
        .add(el("span").class("id").add(state_icon(ctx, state.state)).text(&number))
        .add(el("div").class("question-column").add(heading).optional(hint))
        .add(answer_field(ctx, index))
        .add(
            el("div")
                .class("more")
                .add(explanation(ctx, index))
                .add(note(ctx, index, &number))
                .optional(clear_button(ctx, index)),
        )
        .add(list(ctx, index, consequences))
}

fn state_icon(ctx: &ViewContext<'_>, state: AnswerState) -> Node {
    let (name, tone, key) = match state {
        AnswerState::Given => ("done", "good", "state.given"),
        AnswerState::DontKnow => ("open", "open", "state.dont_know"),
        AnswerState::Bad => ("stop", "stop", "state.bad"),
        AnswerState::Missing | AnswerState::NotAsked => ("none", "plain", "state.missing"),
    };
    icon_meaning(ctx, name, tone, ctx.text(key))
}

fn explanation(ctx: &ViewContext<'_>, index: usize) -> Node {
    let question = &ctx.model.page.content.questions[index];
    let content = &ctx.model.page.content;
    let (where_to_look, query) = (content.where_to_look(question), content.query(question, family(ctx.model)));
    let query = (!query.is_empty()).then(|| {
        let copy = copy_button(ctx, "s", "action.copy_query", query);
        nodes().add(el("pre").set("tabindex", "0").add(el("code").text(query))).add(el("p").add(copy))
    });
    let inner = el("div")
        .class("inner")
        .add(el("p").add(inline_code(ctx.model.page.content.asked_because(question))))
        .optional((!where_to_look.is_empty()).then(|| el("p").add(inline_code(where_to_look))))
        .optional(query)
        .optional(terms(ctx, question))
        .add(sources(ctx, &question.evidence));
    el("details").add(el("summary").message(ctx, "question.why")).add(inner)
}

fn note(ctx: &ViewContext<'_>, index: usize, number: &str) -> Node {
    let question = &ctx.model.page.content.questions[index];
    let words = ctx.model.open.plan.note(&question.id).to_owned();
    let id = question.id.to_string();
    let input = ctx.on_value(move |value| Msg::PlanEdited(Action::Noted { question: id.clone(), note: value }));
    let title = if words.is_empty() { "question.add_note" } else { "question.note" };
    let open = !words.is_empty() || ctx.model.open.open_note == Some(index);
    let area = el("textarea")
        .attr("aria-label", ctx.model.format("question.note_on", &[("number", number)]))
        .attr("maxlength", MAX_NOTE_LENGTH.to_string())
        .locked(ctx)
        .value(words.clone())
        .on_input(input);
    let inner = el("div").class("inner").add(area).optional(counter(ctx, &words));
    el("details").boolean_attribute("open", open).add(el("summary").message(ctx, title)).add(inner)
}

/// The button that clears a chosen answer. A typed answer has none, because the reader can empty its field.
fn clear_button(ctx: &ViewContext<'_>, index: usize) -> Option<Node> {
    let question = &ctx.model.page.content.questions[index];
    let is_chosen = match ctx.model.open.plan.raw(&question.id) {
        Some(Raw::Bool(_) | Raw::Several(_)) => true,
        Some(Raw::Text(_)) => !question.options.is_empty(),
        _ => false,
    };
    let handler = || ctx.sends(Msg::PlanEdited(Action::Cleared { question: question.id.to_string() }));
    (is_chosen && !ctx.model.is_locked()).then(|| ctx.button("flat s", "action.clear", handler()))
}
