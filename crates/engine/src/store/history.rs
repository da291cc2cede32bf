//! What a page has in common with other tabs that write the same plan: the states that a merge begins from.

use crate::plan::Plan;
use std::rc::Rc;

/// What this page read or wrote in the quick layer. What another tab writes there began from it, also while this page
/// could store its own changes nowhere or in the lasting layer alone: so it is what a merge compares with.
#[derive(Default)]
pub struct History {
    /// Revision and writer of each copy. Not only the newest revision: a clock that went back makes lower ones.
    pub known: Vec<(u64, String)>,
    /// What the newest of them says.
    pub plan: Rc<Plan>,
    /// The state that others and this page began with, and after it what this page wrote, each with its revision, the
    /// oldest first. A tab may write while it cannot see yet what another one wrote a moment before, even over it: what
    /// its copy says of this page's revisions tells from which state it went on.
    pub states: Vec<(u64, Rc<Plan>)>,
}

/// How many own states are remembered; a tab that is further behind merges from the oldest.
const MAX_STATES: usize = 32;

impl History {
    /// The state that a copy went on from which includes this page's revisions up to `saw`.
    pub fn merge_base(&self, saw: u64) -> &Plan {
        let known = self.states.iter().rev().find(|(rev, _)| *rev <= saw).or(self.states.first());
        known.map_or(&self.plan, |(_, plan)| plan)
    }

    pub fn record(&mut self, rev: u64, plan: &Rc<Plan>) {
        self.states.push((rev, Rc::clone(plan)));
        if self.states.len() > MAX_STATES {
            self.states.remove(0);
        }
    }
}
