//! `mount` and the handle that it returns: the options of a mounted checklist, and what JavaScript can do with it
//! later.

use super::{content, day, option, plan};
use crate::app::{App, Props};
use crate::model::{Export, HostContext, Model, Msg};
use crate::program::{Program, StartOptions};
use crate::shell::dom::{self, Element};
use crate::shell::host::Host;
use crate::shell::storage::StorageChoice;
use crate::shell::{address, clock};
use crate::views;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use yew::AppHandle;

thread_local! {
    static MOUNTED: Cell<u32> = const { Cell::new(0) };
    /// The number of mounted checklists that share the plans in the browser.
    static LIVE: Cell<u32> = const { Cell::new(0) };
}

/// A mounted checklist.
#[wasm_bindgen]
pub struct Mounted {
    handle: RefCell<Option<AppHandle<App>>>,
    /// Whether it shares the plans in the browser.
    shares: bool,
    program: Rc<Program>,
    element: Element,
}

fn is_present(value: &JsValue) -> bool {
    !value.is_undefined() && !value.is_null()
}

/// Where to store plans, from `options.storage`: "browser", "memory", or an object of the host.
fn storage(options: &JsValue) -> Result<StorageChoice, JsError> {
    let choice = option(options, "storage");
    match choice.as_string().as_deref() {
        Some("browser") => Ok(StorageChoice::Browser),
        Some("memory") => Ok(StorageChoice::Memory),
        None if choice.is_undefined() => Ok(StorageChoice::Browser),
        None if choice.is_object() => Ok(StorageChoice::Host(choice)),
        _ => Err(JsError::new("`storage` must be \"browser\", \"memory\" or an object with load() and save().")),
    }
}

fn host_context(options: &JsValue, host: &Host) -> HostContext {
    let owns_document = option(options, "owner").is_truthy() && address::is_top();
    HostContext {
        owns_document,
        at_start_url: owns_document && address::current().is_none_or(|fragment| fragment.len() <= 2),
        // Only the first checklist reopens the last plan, because a second one could only read it.
        reopens_last: !owns_document && LIVE.with(Cell::get) == 0,
        download_url: option(options, "file").as_string().unwrap_or_default(),
        is_single_file: host.writes_page(),
        readonly: option(options, "readonly").is_truthy(),
        update_ready: false,
    }
}

/// Shows the checklist inside `element`. Types and meaning of the options are in embed/index.d.ts.
#[wasm_bindgen]
pub fn mount(element: Element, options: JsValue) -> Result<Mounted, JsError> {
    let content = content()?;
    let today = day(&options)?.unwrap_or_else(clock::today);
    let storage = storage(&options)?;
    let plan_value = option(&options, "plan");
    let plan = is_present(&plan_value).then(|| plan(&content, plan_value)).transpose()?;
    let theme = option(&options, "theme").as_string();
    let host = Host::of(&options, &element);
    let context = host_context(&options, &host);
    let shares = storage == StorageChoice::Browser;
    LIVE.with(|live| live.set(live.get() + u32::from(shares)));
    let number = MOUNTED.with(|count| count.replace(count.get() + 1));
    let start = StartOptions { storage, plan };
    let program = Program::new(content, today, &format!("preflight{number}-"), context, host, start);
    element.set_text_content(None);
    theme.iter().for_each(|theme| dom::theme(&element, theme));
    let props = Props { program: Rc::clone(&program) };
    let handle = yew::Renderer::<App>::with_root_and_props(element.clone(), props).render();
    Ok(Mounted { handle: RefCell::new(Some(handle)), shares, program, element })
}

#[wasm_bindgen]
impl Mounted {
    /// Saves, and removes the checklist from the page. Calling it again does nothing.
    pub fn unmount(&self) {
        if let Some(handle) = self.handle.take() {
            self.program.save_now();
            handle.destroy();
            LIVE.with(|live| live.set(live.get().saturating_sub(u32::from(self.shares))));
        }
    }

    /// The text of the plan file of the open plan; undefined when none is open.
    pub fn plan(&self) -> Option<String> {
        let model = self.program.model();
        // A preview does not count as the open plan, unless no other plan is open.
        let shown = model.underlying.as_ref().filter(|underlying| underlying.has_plan()).unwrap_or(&model);
        shown.has_plan().then(|| shown.plan_file())
    }

    /// Shows a plan that is given as a value or as the text of a plan file. Throws if it cannot be read.
    pub fn load(&self, plan_value: JsValue) -> Result<(), JsError> {
        let loaded = plan(&*content()?, plan_value)?;
        self.program.send.emit(Msg::HostPlanGiven(Box::new(loaded)));
        Ok(())
    }

    /// Sets the colours: "light", "dark", or anything else for the setting of the reader's system.
    pub fn theme(&self, name: &str) {
        dom::theme(&self.element, name);
    }

    /// Sets whether plans can only be read.
    pub fn readonly(&self, on: bool) {
        self.program.change_host_context(|context| context.readonly = on);
    }

    /// Saves unsaved changes now.
    pub fn flush(&self) {
        self.program.save_now();
    }

    /// Moves the focus to the heading of the view.
    pub fn focus(&self) {
        dom::focus(&self.element, "h1", ".preflight-root");
    }

    /// The open plan as "json", "markdown", "html" (the report), "csv" (answers), "tasks" (CSV) or "ics". Throws for
    /// any other word.
    pub fn export(&self, format: &str) -> Result<String, JsError> {
        content()?;
        exported(&self.program.model(), format, &self.element).ok_or_else(|| {
            JsError::new("The format must be \"json\", \"markdown\", \"html\", \"csv\", \"tasks\" or \"ics\".")
        })
    }
}

fn exported(model: &Rc<Model>, format: &str, element: &Element) -> Option<String> {
    model.export_text(match format {
        "json" => Export::PlanFile,
        "markdown" => Export::Markdown,
        "html" => return Some(views::document(model, &dom::styles(element))),
        "csv" => Export::AnswersCsv,
        "tasks" => Export::TasksCsv,
        "ics" => Export::Calendar,
        _ => return None,
    })
}
