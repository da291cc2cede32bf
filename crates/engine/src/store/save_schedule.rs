//! Decides when a change is written: after 300 ms without another change, at most 2 s after the first change, and 10 s
//! after a failure. The plan store asks it.

/// Milliseconds without another change after which a change is written.
const QUIET_MS: u64 = 300;
/// Milliseconds after the first unwritten change at which it is written even while the reader is still typing.
const MAX_DELAY_MS: u64 = 2_000;
/// Milliseconds after a failure until the next attempt.
const RETRY_MS: u64 = 10_000;

/// The changes that wait.
#[derive(Debug, Clone, Default)]
pub struct SaveSchedule {
    /// Times of the first and of the last waiting change.
    waiting: Option<(u64, u64)>,
    /// Time of the last failed attempt.
    failed: Option<u64>,
}

impl SaveSchedule {
    /// Notes a change at the time `now`, in milliseconds.
    pub fn changed(&mut self, now: u64) {
        // A clock that went back must not delay the write until it has caught up.
        let first = self.waiting.map_or(now, |(first, _)| first.min(now));
        self.waiting = Some((first, now));
        self.failed = self.failed.map(|failed| failed.min(now));
    }

    /// Whether a change waits.
    pub fn is_dirty(&self) -> bool {
        self.waiting.is_some()
    }

    /// The time of the next attempt, if a change waits.
    pub fn wake_at(&self) -> Option<u64> {
        let (first, last) = self.waiting?;
        let wanted = (last + QUIET_MS).min(first + MAX_DELAY_MS);
        Some(self.failed.map_or(wanted, |failed| wanted.max(failed + RETRY_MS)))
    }

    /// Whether it is time to write. It is also time when the clock went back.
    pub fn is_due(&self, now: u64) -> bool {
        let back = self.waiting.is_some_and(|(_, last)| now < last) || self.failed.is_some_and(|failed| now < failed);
        back || self.wake_at().is_some_and(|at| now >= at)
    }

    /// Forgets all waiting changes, because everything is written.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Notes that writing failed: the changes keep waiting.
    pub fn failed(&mut self, now: u64) {
        self.failed = Some(now);
        self.waiting.get_or_insert((now, now));
    }
}
