//! The field that takes an answer, for each kind of question. Typed text is stored unchanged. Called by `question`.

use crate::model::Msg;
use crate::views::ui::context::ViewContext;
use crate::views::ui::events::Handler;
use crate::views::ui::icons::icon;
use crate::views::ui::node::{el, nodes, text, Node};
use crate::views::ui::widgets::{checkbox, option};
use preflight_engine::content::{Format, Kind, Question};
use preflight_engine::quantity::unit::{self, Typed};
use preflight_engine::{Action, Raw};

/// A question with more options than this has a select element, not buttons.
const BUTTONS: usize = 8;

pub fn answer_field(ctx: &ViewContext<'_>, index: usize) -> Node {
    let question = &ctx.model.page.content.questions[index];
    let field = Field { ctx, question, raw: ctx.model.open.plan.raw(&question.id) };
    let inner = match &question.kind {
        Kind::YesNo => field.yes_no(),
        Kind::OneOf if question.options.len() > BUTTONS => field.list(),
        Kind::OneOf => field.buttons(),
        Kind::SeveralOf => field.boxes(),
        Kind::Number { unit, .. } => field.text_input(el("span").class("unit").text(unit), "decimal"),
        Kind::Size => field.with_unit(&unit::SIZES, "unit.size"),
        Kind::Duration => field.with_unit(&unit::DURATIONS, "unit.duration"),
        Kind::Date => field.text_input(nodes(), "text"),
        Kind::ShortText(Format::AwsAccountId) => field.text_input(nodes(), "numeric"),
        Kind::ShortText(_) => field.text_input(nodes(), "text"),
        Kind::LongText => field.long(),
    };
    let error = ctx.model.computed.assessment.questions[index].complaint.as_ref().map(|error| {
        let id = ctx.model.id(&format!("{}-e", question.id));
        let words = el("span").text(ctx.model.user_message(error));
        el("p").class("msg").attr("id", id).add(icon(ctx, "stop")).add(words)
    });
    el("div").class(if error.is_some() { "resp field err" } else { "resp field" }).optional(error).add(inner)
}

struct Field<'a> {
    ctx: &'a ViewContext<'a>,
    question: &'a Question,
    raw: Option<&'a Raw>,
}

impl Field<'_> {
    fn answers(&self, raw: Raw) -> Msg {
        Msg::PlanEdited(Action::Answered { question: self.question.id.to_string(), raw })
    }

    /// What a checkbox sends: the answer when it is ticked, otherwise that the answer is cleared.
    fn answers_or_clears(&self, raw: Raw) -> Handler {
        let (yes, no) =
            (self.answers(raw), Msg::PlanEdited(Action::Cleared { question: self.question.id.to_string() }));
        self.ctx.on_checked(move |checked| if checked { yes.clone() } else { no.clone() })
    }

    fn id(&self, suffix: &str) -> String {
        self.ctx.model.id(&format!("{}-{suffix}", self.question.id))
    }

    /// A field described by the question's hint and by the error message.
    fn described(&self, field: Node) -> Node {
        field.attr("aria-describedby", format!("{} {}", self.id("h"), self.id("e")))
    }

    /// A field named by the question's text, and described.
    fn named(&self, field: Node) -> Node {
        self.described(field.attr("aria-labelledby", self.id("t")))
    }

    fn radio(&self, class: &'static str, label: Node, raw: Raw) -> Node {
        let checked = self.raw == Some(&raw);
        let input = el("input").set("type", "radio").attr("name", self.id("n")).checked(checked).locked(self.ctx);
        let input = self.described(input).on_change(self.ctx.sends(self.answers(raw)));
        el("label").class(class).add(input).add(label)
    }

    fn yes_no(&self) -> Node {
        let label = |name: &str, key: &str| nodes().add(icon(self.ctx, name)).message(self.ctx, key);
        el("div")
            .class("seg")
            .add(self.radio("", label("check", "answer.yes"), Raw::Bool(true)))
            .add(self.radio("", label("check", "answer.no"), Raw::Bool(false)))
            .add(self.radio("dk", label("open", "answer.dont_know"), Raw::DontKnow))
    }

    fn buttons(&self) -> Node {
        let options = self.question.options.iter();
        let buttons = options.map(|option| self.radio("", text(&option.text), Raw::Text(option.id.to_string())));
        let unknown = self.radio("dk", text(self.ctx.text("answer.dont_know")), Raw::DontKnow);
        let long = self.question.options.iter().any(|option| option.text.chars().count() > 14);
        el("div").class(if long { "pick one" } else { "pick" }).all(buttons).add(unknown)
    }

    fn list(&self) -> Node {
        let id = self.question.id.to_string();
        let on_change = self.ctx.on_value(move |value| {
            let action = match value.as_str() {
                "" => Action::Cleared { question: id.clone() },
                // No option's id begins with a question mark.
                "?" => Action::Answered { question: id.clone(), raw: Raw::DontKnow },
                value => Action::Answered { question: id.clone(), raw: Raw::Text(value.to_owned()) },
            };
            Msg::PlanEdited(action)
        });
        let chosen = |id: &str| matches!(self.raw, Some(Raw::Text(text)) if text == id);
        let options = self.question.options.iter().map(|o| option(&o.id, &o.text, chosen(&o.id)));
        self.named(el("select").locked(self.ctx))
            .on_change(on_change)
            .add(option("", &self.ctx.text("answer.choose"), self.raw.is_none()))
            .all(options)
            .add(option("?", &self.ctx.text("answer.dont_know"), self.raw == Some(&Raw::DontKnow)))
    }

    fn boxes(&self) -> Node {
        let chosen: Vec<String> = match self.raw {
            Some(Raw::Several(ids)) => ids.clone(),
            _ => Vec::new(),
        };
        let checkboxes = self.question.options.iter().map(|option| {
            let (id, question, before) = (option.id.to_string(), self.question.id.to_string(), chosen.clone());
            let checked = before.contains(&id);
            let on_change = self.ctx.on_checked(move |checked| {
                let mut after: Vec<String> = before.iter().filter(|known| **known != id).cloned().collect();
                if checked {
                    after.push(id.clone());
                }
                if after.is_empty() {
                    // Without a tick there is no answer, because "none of these" is a separate checkbox.
                    return Msg::PlanEdited(Action::Cleared { question: question.clone() });
                }
                Msg::PlanEdited(Action::Answered { question: question.clone(), raw: Raw::Several(after) })
            });
            el("label").add(checkbox(checked, on_change).locked(self.ctx)).text(&option.text)
        });
        let is_none = matches!(self.raw, Some(Raw::Several(ids)) if ids.is_empty());
        let none_checkbox = checkbox(is_none, self.answers_or_clears(Raw::Several(Vec::new()))).locked(self.ctx);
        let none_checkbox = el("label").add(none_checkbox).message(self.ctx, "answer.none_of_these");
        self.or_dont_know(el("div").class("pick one").all(checkboxes).add(none_checkbox))
    }

    /// A field with the checkbox "don't know" below it.
    fn or_dont_know(&self, field: Node) -> Node {
        let checkbox =
            checkbox(self.raw == Some(&Raw::DontKnow), self.answers_or_clears(Raw::DontKnow)).locked(self.ctx);
        nodes().add(field).add(el("label").class("dkbox").add(checkbox).message(self.ctx, "answer.dont_know"))
    }

    fn text(&self) -> String {
        match self.raw {
            Some(Raw::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// What typing sends: the typed text after `complete` has added the unit, or that the answer is cleared if the text
    /// is empty.
    fn typing(&self, complete: impl Fn(String) -> String + 'static) -> Handler {
        let question = self.question.id.to_string();
        self.ctx.on_value(move |value| {
            let (question, text) = (question.clone(), complete(value));
            if text.is_empty() {
                return Msg::PlanEdited(Action::Cleared { question });
            }
            Msg::PlanEdited(Action::Answered { question, raw: Raw::Text(text) })
        })
    }

    fn input(&self, value: String, mode: &'static str, typing: Handler) -> Node {
        let placeholder = match self.question.kind {
            Kind::Date => self.ctx.text("answer.date_form"),
            _ => String::new(),
        };
        let bad = self.ctx.model.page.content.question_index(&self.question.id);
        let bad = bad.is_some_and(|index| self.ctx.model.computed.assessment.questions[index].complaint.is_some());
        let input = el("input").set("type", "text").set("inputmode", mode).set("autocomplete", "off").locked(self.ctx);
        let input = self.named(input.attr("placeholder", placeholder)).value(value).on_input(typing);
        if bad {
            return input.set("aria-invalid", "true");
        }
        input
    }

    fn text_input(&self, unit: Node, mode: &'static str) -> Node {
        let input = self.input(self.text(), mode, self.typing(|text| text));
        self.or_dont_know(el("div").class("pair").add(input).add(unit))
    }

    fn with_unit(&self, units: &'static [&'static str], label: &str) -> Node {
        let Typed { number, unit } = unit::split(&self.text(), units);
        let typing = self.typing(move |text| unit::join(&text, unit));
        let (question, typed_number) = (self.question.id.to_string(), number.clone());
        let on_unit_change = self.ctx.on_value(move |unit| {
            let raw = Raw::Text(unit::join(&typed_number, &unit));
            Msg::PlanEdited(Action::Answered { question: question.clone(), raw })
        });
        let options = units.iter().map(|name| option(name, name, *name == unit));
        let select = el("select").locked(self.ctx).label(self.ctx, label).on_change(on_unit_change).all(options);
        self.or_dont_know(el("div").class("pair").add(self.input(number, "decimal", typing)).add(select))
    }

    fn long(&self) -> Node {
        let area = self.named(el("textarea").locked(self.ctx)).value(self.text()).on_input(self.typing(|text| text));
        self.or_dont_know(area)
    }
}
