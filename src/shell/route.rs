//! Where the reader is, mirrored to the address's fragment when the document is the page's own. Nothing depends on it:
//! in a frame, in `srcdoc` or where history is refused the page works the same.

use crate::model::Place;
use preflight_engine::Content;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;

/// What stands before a plan's id in a fragment.
const PLAN: &str = "?plan=";

/// The fragment of a place in a plan, without `#`; without an id that of the plan that was changed last.
pub fn fragment(content: &Content, place: Place, plan: &str) -> String {
    let path = path(content, place);
    if plan.is_empty() || place == Place::Start {
        return path;
    }
    format!("{path}{PLAN}{plan}")
}

/// The plan that a fragment names.
pub fn plan(fragment: &str) -> Option<&str> {
    fragment.split_once(PLAN).map(|(_, id)| id).filter(|id| preflight_engine::store::is_id(id))
}

fn path(content: &Content, place: Place) -> String {
    match place {
        Place::Start => "/".to_owned(),
        Place::Section(section) => {
            format!("/questions/{}", content.sections.get(section).map_or("", |section| section.id.as_str()))
        }
        Place::AllQuestions => "/questions".to_owned(),
        Place::Findings => "/findings".to_owned(),
        Place::Approach => "/approach".to_owned(),
        Place::Timeline => "/timeline".to_owned(),
        Place::Documents => "/settings".to_owned(),
        Place::Schema => "/schema".to_owned(),
        Place::Coverage => "/checks".to_owned(),
        Place::Regions => "/regions".to_owned(),
        Place::Tasks => "/tasks".to_owned(),
        Place::Report => "/report".to_owned(),
        Place::Plan => "/plan".to_owned(),
        Place::Compare => "/compare".to_owned(),
        Place::Glossary => "/glossary".to_owned(),
    }
}

/// The place that a fragment names, with or without `#`.
pub fn place(content: &Content, fragment: &str) -> Option<Place> {
    let path = fragment.trim_start_matches('#');
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    match path {
        "/" => Some(Place::Start),
        "/questions" => Some(Place::AllQuestions),
        "/findings" => Some(Place::Findings),
        "/approach" => Some(Place::Approach),
        "/timeline" => Some(Place::Timeline),
        "/settings" => Some(Place::Documents),
        "/schema" => Some(Place::Schema),
        "/checks" => Some(Place::Coverage),
        "/regions" => Some(Place::Regions),
        "/tasks" => Some(Place::Tasks),
        "/report" => Some(Place::Report),
        "/plan" => Some(Place::Plan),
        "/compare" => Some(Place::Compare),
        "/glossary" => Some(Place::Glossary),
        _ => {
            let id = path.strip_prefix("/questions/")?;
            content.sections.iter().position(|section| section.id == id).map(Place::Section)
        }
    }
}

/// Whether the document is in no frame.
pub fn is_top() -> bool {
    let Some(window) = web_sys::window() else { return false };
    match window.top() {
        Ok(Some(top)) => js_sys::Object::is(&top, &window),
        _ => false,
    }
}

/// The fragment of the address now.
pub fn current() -> Option<String> {
    let window = web_sys::window()?;
    window.location().hash().ok().filter(|hash| !hash.is_empty())
}

/// The page's own address with another fragment, for a link that is passed on.
pub fn address(fragment: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Calls back whenever the reader goes back or forward, until it is dropped.
pub struct Following(Closure<dyn Fn()>);

/// Starts following the history.
pub fn follow(changed: impl Fn() + 'static) -> Following {
    let closure = Closure::<dyn Fn()>::new(changed);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("popstate", closure.as_ref().unchecked_ref());
    }
    Following(closure)
}

impl Drop for Following {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback("popstate", self.0.as_ref().unchecked_ref());
        }
    }
}

/// Writes the fragment: a new entry in the history unless it is the same, or in place of the present one.
pub fn show(fragment: &str, instead: bool) {
    let Some(window) = web_sys::window() else { return };
    let wanted = format!("#{fragment}");
    if window.location().hash().is_ok_and(|now| now == wanted || (now.is_empty() && fragment == "/")) {
        return;
    }
    if let Ok(history) = window.history() {
        let nothing = wasm_bindgen::JsValue::NULL;
        let _ = match instead {
            true => history.replace_state_with_url(&nothing, "", Some(&wanted)),
            false => history.push_state_with_url(&nothing, "", Some(&wanted)),
        };
    }
}
