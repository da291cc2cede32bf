//! The states of a plan that this page shares with other tabs, from which a merge starts. The plan store records them
//! and asks for the merge base when another tab has saved.

use crate::plan::Plan;
use std::rc::Rc;

/// What this page read from or wrote to the fast layer. Other tabs branch from these states even if later writes of
/// this page failed, so they are the merge base.
#[derive(Default)]
pub struct History {
    /// Revision and writer of each replica, not only of the newest, because a clock that went back makes lower ones.
    pub known: Vec<(u64, String)>,
    /// The plan of the newest of them.
    pub plan: Rc<Plan>,
    /// The state that this page and the other tabs started from, then the states that this page wrote, each with its
    /// revision, the oldest first. A tab may write before it sees what another tab has just written. Its replica names
    /// the last revision of this page that it includes, and so the state that it continued from.
    pub states: Vec<(u64, Rc<Plan>)>,
}

/// How many states are remembered; a tab that is further behind merges from the oldest.
const MAX_STATES: usize = 32;

impl History {
    /// The state that a replica continued from, if it includes this page's revisions up to `included_rev`.
    pub fn merge_base(&self, included_rev: u64) -> &Plan {
        let known = self.states.iter().rev().find(|(rev, _)| *rev <= included_rev).or(self.states.first());
        known.map_or(&self.plan, |(_, plan)| plan)
    }

    /// Adds a state that this page wrote.
    pub fn record(&mut self, rev: u64, plan: &Rc<Plan>) {
        self.states.push((rev, Rc::clone(plan)));
        if self.states.len() > MAX_STATES {
            self.states.remove(0);
        }
    }
}
