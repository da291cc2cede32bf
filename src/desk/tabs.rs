//! One writer for each plan: who has its lock writes, other tabs read along and can take it over. Without locks every
//! tab writes, and the keeper merges.

use super::Desk;
use crate::model::{Holding, Msg, Place};
use crate::shell::clock;
use crate::shell::locks::{request, Told, Way};
use preflight_engine::saved::LoadedPlan;
use preflight_engine::store::{plan_of, Backend, PlanStore, HAND_OVER};
use std::cell::RefCell;
use std::rc::Rc;

/// Milliseconds after which a plan is taken from a tab that does not answer.
const PATIENCE: i32 = 3_000;

/// Milliseconds between two looks for what the tab before has left.
const AGAIN: i32 = 1_000;

fn lock_name(id: &str) -> String {
    format!("dms-preflight:{id}")
}

impl Desk {
    /// Opens a plan that was loaded, once it is known whether it can be changed here. Until then the plan before it
    /// stays open, so that nothing that is typed meanwhile is lost.
    pub(super) fn claim(self: &Rc<Self>, keeper: PlanStore, turn: u32, opened: LoadedPlan, place: Option<Place>) {
        let name = lock_name(keeper.id());
        let (desk, id) = (Rc::clone(self), keeper.id().to_owned());
        let waiting = RefCell::new(Some((keeper, opened)));
        let told = move |told: Told| {
            let holding = match &told {
                Told::Lost => return desk.lost(&id),
                Told::Taken => Holding::Along,
                Told::Mine(_) | Told::Without => Holding::Own,
            };
            // A lock that comes too late is dropped here.
            let Some((keeper, opened)) = waiting.take().filter(|_| desk.turn.get() == turn) else { return };
            let along = holding == Holding::Along;
            desk.took(keeper, opened, holding, place);
            if let Told::Mine(lock) = told {
                desk.lock.replace(Some(lock));
                // A tab that was closed a moment ago may still be writing what was typed there last.
                desk.look_again(4);
            }
            if along {
                desk.queue(Way::Wait);
            }
        };
        if self.is_shared() {
            request(&name, Way::IfFree, Rc::new(told));
        } else {
            told(Told::Without);
        }
    }

    /// Asks for the lock of the open plan.
    pub(super) fn queue(self: &Rc<Self>, way: Way) {
        let Some(id) = self.open_id().filter(|_| self.is_shared()) else { return };
        let (desk, own) = (Rc::clone(self), id.clone());
        let told = move |told: Told| match told {
            Told::Mine(lock) if desk.is_open(&own) && desk.lock.borrow().is_none() => {
                desk.lock.replace(Some(lock));
                if desk.is_along() {
                    desk.refresh();
                    desk.look_again(4);
                    desk.say(Msg::Handed(Holding::Own));
                }
            }
            Told::Lost => desk.lost(&own),
            _ => {}
        };
        request(&lock_name(&id), way, Rc::new(told));
    }

    fn is_along(&self) -> bool {
        self.model.borrow().as_ref().is_some_and(|model| {
            let model = model.beneath.as_ref().unwrap_or(model);
            model.held.holding == Holding::Along
        })
    }

    /// The plan was taken by another tab: what waits is still saved, which merges if the other one was faster.
    fn lost(self: &Rc<Self>, id: &str) {
        if self.is_open(id) {
            self.flush();
            self.lock.take();
            self.say(Msg::Handed(Holding::Along));
            self.queue(Way::Wait);
        }
    }

    /// Asks the tab that writes to give the plan away, and takes it if there is no answer.
    pub(super) fn take_over(self: &Rc<Self>) {
        let Some(store) = self.store() else { return };
        let Some(id) = self.open_id() else { return };
        // The time makes it a change each time, which other tabs hear of.
        let _ = store.set(HAND_OVER, &format!("{id} {} {}", self.writer, clock::now()));
        let desk = Rc::downgrade(self);
        let timer = clock::after(PATIENCE, move || {
            if let Some(desk) = desk.upgrade().filter(|desk| desk.is_open(&id) && desk.is_along()) {
                desk.queue(Way::Steal);
            }
        });
        self.timer.replace(Some(timer));
    }

    /// Another tab wrote something.
    pub(super) fn written(self: &Rc<Self>, key: &str, text: Option<&str>) {
        let open = self.open_id();
        if key == HAND_OVER {
            let wanted = text.and_then(|text| text.split(' ').next()).map(str::to_owned);
            if let Some(id) = wanted.filter(|_| !self.is_along()) {
                self.lost(&id);
            }
            return;
        }
        if open.is_some() && plan_of(key) == open.as_deref() {
            self.refresh();
        }
        let at_start = self.model.borrow().as_ref().is_some_and(|model| model.place == Place::Start);
        if at_start {
            self.reshelve();
        }
    }

    /// What a tab writes while it is left reaches this one later than its lock does, and sometimes without an event.
    fn look_again(self: &Rc<Self>, left: u32) {
        let desk = Rc::downgrade(self);
        let timer = clock::after(AGAIN, move || {
            if let Some(desk) = desk.upgrade() {
                desk.refresh();
                if left > 1 {
                    desk.look_again(left - 1);
                }
            }
        });
        self.again.replace(Some(timer));
    }

    /// Takes over what another tab saved.
    fn refresh(self: &Rc<Self>) {
        let (session, before, status, at) = {
            let mut keeper = self.keeper.borrow_mut();
            let Some(keeper) = keeper.as_mut() else { return };
            let before = Rc::clone(keeper.base());
            (keeper.refresh(&self.content), before, keeper.status(), keeper.wake_at())
        };
        if at.is_some() {
            self.wake(at);
        }
        if let Some(session) = session {
            self.say(Msg::Met(Box::new(session), Vec::new(), before));
            self.tell_status(status);
        }
    }
}
