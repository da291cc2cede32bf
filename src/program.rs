//! The program of a mounted page: it holds the model, applies messages, and passes effects to the effect handler. The
//! bindings create it in `mount` and end it in `unmount`; `App` renders it.

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

/// The options of `mount` that matter only at the start.
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
    /// The effect handler that messages reach; none after the page was unmounted.
    handler: Rc<RefCell<Option<Rc<Effects>>>>,
    /// Requests another render; none before the first render.
    redraw: Rc<RefCell<Option<Callback<()>>>>,
    storage: RefCell<Option<StorageChoice>>,
}

impl Program {
    /// Every message produces the next model and runs its effects at once. Yew renders later, and on a hidden page much
    /// later; edits must be saved before that.
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

    /// The current model.
    pub fn model(&self) -> Rc<Model> {
        Rc::clone(&self.model.borrow())
    }

    /// Sets the callback that requests another render.
    pub fn set_redraw(&self, redraw: Callback<()>) {
        self.redraw.replace(Some(redraw));
    }

    /// Opens the storage, once.
    pub fn start(&self) {
        if let Some(storage) = self.storage.take() {
            self.effects.start(storage);
        }
    }

    /// Saves, and cancels everything that could still run.
    pub fn end(&self) {
        self.effects.end();
        self.handler.take();
    }

    /// Saves unsaved changes now.
    pub fn save_now(&self) {
        self.effects.save_now();
    }

    /// Changes the host context.
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

/// The callback for messages: computes the next model, requests a render and runs the effects.
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
