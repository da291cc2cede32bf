//! The page as a component: holds the model, and runs what the model's changes ask of the browser.

use crate::desk::Desk;
use crate::forecasting::use_forecast;
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

#[component]
pub fn App(props: &Props) -> Html {
    let root = use_node_ref();
    let (desk, send, model) = use_desk(props);
    use_knowledge(&send);
    use_asking(&model, &send);
    use_forecast(&model, &send);
    use_place(&model, &desk, &root);
    html! { <div ref={root} class="preflight-root"><Screen {model} {send} /></div> }
}

/// What lives as long as the page: its dealings with its store, where messages go, and the model.
struct Page {
    desk: Rc<Desk>,
    send: Callback<Msg>,
    model: Rc<RefCell<Rc<Model>>>,
    /// Where messages find the desk, as long as the page is mounted.
    place: Rc<RefCell<Option<Rc<Desk>>>>,
}

impl Page {
    /// Every message makes the next model at once, and the desk sees it at once. Yew draws it later, in a page that is
    /// not seen much later: what was typed must be saved before that.
    fn new(props: &Props, redraw: UseForceUpdateHandle) -> Self {
        let first = Model::new(Rc::clone(&props.content), props.today, &props.prefix);
        let first = Model { offset: clock::offset(), whole: knowledge::is_whole(), ..first };
        let model = Rc::new(RefCell::new(Rc::new(first)));
        let place: Rc<RefCell<Option<Rc<Desk>>>> = Rc::default();
        let (own, at) = (Rc::clone(&model), Rc::clone(&place));
        let send = Callback::from(move |msg| {
            let Some(desk) = at.borrow().clone() else { return };
            if let Msg::Wished(wish) = msg {
                return desk.wish(wish);
            }
            let next = Rc::new(own.borrow().update(msg));
            own.replace(Rc::clone(&next));
            redraw.force_update();
            desk.see(&next);
        });
        let desk = Desk::new(Rc::clone(&props.content), props.today, send.clone());
        desk.see(&model.borrow());
        place.replace(Some(Rc::clone(&desk)));
        Self { desk, send, model, place }
    }
}

#[hook]
fn use_desk(props: &Props) -> (Rc<Desk>, Callback<Msg>, Rc<Model>) {
    let redraw = use_force_update();
    let page = {
        let props = props.clone();
        use_memo((), move |()| Page::new(&props, redraw))
    };
    let (own, wanted) = (Rc::clone(&page), props.storage.clone());
    use_effect_with((), move |()| {
        own.desk.start(wanted);
        move || {
            own.desk.end();
            own.place.take();
        }
    });
    let model = Rc::clone(&page.model.borrow());
    (Rc::clone(&page.desk), page.send.clone(), model)
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
        let tell = move |()| send.emit(Msg::Completed(knowledge::is_whole()));
        // It may have come before anybody followed.
        tell(());
        let following = knowledge::follow(Callback::from(tell));
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
