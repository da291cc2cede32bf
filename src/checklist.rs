//! A mounted checklist: its model, its dealings with its store, and where messages go. It lives from `mount` to
//! `unmount`, and Yew draws it.

use crate::desk::{Desk, Start};
use crate::model::{Around, Model, Msg};
use crate::shell::clock;
use crate::shell::host::Host;
use preflight_engine::saved::LoadedPlan;
use preflight_engine::Content;
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// A mounted checklist.
pub struct Checklist {
    pub desk: Rc<Desk>,
    pub send: Callback<Msg>,
    model: Rc<RefCell<Rc<Model>>>,
    /// Where messages find the desk, as long as the page is mounted.
    place: Rc<RefCell<Option<Rc<Desk>>>>,
    /// Draws the page again, once it was drawn.
    redraw: Rc<RefCell<Option<Callback<()>>>>,
    start: RefCell<Option<Start>>,
}

impl Checklist {
    /// Every message makes the next model at once, and the desk sees it at once. Yew draws it later, in a page that is
    /// not seen much later: what was typed must be saved before that.
    pub fn new(content: Rc<Content>, today: i64, prefix: &str, around: Around, host: Host, start: Start) -> Rc<Self> {
        let first = Model::new(Rc::clone(&content), today, prefix);
        let first = Model { offset: clock::offset(), around: Rc::new(around), ..first };
        let model = Rc::new(RefCell::new(Rc::new(first)));
        let place: Rc<RefCell<Option<Rc<Desk>>>> = Rc::default();
        let redraw: Rc<RefCell<Option<Callback<()>>>> = Rc::default();
        let (own, at, drawn) = (Rc::clone(&model), Rc::clone(&place), Rc::clone(&redraw));
        let send = Callback::from(move |msg| {
            let Some(desk) = at.borrow().clone() else { return };
            if let Msg::Wished(wish) = msg {
                return desk.wish(wish);
            }
            let next = Rc::new(own.borrow().update(msg));
            own.replace(Rc::clone(&next));
            let redraw = drawn.borrow().clone();
            if let Some(redraw) = redraw {
                redraw.emit(());
            }
            desk.see(&next);
        });
        let desk = Desk::new(content, today, send.clone(), host);
        desk.see(&model.borrow());
        place.replace(Some(Rc::clone(&desk)));
        Rc::new(Self { desk, send, model, place, redraw, start: RefCell::new(Some(start)) })
    }

    /// What the page shows now.
    pub fn model(&self) -> Rc<Model> {
        Rc::clone(&self.model.borrow())
    }

    /// How the page is drawn again.
    pub fn drawn_by(&self, redraw: Callback<()>) {
        self.redraw.replace(Some(redraw));
    }

    /// Opens the store, once.
    pub fn start(&self) {
        if let Some(start) = self.start.take() {
            self.desk.start(start);
        }
    }

    /// Saves, and ends everything that could still act.
    pub fn end(&self) {
        self.desk.end();
        self.place.take();
    }

    /// The host gives a plan to show.
    pub fn given(&self, opened: LoadedPlan) {
        self.desk.given(opened);
    }

    /// What is around the page changed.
    pub fn set_around(&self, change: impl FnOnce(&mut Around)) {
        let mut around = (*self.model().around).clone();
        change(&mut around);
        self.send.emit(Msg::Around(around));
    }
}
