//! The page as a component: draws the checklist's model, and works out after the paint what can wait.

use crate::checklist::Checklist;
use crate::forecasting::use_forecast;
use crate::knowledge;
use crate::model::{Holding, Model, Msg, Origin, Place, Spot};
use crate::shell::{clock, dom, focus, host, keys, route};
use crate::views::Screen;
use preflight_engine::asking::{rank, question_values, QuestionValue};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The checklist that is drawn.
#[derive(Properties, Clone)]
pub struct Props {
    pub checklist: Rc<Checklist>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.checklist, &other.checklist)
    }
}

#[component]
pub fn App(props: &Props) -> Html {
    let root = use_node_ref();
    let checklist = Rc::clone(&props.checklist);
    use_start(&checklist);
    let (model, send) = (checklist.model(), checklist.send.clone());
    use_knowledge(&send);
    use_asking(&model, &send);
    use_forecast(&model, &send);
    use_place(&model, &checklist, &root);
    use_attention(&model, &checklist, &root);
    html! { <div ref={root} class="preflight-root"><Screen {model} {send} /></div> }
}

/// Opens the store after the first paint, and closes it when the page goes.
#[hook]
fn use_start(checklist: &Rc<Checklist>) {
    let redraw = use_force_update();
    checklist.drawn_by(Callback::from(move |()| redraw.force_update()));
    let checklist = Rc::clone(checklist);
    use_effect_with((), move |()| {
        checklist.start();
        move || checklist.end()
    });
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
        let tell = move |()| send.emit(Msg::Completed { newer: host::has_newer() });
        // It may have come before anybody followed.
        tell(());
        let following = knowledge::follow(Callback::from(tell));
        move || drop(following)
    });
}

/// Milliseconds that the browser has for itself after it drew a change.
const BREATH: i32 = 20;

/// How many questions are worked off between two turns of the browser.
const SLICE: usize = 6;

/// Works out after the paint, in slices, which question is worth answering next; a new answer starts it anew.
#[hook]
fn use_asking(model: &Rc<Model>, send: &Callback<Msg>) {
    let session = ByPointer(Rc::clone(&model.session));
    let (model, send) = (Rc::clone(model), send.clone());
    use_effect_with((session, model.has_plan()), move |(_, is_on)| {
        // As in the checklist: what decides the same stays in this order.
        let next = model.assessment.next.iter().filter(|_| *is_on);
        let mut waiting: Vec<usize> = next.filter_map(|next| model.content.question(&next.question)).collect();
        waiting.sort_unstable();
        let work = Rc::new(Work { model, send, now: RefCell::default() });
        if *is_on {
            let own = Rc::clone(&work);
            work.now.replace(Some(clock::painted(BREATH, move || Work::go_on(&own, waiting, Vec::new()))));
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
    fn go_on(work: &Rc<Self>, mut waiting: Vec<usize>, mut done: Vec<QuestionValue>) {
        let own = Rc::clone(work);
        let next = clock::later(move || {
            let rest = waiting.split_off(waiting.len().min(SLICE));
            let model = &own.model;
            done.extend(question_values(&model.content, &model.session.answers, model.today, &waiting));
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
fn use_place(model: &Rc<Model>, checklist: &Rc<Checklist>, root: &NodeRef) {
    let first = use_mut_ref(|| true);
    {
        let (model, root) = (Rc::clone(model), root.clone());
        use_effect_with((model.place, model.focus, model.turn), move |_| {
            let owner = model.around.owner;
            if owner {
                dom::title(&crate::views::title(&model));
            }
            // Until then the address says where to go, not the model.
            if model.turn == 0 {
                return;
            }
            let was_first = std::mem::replace(&mut *first.borrow_mut(), false);
            let linked = model.held.holding == Holding::Preview(Origin::Link);
            if owner && !linked {
                route::show(&route::fragment(&model.content, model.place, &model.held.id), was_first);
            }
            let Some(element) = dom::element(&root).filter(|_| !was_first) else { return };
            dom::close_popovers(&element);
            match model.focus {
                Some(Spot::Question(place)) => {
                    let field = format!("[data-question=\"{place}\"] .resp :is(input, select, textarea)");
                    dom::focus(&element, &field, ".q");
                }
                Some(Spot::Finding(place)) => dom::reveal(&element, &format!("[data-rule=\"{place}\"] > summary")),
                Some(Spot::Task(place)) => dom::reveal(&element, &format!("[data-task=\"{place}\"] summary")),
                Some(Spot::Term(place)) => dom::reveal(&element, &format!("[data-term=\"{place}\"]")),
                None => dom::focus(&element, "h1", ".preflight-root"),
            }
        });
    }
    let (desk, owner) = (Rc::clone(&checklist.desk), model.around.owner);
    use_effect_with(owner, move |owner| {
        let following = owner.then(|| route::follow(move || desk.follow_address(None)));
        move || drop(following)
    });
}

/// On the views of a plan: single keys act, unless they are off, and the focus stays on the
/// page when what had it goes.
#[hook]
fn use_attention(model: &Rc<Model>, checklist: &Rc<Checklist>, root: &NodeRef) {
    let is_on = model.place != Place::Start && model.has_plan();
    let ids = ["finder", "keys"].map(|name| model.id(name));
    let (checklist, root) = (Rc::clone(checklist), root.clone());
    use_effect_with((is_on, model.around.owner), move |(is_on, owner)| {
        let attending = dom::element(&root).filter(|_| *is_on).map(|element| {
            let own = element.clone();
            // The model is asked at each key: that they are off holds before it is drawn.
            let told = move |key: &str| match key {
                _ if !checklist.model().keys => false,
                "/" => dom::open_popover(&own, &ids[0]),
                "?" => dom::open_popover(&own, &ids[1]),
                "n" => {
                    checklist.send.emit(Msg::NextOpen);
                    true
                }
                _ => false,
            };
            (focus::follow(&element), keys::listen(&element, *owner, Rc::new(told)))
        });
        move || drop(attending)
    });
}
