//! The functions that JavaScript calls: `load` once with the content, then `mount`, `evaluate`, `forecast`,
//! `questions`, `validate`; the boot scripts call the functions that load and update. They only convert; an error
//! becomes a JavaScript error with one sentence. Types are in embed/index.d.ts.

mod mounted;

use crate::runtime;
use crate::shell::host;
use preflight_engine::content::ContentError;
use preflight_engine::json::{list, JsonObject};
use preflight_engine::load::Loading;
use preflight_engine::plan_file::{decode, LoadedPlan};
use preflight_engine::quantity::parse_date;
use preflight_engine::{assess, timeline, Content};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

fn content() -> Result<Rc<Content>, JsError> {
    runtime::content().ok_or_else(|| JsError::new("Call load() first, and wait for it."))
}

fn to_js(value: &Value) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Plain(value).serialize(&serializer).map_err(|error| JsError::new(&error.to_string()))
}

/// A JSON value to serialise as a JavaScript value, because serde_json would serialise a number as a map with its text.
struct Plain<'a>(&'a Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => to.serialize_unit(),
            Value::Bool(value) => to.serialize_bool(*value),
            // Every number that JavaScript receives is an integer.
            Value::Number(number) => to.serialize_i64(number.as_i64().unwrap_or_default()),
            Value::String(text) => to.serialize_str(text),
            Value::Array(items) => to.collect_seq(items.iter().map(Plain)),
            Value::Object(fields) => to.collect_map(fields.iter().map(|(name, value)| (name, Plain(value)))),
        }
    }
}

/// Reads a plan that is given as a value or as the text of a plan file.
fn plan(content: &Content, plan: JsValue) -> Result<LoadedPlan, JsError> {
    let loaded = match plan.as_string() {
        Some(text) => decode(content, &text),
        // `JSON.stringify` determines which parts of a JavaScript value are data, and writes numbers without loss.
        None => {
            let text = js_sys::JSON::stringify(&plan).ok().and_then(|text| text.as_string());
            decode(content, &text.ok_or_else(|| JsError::new("The plan is not plain JSON data."))?)
        }
    };
    loaded.map_err(|error| JsError::new(&content.messages.user_message(&error.user_message())))
}

/// Loads the content from the text of content.json. Throws an error that lists every problem, one per line.
#[wasm_bindgen]
pub fn load(text: &str) -> Result<(), JsError> {
    runtime::set_content(Content::from_json(text).map_err(lines)?);
    Ok(())
}

thread_local! {
    static LOADING: RefCell<Option<Loading>> = const { RefCell::new(None) };
}

/// Starts to load the content as `load` does. `load_step` continues, and the page stays responsive between the steps.
#[wasm_bindgen(js_name = loadStart)]
pub fn load_start(text: &str) -> Result<(), JsError> {
    let loading = Content::loading(text).map_err(lines)?;
    LOADING.set(Some(loading));
    Ok(())
}

/// Continues what `load_start` started; false once the content has loaded. Throws as `load` does.
#[wasm_bindgen(js_name = loadStep)]
pub fn load_step() -> Result<bool, JsError> {
    let Some(mut loading) = LOADING.take() else { return Ok(false) };
    if loading.step() {
        LOADING.set(Some(loading));
        return Ok(true);
    }
    runtime::set_content(loading.finish().map_err(lines)?);
    Ok(false)
}

/// Adds the details of the content from the text of tables.json. Only views show them; no judgement depends on them.
/// Throws as `load` does.
#[wasm_bindgen(js_name = loadDetails)]
pub fn load_details(text: &str) -> Result<(), JsError> {
    content()?.load_details(text).map_err(|message| JsError::new(&message))?;
    runtime::notify();
    Ok(())
}

fn lines(problems: Vec<ContentError>) -> JsError {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    JsError::new(&lines.join("\n"))
}

/// A field of the options; undefined if it is missing.
fn option(options: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(options, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn day(options: &JsValue) -> Result<Option<i64>, JsError> {
    let today = option(options, "today");
    if today.is_undefined() {
        return Ok(None);
    }
    let day = today.as_string().and_then(|text| parse_date(&text));
    day.map(Some).ok_or_else(|| JsError::new("`today` must be a date written YYYY-MM-DD."))
}

/// Reports that a newer version of the page is ready. The page shows a notice, and calls `apply` when the reader
/// accepts and nothing is unsaved.
#[wasm_bindgen(js_name = offerUpdate)]
pub fn offer_update(apply: js_sys::Function) {
    host::offer_update(apply);
    runtime::notify();
}

/// The assessment of a plan on the day `options.today`, which is required.
#[wasm_bindgen]
pub fn evaluate(plan_value: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let content = content()?;
    let today = day(&options)?.ok_or_else(|| JsError::new("evaluate() needs { today: \"YYYY-MM-DD\" }."))?;
    let plan = plan(&content, plan_value)?.plan;
    to_js(&assess(&content, &plan.answers, today).value())
}

/// The timeline of a plan on the day `options.today`, which is required: dates as YYYY-MM-DD, odds in per mille,
/// working days in tenths.
#[wasm_bindgen]
pub fn forecast(plan_value: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let content = content()?;
    let today = day(&options)?.ok_or_else(|| JsError::new("forecast() needs { today: \"YYYY-MM-DD\" }."))?;
    let plan = plan(&content, plan_value)?.plan;
    let assessment = assess(&content, &plan.answers, today);
    to_js(&timeline::forecast(&content, &plan, &assessment, timeline::RUNS).value(&content))
}

/// All questions in order.
#[wasm_bindgen]
pub fn questions() -> Result<JsValue, JsError> {
    let content = content()?;
    let all = (0..content.questions.len()).map(|index| question(&content, index)).collect();
    to_js(&Value::Array(all))
}

fn question(content: &Content, index: usize) -> Value {
    let question = &content.questions[index];
    let section = content.sections.get(question.section).map_or("", |section| &section.id);
    let options = list(&question.options, |option| {
        JsonObject::default().text("id", &option.id).text("text", &option.text).into()
    });
    JsonObject::default()
        .text("id", &question.id)
        .text("section", section)
        .text("number", &content.number(index))
        .text("kind", question.kind.name())
        .text("text", &question.text)
        .text("hint", &question.hint)
        .field("ask_when", question.ask_when.as_ref().map_or(Value::Null, |when| when.text.as_str().into()))
        .field("options", options)
        .into()
}

/// Whether a plan can be read. `messages` say why it cannot be read, or which parts are preserved but not used;
/// `answers` lists the answers that cannot be read.
#[wasm_bindgen]
pub fn validate(plan_value: JsValue) -> Result<JsValue, JsError> {
    let content = content()?;
    let mut answers = Vec::new();
    let messages = match plan(&content, plan_value) {
        Err(error) => vec![message(error)],
        Ok(loaded) => {
            for question in assess(&content, &loaded.plan.answers, 0).questions {
                if let Some(error) = question.complaint {
                    let text = content.messages.user_message(&error);
                    let entry = JsonObject::default().text("question", &question.question).text("message", &text);
                    answers.push(entry.into());
                }
            }
            loaded.notices.iter().map(|notice| content.messages.user_message(notice)).collect()
        }
    };
    let ok = answers.is_empty() && messages.is_empty();
    let result = JsonObject::default().field("ok", ok.into()).field("messages", messages.into());
    to_js(&result.field("answers", Value::Array(answers)).into())
}

fn message(error: JsError) -> String {
    let value = JsValue::from(error);
    let text = js_sys::Reflect::get(&value, &"message".into()).ok().and_then(|text| text.as_string());
    text.unwrap_or_else(|| "The plan could not be read.".to_owned())
}
