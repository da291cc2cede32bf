//! The page as a component: holds the model, and runs what the model's changes ask of the browser.

use crate::knowledge;
use crate::model::{Model, Msg, Place, Saving};
use crate::shell::{clock, dom, route, storage};
use crate::views::Screen;
use preflight_engine::asking::{rank, worths, Worth};
use preflight_engine::saved::{decode, encode};
use preflight_engine::Content;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What a host gives the page.
#[derive(Properties, Clone)]
pub struct Props {
    pub content: Rc<Content>,
    /// Days since 1970-01-01.
    pub today: i64,
    pub prefix: AttrValue,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.content, &other.content) && self.today == other.today && self.prefix == other.prefix
    }
}

/// The model as Yew's reducer wants it.
#[derive(Clone)]
struct Store(Rc<Model>);

impl Reducible for Store {
    type Action = Msg;
    fn reduce(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        Self(Rc::new(self.0.update(msg))).into()
    }
}

/// The model at the start: the saved plan, at the place that the address names.
fn opened(props: &Props) -> Model {
    let mut model = Model::new(Rc::clone(&props.content), props.today, &props.prefix);
    match storage::load() {
        storage::Kept::Forbidden => model.saving = Saving::Forbidden,
        storage::Kept::Nothing => {}
        storage::Kept::Plan(text) => {
            let plan = decode(&props.content, &text);
            let damaged = plan.is_err();
            model = model.update(Msg::Opened(plan.map(Box::new)));
            model.replaced.clear();
            model.saving = Saving::Saved;
            if damaged {
                // Saving would overwrite it; without a copy aside nothing is saved.
                let kept = storage::keep_aside(&text);
                model.saving = if kept { model.saving } else { Saving::Forbidden };
                model.notices.push(model.word(if kept { "saving.kept_aside" } else { "saving.not_kept" }));
            }
        }
    }
    let named = route::current().and_then(|fragment| route::place(&props.content, &fragment));
    model.place = named.unwrap_or(Place::Start);
    model
}

#[component]
pub fn App(props: &Props) -> Html {
    let store = {
        let props = props.clone();
        use_reducer(move || Store(Rc::new(opened(&props))))
    };
    let root = use_node_ref();
    let model = Rc::clone(&store.0);
    let send = {
        let store = store.dispatcher();
        use_callback((), move |msg: Msg, ()| store.dispatch(msg))
    };
    use_knowledge(&send);
    use_asking(&model, &send);
    use_saving(&model, &send);
    use_place(&model, &send, &root);
    html! { <div ref={root} class="preflight-root"><Screen {model} {send} /></div> }
}

/// Shows the texts that only a reader needs once they have come.
#[hook]
fn use_knowledge(send: &Callback<Msg>) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let following = knowledge::follow(Callback::from(move |()| send.emit(Msg::Completed)));
        move || drop(following)
    });
}

/// How many questions are worked off between two turns of the browser.
const SLICE: usize = 6;

/// Works out after the paint, in slices, which question is worth answering next; a new answer starts it anew.
#[hook]
fn use_asking(model: &Rc<Model>, send: &Callback<Msg>) {
    let session = Session(Rc::clone(&model.session));
    let (model, send) = (Rc::clone(model), send.clone());
    use_effect_with(session, move |_| {
        // As in the checklist: what decides the same stays in this order.
        let next = model.assessment.next.iter();
        let mut waiting: Vec<usize> = next.filter_map(|next| model.content.question(&next.question)).collect();
        waiting.sort_unstable();
        let work = Rc::new(Work { model, send, now: RefCell::default() });
        Work::go_on(&work, waiting, Vec::new());
        move || drop(work.now.take())
    });
}

/// A ranking in the making: dropping what it does now ends it.
struct Work {
    model: Rc<Model>,
    send: Callback<Msg>,
    now: RefCell<Option<clock::Later>>,
}

impl Work {
    fn go_on(work: &Rc<Self>, mut waiting: Vec<usize>, mut done: Vec<Worth>) {
        let own = Rc::clone(work);
        let next = clock::later(move || {
            let rest = waiting.split_off(waiting.len().min(SLICE));
            let model = &own.model;
            done.extend(worths(&model.content, &model.session.answers, model.today, &waiting));
            if rest.is_empty() {
                rank(&mut done);
                own.send.emit(Msg::Ranked(Rc::new(done)));
            } else {
                Self::go_on(&own, rest, done);
            }
        });
        work.now.replace(Some(next));
    }
}

/// Saves the plan after each change of it, never before one.
#[hook]
fn use_saving(model: &Rc<Model>, send: &Callback<Msg>) {
    let first = use_mut_ref(|| true);
    let session = Session(Rc::clone(&model.session));
    let (model, send) = (Rc::clone(model), send.clone());
    use_effect_with(session, move |_| {
        let was_first = std::mem::replace(&mut *first.borrow_mut(), false);
        if !was_first && model.saving != Saving::Forbidden {
            let text = encode(&model.content, &model.session, &model.assessment);
            let outcome = storage::save(&text);
            let saving = if outcome == storage::Outcome::Failed { Saving::Failed } else { Saving::Saved };
            if outcome == storage::Outcome::OtherKeptAside {
                send.emit(Msg::Noticed(model.word("saving.other_tab")));
            }
            if saving != model.saving {
                send.emit(Msg::Saved(saving));
            }
        }
    });
}

/// A session compared by identity: the model makes a new one only when something changed.
struct Session(Rc<preflight_engine::Session>);

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Follows the model's place with address, title and focus, and the address's changes with the model's place.
#[hook]
fn use_place(model: &Rc<Model>, send: &Callback<Msg>, root: &NodeRef) {
    let first = use_mut_ref(|| true);
    {
        let (model, root) = (Rc::clone(model), root.clone());
        use_effect_with((model.place, model.focus, model.turn), move |_| {
            dom::title(&crate::views::title(&model));
            let was_first = std::mem::replace(&mut *first.borrow_mut(), false);
            if was_first {
                return;
            }
            route::show(&route::fragment(&model.content, model.place));
            let Some(element) = dom::element(&root) else { return };
            dom::close_popovers(&element);
            match model.focus {
                Some(question) => {
                    dom::focus(
                        &element,
                        &format!("[data-question=\"{question}\"] .resp :is(input, select, textarea)"),
                        ".q",
                    );
                }
                None => dom::focus(&element, "h1", ".preflight-root"),
            }
        });
    }
    let (model, send) = (Rc::clone(model), send.clone());
    use_effect_with((), move |()| {
        let content = Rc::clone(&model.content);
        let following = route::follow(move || {
            // The first entry of the history has no fragment: that is the start page.
            let fragment = route::current().unwrap_or_else(|| "/".to_owned());
            if let Some(place) = route::place(&content, &fragment).filter(|_| route::owns_document()) {
                send.emit(Msg::Went(place));
            }
        });
        move || drop(following)
    });
}
