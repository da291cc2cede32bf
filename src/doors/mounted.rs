//! A checklist on somebody's page: what it is mounted with, and what the page can ask of it afterwards.

use super::{content, day, option, plan};
use crate::app::{App, Props};
use crate::checklist::Checklist;
use crate::desk::Start;
use crate::model::Around;
use crate::shell::dom::{self, Element};
use crate::shell::host::Host;
use crate::shell::store::Wanted;
use crate::shell::{clock, route};
use crate::views;
use preflight_engine::report;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use yew::AppHandle;

thread_local! {
    static MOUNTED: Cell<u32> = const { Cell::new(0) };
    /// Those that are mounted now and share the browser's plans.
    static LIVE: Cell<u32> = const { Cell::new(0) };
}

/// A mounted checklist.
#[wasm_bindgen]
pub struct Mounted {
    handle: RefCell<Option<AppHandle<App>>>,
    /// Whether it counts among those that share the browser's plans.
    shares: bool,
    checklist: Rc<Checklist>,
    element: Element,
}

fn is_given(value: &JsValue) -> bool {
    !value.is_undefined() && !value.is_null()
}

/// Where plans are to be kept, as `options.storage` says: "browser", "memory", or the host's own object.
fn storage(options: &JsValue) -> Result<Wanted, JsError> {
    let given = option(options, "storage");
    match given.as_string().as_deref() {
        Some("browser") => Ok(Wanted::Browser),
        Some("memory") => Ok(Wanted::Memory),
        None if given.is_undefined() => Ok(Wanted::Browser),
        None if given.is_object() => Ok(Wanted::Host(given)),
        _ => Err(JsError::new("`storage` must be \"browser\", \"memory\" or an object with load() and save().")),
    }
}

fn around(options: &JsValue, host: &Host) -> Around {
    let owner = option(options, "owner").is_truthy() && route::is_top();
    Around {
        owner,
        starts: owner && route::current().is_none_or(|fragment| fragment.len() <= 2),
        // A second one beside it would only read along.
        resumes: !owner && LIVE.with(Cell::get) == 0,
        file: option(options, "file").as_string().unwrap_or_default(),
        is_file: host.writes_page(),
        readonly: option(options, "readonly").is_truthy(),
        newer: false,
    }
}

/// Shows the checklist inside `element`. Types and meaning of the options are in embed/index.d.ts.
#[wasm_bindgen]
pub fn mount(element: Element, options: JsValue) -> Result<Mounted, JsError> {
    let content = content()?;
    let today = day(&options)?.unwrap_or_else(clock::today);
    let storage = storage(&options)?;
    let given = option(&options, "plan");
    let given = is_given(&given).then(|| plan(&content, given)).transpose()?;
    let theme = option(&options, "theme").as_string();
    let host = Host::of(&options);
    let around = around(&options, &host);
    let shares = storage == Wanted::Browser;
    LIVE.with(|live| live.set(live.get() + u32::from(shares)));
    let number = MOUNTED.with(|count| count.replace(count.get() + 1));
    let start = Start { storage, plan: given };
    let checklist = Checklist::new(content, today, &format!("preflight{number}-"), around, host, start);
    element.set_text_content(None);
    theme.iter().for_each(|theme| dom::theme(&element, theme));
    let props = Props { checklist: Rc::clone(&checklist) };
    let handle = yew::Renderer::<App>::with_root_and_props(element.clone(), props).render();
    Ok(Mounted { handle: RefCell::new(Some(handle)), shares, checklist, element })
}

#[wasm_bindgen]
impl Mounted {
    /// Saves, and takes the checklist off the page. Calling it again does nothing.
    pub fn unmount(&self) {
        if let Some(handle) = self.handle.take() {
            self.checklist.desk.flush();
            handle.destroy();
            LIVE.with(|live| live.set(live.get().saturating_sub(u32::from(self.shares))));
        }
    }

    /// The text of the plan file of the open plan; undefined when none is open.
    pub fn plan(&self) -> Option<String> {
        let model = self.checklist.model();
        // What is only looked at is not the reader's, unless nothing else is open.
        let own = model.beneath.as_ref().filter(|beneath| beneath.has_plan()).unwrap_or(&model);
        own.has_plan().then(|| own.file())
    }

    /// Shows a plan, given as a value or as the text of a file. Throws with a sentence when it cannot be read.
    pub fn load(&self, given: JsValue) -> Result<(), JsError> {
        let opened = plan(&*content()?, given)?;
        self.checklist.given(opened);
        Ok(())
    }

    /// Colours: "light", "dark", anything else as the reader's system says.
    pub fn theme(&self, name: &str) {
        dom::theme(&self.element, name);
    }

    /// Whether nothing can be changed.
    pub fn readonly(&self, on: bool) {
        self.checklist.set_around(|around| around.readonly = on);
    }

    /// Saves what waits to be saved, at once.
    pub fn flush(&self) {
        self.checklist.desk.flush();
    }

    /// Gives the heading of the view the focus.
    pub fn focus(&self) {
        dom::focus(&self.element, "h1", ".preflight-root");
    }

    /// The open plan as "json", "markdown", "html" (the report), "csv" (answers), "tasks" (CSV) or "ics". Throws for any other word.
    pub fn export(&self, format: &str) -> Result<String, JsError> {
        exported(&self.checklist, format, &self.element).ok_or_else(|| {
            JsError::new("The format must be \"json\", \"markdown\", \"html\", \"csv\", \"tasks\" or \"ics\".")
        })
    }
}

fn exported(checklist: &Checklist, format: &str, element: &Element) -> Option<String> {
    let model = checklist.model();
    let (content, session, assessment) = (&model.content, &model.session, &model.assessment);
    Some(match format {
        "json" => model.file(),
        "markdown" => report::markdown(content, session, assessment),
        "html" => views::document(&model, &dom::styles(element)),
        "csv" => report::answers_csv(content, session, assessment),
        "tasks" => report::csv(content, session, assessment),
        "ics" => report::ics(content, session, assessment),
        _ => return None,
    })
}
