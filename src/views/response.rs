//! The field that takes an answer, for each kind of question. What is typed stays as typed.

use super::parts::{icon, Page};
use crate::model::Msg;
use crate::shell::dom;
use preflight_engine::content::{Format, Kind, Question};
use preflight_engine::reading::unit::{self, Typed};
use preflight_engine::{Action, Raw};
use yew::prelude::*;

/// More options than this are a list to open, not buttons.
const BUTTONS: usize = 8;

pub fn response(page: &Page<'_>, place: usize) -> Html {
    let question = &page.model.content.questions[place];
    let field = Field { page, question, raw: page.model.session.raw(&question.id) };
    let inner = match &question.kind {
        Kind::YesNo => field.yes_no(),
        Kind::OneOf if question.options.len() > BUTTONS => field.list(),
        Kind::OneOf => field.buttons(),
        Kind::SeveralOf => field.boxes(),
        Kind::Number { unit, .. } => field.typed(html! { <span class="unit">{ unit }</span> }, "decimal"),
        Kind::Size => field.with_unit(&unit::SIZES, "unit.size"),
        Kind::Duration => field.with_unit(&unit::DURATIONS, "unit.duration"),
        Kind::Date => field.typed(html! {}, "text"),
        Kind::ShortText(Format::AwsAccountId) => field.typed(html! {}, "numeric"),
        Kind::ShortText(_) => field.typed(html! {}, "text"),
        Kind::LongText => field.long(),
    };
    let complaint = page.model.assessment.questions[place].complaint.as_ref().map(|complaint| {
        let id = page.model.id(&format!("{}-e", question.id));
        html! { <p class="msg" {id}>{ icon(page, "stop") }<span>{ page.model.complaint(complaint) }</span></p> }
    });
    let bad = complaint.is_some().then_some("err");
    html! { <div class={classes!("resp", "field", bad)}>{ complaint }{ inner }</div> }
}

struct Field<'a> {
    page: &'a Page<'a>,
    question: &'a Question,
    raw: Option<&'a Raw>,
}

impl Field<'_> {
    fn answers(&self, raw: Raw) -> Msg {
        Msg::Did(Action::Answered { question: self.question.id.clone(), raw })
    }

    /// What a box sends: the answer when it is ticked, nothing when the tick is taken back.
    fn answers_or_clears(&self, raw: Raw) -> Callback<Event> {
        let (yes, no) = (self.answers(raw), Msg::Did(Action::Cleared { question: self.question.id.clone() }));
        self.page.on(move |event: Event| if dom::checked(&event) { yes.clone() } else { no.clone() })
    }

    fn id(&self, suffix: &str) -> String {
        self.page.model.id(&format!("{}-{suffix}", self.question.id))
    }

    fn describedby(&self) -> String {
        format!("{} {}", self.id("h"), self.id("e"))
    }

    fn radio(&self, label: Html, raw: Raw, class: Option<&'static str>) -> Html {
        let checked = self.raw == Some(&raw);
        html! {
            <label {class}>
                <input type="radio" name={self.id("n")} {checked} aria-describedby={self.describedby()}
                    onchange={self.page.sends(self.answers(raw))} />
                { label }
            </label>
        }
    }

    fn yes_no(&self) -> Html {
        let label = |name: &str, key: &str| html! { <>{ icon(self.page, name) }{ self.page.word(key) }</> };
        html! {
            <div class="seg">
                { self.radio(label("check", "answer.yes"), Raw::Flag(true), None) }
                { self.radio(label("check", "answer.no"), Raw::Flag(false), None) }
                { self.radio(label("open", "answer.dont_know"), Raw::DontKnow, Some("dk")) }
            </div>
        }
    }

    fn buttons(&self) -> Html {
        let options = self.question.options.iter();
        let each = options.map(|option| self.radio(html! { { &option.text } }, Raw::Text(option.id.clone()), None));
        let unknown = self.radio(html! { { self.page.word("answer.dont_know") } }, Raw::DontKnow, Some("dk"));
        let long = self.question.options.iter().any(|option| option.text.chars().count() > 14);
        html! { <div class={classes!("pick", long.then_some("one"))}>{ for each }{ unknown }</div> }
    }

    fn list(&self) -> Html {
        let id = self.question.id.clone();
        let onchange = self.page.on(move |event: Event| {
            let action = match dom::value(&event).as_str() {
                "" => Action::Cleared { question: id.clone() },
                // No option's id begins with a question mark.
                "?" => Action::Answered { question: id.clone(), raw: Raw::DontKnow },
                value => Action::Answered { question: id.clone(), raw: Raw::Text(value.to_owned()) },
            };
            Msg::Did(action)
        });
        let chosen = |id: &str| matches!(self.raw, Some(Raw::Text(text)) if text == id);
        let options = self.question.options.iter().map(|option| {
            html! { <option value={option.id.clone()} selected={chosen(&option.id)}>{ &option.text }</option> }
        });
        html! {
            <select aria-labelledby={self.id("t")} aria-describedby={self.describedby()} {onchange}>
                <option value="" selected={self.raw.is_none()}>{ self.page.word("answer.choose") }</option>
                { for options }
                <option value="?" selected={self.raw == Some(&Raw::DontKnow)}>{ self.page.word("answer.dont_know") }</option>
            </select>
        }
    }

    fn boxes(&self) -> Html {
        let chosen: Vec<String> = match self.raw {
            Some(Raw::Several(ids)) => ids.clone(),
            _ => Vec::new(),
        };
        let each = self.question.options.iter().map(|option| {
            let (id, question, before) = (option.id.clone(), self.question.id.clone(), chosen.clone());
            let checked = before.contains(&id);
            let onchange = self.page.on(move |event: Event| {
                let mut after: Vec<String> = before.iter().filter(|known| **known != id).cloned().collect();
                if dom::checked(&event) {
                    after.push(id.clone());
                }
                if after.is_empty() {
                    // Taking the last tick back is no answer; "none of these" has a box of its own.
                    return Msg::Did(Action::Cleared { question: question.clone() });
                }
                Msg::Did(Action::Answered { question: question.clone(), raw: Raw::Several(after) })
            });
            html! { <label><input type="checkbox" {checked} {onchange} />{ &option.text }</label> }
        });
        let none = matches!(self.raw, Some(Raw::Several(ids)) if ids.is_empty());
        let onchange = self.answers_or_clears(Raw::Several(Vec::new()));
        html! {
            <>
                <div class="pick one">
                    { for each }
                    <label><input type="checkbox" checked={none} {onchange} />{ self.page.word("answer.none_of_these") }</label>
                </div>
                { self.dont_know() }
            </>
        }
    }

    /// The box under a field: don't know.
    fn dont_know(&self) -> Html {
        let checked = self.raw == Some(&Raw::DontKnow);
        let onchange = self.answers_or_clears(Raw::DontKnow);
        html! {
            <label class="dkbox"><input type="checkbox" {checked} {onchange} />{ self.page.word("answer.dont_know") }</label>
        }
    }

    fn text(&self) -> String {
        match self.raw {
            Some(Raw::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// What typing sends: the text as it stands, or nothing when the field is empty.
    fn typing(&self, whole: impl Fn(String) -> String + 'static) -> Callback<InputEvent> {
        let question = self.question.id.clone();
        self.page.on(move |event: InputEvent| {
            let text = dom::value(&event);
            let question = question.clone();
            let whole = whole(text);
            if whole.is_empty() {
                return Msg::Did(Action::Cleared { question });
            }
            Msg::Did(Action::Answered { question, raw: Raw::Text(whole) })
        })
    }

    fn input(&self, value: String, mode: &'static str, oninput: Callback<InputEvent>) -> Html {
        let placeholder = match self.question.kind {
            Kind::Date => self.page.word("answer.date_form"),
            _ => String::new(),
        };
        let bad = self.page.model.content.question(&self.question.id);
        let bad = bad.is_some_and(|place| self.page.model.assessment.questions[place].complaint.is_some());
        html! {
            <input type="text" inputmode={mode} autocomplete="off" {value} {placeholder} {oninput}
                aria-labelledby={self.id("t")} aria-describedby={self.describedby()} aria-invalid={bad.then_some("true")} />
        }
    }

    fn typed(&self, unit: Html, mode: &'static str) -> Html {
        let input = self.input(self.text(), mode, self.typing(|text| text));
        html! { <><div class="pair">{ input }{ unit }</div>{ self.dont_know() }</> }
    }

    fn with_unit(&self, units: &'static [&'static str], label: &str) -> Html {
        let Typed { number, unit } = unit::split(&self.text(), units);
        let typing = self.typing(move |text| unit::join(&text, unit));
        let (question, value) = (self.question.id.clone(), number.clone());
        let onchange = self.page.on(move |event: Event| {
            let raw = Raw::Text(unit::join(&value, &dom::value(&event)));
            Msg::Did(Action::Answered { question: question.clone(), raw })
        });
        let options =
            units.iter().map(|name| html! { <option value={*name} selected={*name == unit}>{ *name }</option> });
        html! {
            <>
                <div class="pair">
                    { self.input(number, "decimal", typing) }
                    <select aria-label={self.page.word(label)} {onchange}>{ for options }</select>
                </div>
                { self.dont_know() }
            </>
        }
    }

    fn long(&self) -> Html {
        let oninput = self.typing(|text| text);
        html! {
            <>
                <textarea aria-labelledby={self.id("t")} aria-describedby={self.describedby()} value={self.text()} {oninput} />
                { self.dont_know() }
            </>
        }
    }
}
