//! Opens a stored plan: picks the newest whole replica that can be read and counts the damaged ones. The app calls it
//! for every plan that it opens.

use super::backend::Backend;
use super::envelope::Header;
use super::history::History;
use super::plan_store::{DurableState, PlanStore};
use super::replicas::{quarantine, Replica, Replicas, MIRROR};
use crate::answer::UserMessage;
use crate::content::Content;
use crate::plan::Plan;
use crate::plan_file::LoadedPlan;
use std::rc::Rc;

/// A plan that was opened.
pub struct Loaded {
    pub store: PlanStore,
    pub loaded: LoadedPlan,
    /// Only the durable layer had this state: the fast one was cleared or fell back.
    pub restored_from_mirror: bool,
    /// How many damaged replicas were put into quarantine.
    pub damaged: usize,
}

impl PlanStore {
    /// Opens a stored plan: of its two fast replicas and `mirror`, the durable one, the newest that is whole and can be
    /// read. Damaged replicas go into quarantine. If no replica can be read, the error says why.
    pub fn load(
        backend: Rc<dyn Backend>,
        content: &Content,
        id: &str,
        mirror: Option<&str>,
        writer: &str,
    ) -> Result<Loaded, UserMessage> {
        let mut replicas = Replicas::of(&*backend, id);
        if let Some(text) = mirror {
            replicas.add(MIRROR, id, text.to_owned());
        }
        if replicas.newer {
            return Err(UserMessage::new("stored_newer"));
        }
        let readable = replicas.read(content).map_err(|error| error.user_message())?;
        let damaged = replicas.damaged.len();
        replicas.damaged.retain(|text| !quarantine(&*backend, text));
        let quarantined = damaged - replicas.damaged.len();
        let newest_in = |fast: bool| readable.iter().find(|(slot, ..)| (*slot != MIRROR) == fast);
        let (fast, durable) = (newest_in(true), newest_in(false));
        let no_replica = || match damaged {
            0 => UserMessage::new("stored_missing"),
            _ => UserMessage::new("stored_damaged").arg("n", quarantined),
        };
        let newest = readable.first().ok_or_else(no_replica)?;
        let (header, loaded) = (newest.1.clone(), newest.2.clone());
        let mut store = Self::new(backend, header, Rc::new(loaded.plan.clone()), writer);
        let is_newest = |replica: &&Replica| replica.1.rev == newest.1.rev && replica.1.writer == newest.1.writer;
        store.fast = fast.filter(is_newest).map(|_| Ok(()));
        if durable.is_some_and(|replica| is_newest(&replica)) {
            store.durable = DurableState::Written;
        }
        match fast {
            Some((.., loaded)) => {
                let fast_replicas = readable.iter().filter(|(slot, ..)| *slot != MIRROR);
                let known = fast_replicas.map(|(_, header, _)| (header.rev, header.writer.clone())).collect();
                store.history = History { known, plan: Rc::new(loaded.plan.clone()), states: Vec::new() };
            }
            // All tabs started from the durable replica.
            None if replicas.readable => store.history.plan = Rc::clone(&store.base),
            None => {}
        }
        store.history.states = vec![(0, Rc::clone(&store.history.plan))];
        store.unquarantined = replicas.damaged;
        Ok(Loaded { restored_from_mirror: newest.0 == MIRROR && replicas.readable, damaged, store, loaded })
    }

    /// The store of a plan that is not stored yet.
    pub fn new_plan(backend: Rc<dyn Backend>, id: &str, scenario_of: Option<String>, writer: &str) -> Self {
        let header = Header { id: id.to_owned(), scenario_of, ..Header::default() };
        Self::new(backend, header, Rc::default(), writer)
    }

    /// The store of an example: it is stored with the first change of it.
    pub fn example(backend: Rc<dyn Backend>, id: &str, plan: &Plan, writer: &str) -> Self {
        let header = Header { id: id.to_owned(), ..Header::default() };
        Self::new(backend, header, Rc::new(plan.clone()), writer)
    }
}
