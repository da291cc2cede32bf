//! When a change is written: after 300 ms of quiet, at most 2 s after the first change, and again 10 s after a failure.

/// Milliseconds of quiet after which a change is written.
const QUIET_MS: u64 = 300;
/// Milliseconds after the first unwritten change at which it is written even in the midst of typing.
const MAX_DELAY_MS: u64 = 2_000;
/// Milliseconds after a failure at which it is tried again.
const RETRY_MS: u64 = 10_000;

/// The changes that wait.
#[derive(Debug, Clone, Default)]
pub struct SaveSchedule {
    /// When the first and the last of them were made.
    waiting: Option<(u64, u64)>,
    failed: Option<u64>,
}

impl SaveSchedule {
    pub fn changed(&mut self, now: u64) {
        // A clock that went back must not put off what waits until it has caught up.
        let first = self.waiting.map_or(now, |(first, _)| first.min(now));
        self.waiting = Some((first, now));
        self.failed = self.failed.map(|failed| failed.min(now));
    }

    /// Whether a change waits.
    pub fn is_dirty(&self) -> bool {
        self.waiting.is_some()
    }

    /// When to look again, if anything waits.
    pub fn wake_at(&self) -> Option<u64> {
        let (first, last) = self.waiting?;
        let wanted = (last + QUIET_MS).min(first + MAX_DELAY_MS);
        Some(self.failed.map_or(wanted, |failed| wanted.max(failed + RETRY_MS)))
    }

    /// Whether it is time to write. A clock that went back is no reason to wait.
    pub fn is_due(&self, now: u64) -> bool {
        let back = self.waiting.is_some_and(|(_, last)| now < last) || self.failed.is_some_and(|failed| now < failed);
        back || self.wake_at().is_some_and(|at| now >= at)
    }

    /// Everything is written.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Writing failed: what waits goes on waiting.
    pub fn failed(&mut self, now: u64) {
        self.failed = Some(now);
        self.waiting.get_or_insert((now, now));
    }
}
