//! A mounted page as a program: the model, how messages change it, and the handler that runs the effects. It lives from
//! `mount` to `unmount`; Yew draws it.

use crate::effects::Effects;
use crate::model::{HostContext, Model, Msg, Opening};
use crate::shell::clock;
use crate::shell::host::Host;
use crate::shell::storage::StorageChoice;
use preflight_engine::plan_file::LoadedPlan;
use preflight_engine::Content;
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// What a page begins with.
pub struct StartOptions {
    /// Where plans are stored.
    pub storage: StorageChoice,
    /// A plan that the host gives.
    pub plan: Option<LoadedPlan>,
}

/// A mounted page.
pub struct Program {
    pub send: Callback<Msg>,
    effects: Rc<Effects>,
    model: Rc<RefCell<Rc<Model>>>,
    /// Where messages find the handler, as long as the page is mounted.
    handler: Rc<RefCell<Option<Rc<Effects>>>>,
    /// Draws the page again, once it was drawn.
    redraw: Rc<RefCell<Option<Callback<()>>>>,
    storage: RefCell<Option<StorageChoice>>,
}

impl Program {
    /// Every message makes the next model at once, and its effects run at once. Yew draws it later, in a page that is
    /// hidden much later: what was typed must be saved before that.
    pub fn new(
        content: Rc<Content>,
        today: i64,
        id_prefix: &str,
        host_context: HostContext,
        host: Host,
        options: StartOptions,
    ) -> Rc<Self> {
        let model = first_model(&content, today, id_prefix, host_context, options.plan);
        let model = Rc::new(RefCell::new(Rc::new(model)));
        let handler: Rc<RefCell<Option<Rc<Effects>>>> = Rc::default();
        let redraw: Rc<RefCell<Option<Callback<()>>>> = Rc::default();
        let send = dispatcher(&model, &handler, &redraw);
        let effects = Effects::new(content, today, send.clone(), host);
        handler.replace(Some(Rc::clone(&effects)));
        let storage = RefCell::new(Some(options.storage));
        Rc::new(Self { send, effects, model, handler, redraw, storage })
    }

    /// What the page shows now.
    pub fn model(&self) -> Rc<Model> {
        Rc::clone(&self.model.borrow())
    }

    /// How the page is drawn again.
    pub fn set_redraw(&self, redraw: Callback<()>) {
        self.redraw.replace(Some(redraw));
    }

    /// Opens the storage, once.
    pub fn start(&self) {
        if let Some(storage) = self.storage.take() {
            self.effects.start(storage);
        }
    }

    /// Saves, and ends everything that could still act.
    pub fn end(&self) {
        self.effects.end();
        self.handler.take();
    }

    /// Saves what waits to be saved, at once.
    pub fn save_now(&self) {
        self.effects.save_now();
    }

    /// What is around the page changed.
    pub fn change_host_context(&self, change: impl FnOnce(&mut HostContext)) {
        let mut context = (*self.model().page.host_context).clone();
        change(&mut context);
        self.send.emit(Msg::HostContextChanged(context));
    }
}

fn first_model(
    content: &Rc<Content>,
    today: i64,
    id_prefix: &str,
    host_context: HostContext,
    plan: Option<LoadedPlan>,
) -> Model {
    let mut model = Model::new(Rc::clone(content), today, id_prefix);
    model.page.utc_offset = clock::offset();
    model.page.host_context = Rc::new(host_context);
    model.page.opening = Opening::ReadingStorage { host_plan: plan.map(Box::new) };
    model
}

/// From a message to the next model, the drawing of it and its effects.
fn dispatcher(
    model: &Rc<RefCell<Rc<Model>>>,
    handler: &Rc<RefCell<Option<Rc<Effects>>>>,
    redraw: &Rc<RefCell<Option<Callback<()>>>>,
) -> Callback<Msg> {
    let (model, handler, redraw) = (Rc::clone(model), Rc::clone(handler), Rc::clone(redraw));
    Callback::from(move |msg| {
        let Some(handler) = handler.borrow().clone() else { return };
        let (next, effects) = model.borrow().update(msg);
        let next = Rc::new(next);
        model.replace(Rc::clone(&next));
        let redraw = redraw.borrow().clone();
        if let Some(redraw) = redraw {
            redraw.emit(());
        }
        for effect in effects {
            handler.run(effect, &next);
        }
    })
}
