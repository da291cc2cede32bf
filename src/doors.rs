//! What JavaScript can call: `load` once with the content, then `mount`, `evaluate`, `questions`, `validate`.
//! Conversion only; errors become JavaScript errors with one sentence each. Types are in embed/index.d.ts.

use crate::app::{App, Props};
use crate::shell::clock;
use crate::shell::dom::Element;
use preflight_engine::reading::days_of;
use preflight_engine::saved::{decode, Opened};
use preflight_engine::{assess, Content};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use yew::AppHandle;

thread_local! {
    static CONTENT: RefCell<Option<Rc<Content>>> = const { RefCell::new(None) };
    static MOUNTED: Cell<u32> = const { Cell::new(0) };
}

fn content() -> Result<Rc<Content>, JsError> {
    let loaded = CONTENT.with(|content| content.borrow().clone());
    loaded.ok_or_else(|| JsError::new("Call load() with the text of content.json first."))
}

fn out(value: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|error| JsError::new(&error.to_string()))
}

/// A plan given as a value or as the text of a file.
fn plan(content: &Content, plan: JsValue) -> Result<Opened, JsError> {
    let opened = match plan.as_string() {
        Some(text) => decode(content, &text),
        // JSON's own rules say what of a JavaScript value is data, and keep every number as it is written.
        None => {
            let text = js_sys::JSON::stringify(&plan).ok().and_then(|text| text.as_string());
            decode(content, &text.ok_or_else(|| JsError::new("The plan is not plain JSON data."))?)
        }
    };
    opened.map_err(|refusal| JsError::new(&content.words.complaint(&refusal)))
}

/// Loads the content, given as the text of content.json. Throws with every problem in it, one a line.
#[wasm_bindgen]
pub fn load(text: &str) -> Result<(), JsError> {
    let loaded = Content::from_json(text).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        JsError::new(&lines.join("\n"))
    })?;
    CONTENT.with(|content| content.replace(Some(Rc::new(loaded))));
    Ok(())
}

/// A mounted checklist.
#[wasm_bindgen]
pub struct Mounted(Option<AppHandle<App>>);

#[wasm_bindgen]
impl Mounted {
    /// Takes the checklist off the page. Calling it again does nothing.
    pub fn unmount(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.destroy();
        }
    }
}

fn day(options: &JsValue) -> Result<Option<i64>, JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok(None);
    }
    let today = js_sys::Reflect::get(options, &"today".into()).unwrap_or(JsValue::UNDEFINED);
    if today.is_undefined() {
        return Ok(None);
    }
    let day = today.as_string().and_then(|text| days_of(&text));
    day.map(Some).ok_or_else(|| JsError::new("`today` must be a date written YYYY-MM-DD."))
}

/// Shows the checklist inside `element`. `options.today`, YYYY-MM-DD, replaces the reader's local date.
#[wasm_bindgen]
pub fn mount(element: Element, options: JsValue) -> Result<Mounted, JsError> {
    let content = content()?;
    let today = day(&options)?.unwrap_or_else(clock::today);
    let number = MOUNTED.with(|count| count.replace(count.get() + 1));
    element.set_text_content(None);
    let props = Props { content, today, prefix: format!("preflight{number}-").into() };
    Ok(Mounted(Some(yew::Renderer::<App>::with_root_and_props(element, props).render())))
}

/// The assessment of a plan on the day `options.today`, which is required.
#[wasm_bindgen]
pub fn evaluate(plan_value: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let content = content()?;
    let today = day(&options)?.ok_or_else(|| JsError::new("evaluate() needs { today: \"YYYY-MM-DD\" }."))?;
    let opened = plan(&content, plan_value)?;
    out(&assess(&content, &opened.session.answers, today))
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    id: &'a str,
    section: &'a str,
    number: String,
    kind: &'a str,
    text: &'a str,
    hint: &'a str,
    ask_when: Option<&'a str>,
    options: Vec<OptionOut<'a>>,
}

#[derive(Serialize)]
struct OptionOut<'a> {
    id: &'a str,
    text: &'a str,
}

/// All questions in order.
#[wasm_bindgen]
pub fn questions() -> Result<JsValue, JsError> {
    let content = content()?;
    let each = content.questions.iter().enumerate();
    let all: Vec<QuestionOut<'_>> = each
        .map(|(place, question)| QuestionOut {
            id: &question.id,
            section: content.sections.get(question.section).map_or("", |section| &section.id),
            number: content.number(place),
            kind: question.kind.name(),
            text: &question.text,
            hint: &question.hint,
            ask_when: question.ask_when.as_ref().map(|condition| condition.text.as_str()),
            options: question.options.iter().map(|o| OptionOut { id: &o.id, text: &o.text }).collect(),
        })
        .collect();
    out(&all)
}

#[derive(Serialize)]
struct Validation {
    ok: bool,
    /// Why the plan cannot be used, or what of it is kept but not used.
    messages: Vec<String>,
    /// Answers that cannot be read, each with its question's id.
    answers: Vec<BadAnswer>,
}

#[derive(Serialize)]
struct BadAnswer {
    question: String,
    message: String,
}

/// Whether a plan can be read, and what of it cannot.
#[wasm_bindgen]
pub fn validate(plan_value: JsValue) -> Result<JsValue, JsError> {
    let content = content()?;
    let result = match plan(&content, plan_value) {
        Err(error) => Validation { ok: false, messages: vec![message(error)], answers: Vec::new() },
        Ok(opened) => {
            let assessment = assess(&content, &opened.session.answers, 0);
            let bad = assessment.questions.iter().filter_map(|question| {
                let message = content.words.complaint(question.complaint.as_ref()?);
                Some(BadAnswer { question: question.question.clone(), message })
            });
            let answers: Vec<BadAnswer> = bad.collect();
            let messages: Vec<String> = opened.notices.iter().map(|notice| content.words.complaint(notice)).collect();
            Validation { ok: answers.is_empty() && messages.is_empty(), messages, answers }
        }
    };
    out(&result)
}

fn message(error: JsError) -> String {
    let value = JsValue::from(error);
    let text = js_sys::Reflect::get(&value, &"message".into()).ok().and_then(|text| text.as_string());
    text.unwrap_or_else(|| "The plan could not be read.".to_owned())
}
