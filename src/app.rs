//! The page as a component: holds the model, and runs what the model's changes ask of the browser.

use crate::desk::Desk;
use crate::knowledge;
use crate::model::{Holding, Model, Msg, Origin};
use crate::shell::store::Wanted;
use crate::shell::{clock, dom, route};
use crate::views::Screen;
use preflight_engine::asking::{rank, worths, Worth};
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
    /// Where plans are kept.
    pub storage: Wanted,
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

#[component]
pub fn App(props: &Props) -> Html {
    let store = {
        let props = props.clone();
        use_reducer(move || {
            let model = Model::new(props.content, props.today, &props.prefix);
            Store(Rc::new(Model { offset: clock::offset(), whole: knowledge::is_whole(), ..model }))
        })
    };
    let root = use_node_ref();
    let model = Rc::clone(&store.0);
    let (desk, send) = use_desk(props, &model, store.dispatcher());
    use_knowledge(&send);
    use_asking(&model, &send);
    use_place(&model, &desk, &root);
    html! { <div ref={root} class="preflight-root"><Screen {model} {send} /></div> }
}

/// The page's dealings with its store, and where messages go: wishes there, everything else to the model.
#[hook]
fn use_desk(props: &Props, model: &Rc<Model>, store: UseReducerDispatcher<Store>) -> (Rc<Desk>, Callback<Msg>) {
    let (content, today, wanted) = (Rc::clone(&props.content), props.today, props.storage.clone());
    let desk = use_memo((), move |()| {
        let send = store.clone();
        let desk = Desk::new(content, today, Callback::from(move |msg| send.dispatch(msg)));
        let own = Rc::clone(&desk);
        let send = Callback::from(move |msg| match msg {
            Msg::Wished(wish) => own.wish(wish),
            msg => store.dispatch(msg),
        });
        (desk, send)
    });
    let (seen, own) = (Rc::clone(model), Rc::clone(&desk.0));
    use_effect_with(ByPointer(Rc::clone(model)), move |_| own.see(&seen));
    let own = Rc::clone(&desk.0);
    use_effect_with((), move |()| {
        own.start(wanted);
        move || own.end()
    });
    (Rc::clone(&desk.0), desk.1.clone())
}

/// Compared by identity: the model makes a new one only when something changed.
struct ByPointer<T>(Rc<T>);

impl<T> PartialEq for ByPointer<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Shows the texts that only a reader needs once they have come.
#[hook]
fn use_knowledge(send: &Callback<Msg>) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let following = knowledge::follow(Callback::from(move |()| send.emit(Msg::Completed(knowledge::is_whole()))));
        move || drop(following)
    });
}

/// How many questions are worked off between two turns of the browser.
const SLICE: usize = 6;

/// Works out after the paint, in slices, which question is worth answering next; a new answer starts it anew.
#[hook]
fn use_asking(model: &Rc<Model>, send: &Callback<Msg>) {
    let session = ByPointer(Rc::clone(&model.session));
    let (model, send) = (Rc::clone(model), send.clone());
    use_effect_with((session, model.whole && model.has_plan()), move |(_, is_on)| {
        // As in the checklist: what decides the same stays in this order.
        let next = model.assessment.next.iter().filter(|_| *is_on);
        let mut waiting: Vec<usize> = next.filter_map(|next| model.content.question(&next.question)).collect();
        waiting.sort_unstable();
        let work = Rc::new(Work { model, send, now: RefCell::default() });
        if *is_on {
            Work::go_on(&work, waiting, Vec::new());
        }
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

/// Follows the model's place with address, title and focus, and the address's changes with the model's place.
#[hook]
fn use_place(model: &Rc<Model>, desk: &Rc<Desk>, root: &NodeRef) {
    let first = use_mut_ref(|| true);
    {
        let (model, root) = (Rc::clone(model), root.clone());
        use_effect_with((model.place, model.focus, model.turn), move |_| {
            dom::title(&crate::views::title(&model));
            // Until then the address says where to go, not the model.
            if model.turn == 0 {
                return;
            }
            let was_first = std::mem::replace(&mut *first.borrow_mut(), false);
            let linked = model.held.holding == Holding::Preview(Origin::Link);
            if !linked {
                route::show(&route::fragment(&model.content, model.place, &model.held.id), was_first);
            }
            let Some(element) = dom::element(&root).filter(|_| !was_first) else { return };
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
    let desk = Rc::clone(desk);
    use_effect_with((), move |()| {
        let following = route::follow(move || {
            if route::owns_document() {
                desk.follow_address(None);
            }
        });
        move || drop(following)
    });
}
