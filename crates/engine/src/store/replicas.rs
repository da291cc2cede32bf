//! The stored copies of one plan: which are whole, which can be read, and what has to be put aside because it is not.

use super::backend::Backend;
use super::envelope::{checksum, open, seal, Damage, Envelope, Header};
use super::keys::{quarantine_key, slot_keys};
use crate::answer::UserMessage;
use crate::content::Content;
use crate::plan_file::{decode, LoadedPlan};

/// The copies of a plan.
pub struct Replicas {
    /// Those that are whole, the newest first, each with its slot.
    pub whole: Vec<(usize, Envelope)>,
    /// Texts that do not open.
    pub damaged: Vec<String>,
    /// Whether a newer version wrote one.
    pub newer: bool,
    /// Whether the quick layer can be read at all.
    pub readable: bool,
}

/// Stands for the lasting copy beside the two quick slots.
pub const MIRROR: usize = 2;

impl Replicas {
    pub fn of(backend: &dyn Backend, id: &str) -> Self {
        let mut copies = Self { whole: Vec::new(), damaged: Vec::new(), newer: false, readable: true };
        for (slot, key) in slot_keys(id).iter().enumerate() {
            match backend.get(key) {
                Err(_) => copies.readable = false,
                Ok(None) => {}
                Ok(Some(text)) => copies.add(slot, id, text),
            }
        }
        copies
    }

    pub fn add(&mut self, slot: usize, id: &str, text: String) {
        match open(&text) {
            Ok(copy) if copy.header.id == id => {
                let at = self.whole.iter().position(|(_, other)| other.header.rev < copy.header.rev);
                self.whole.insert(at.unwrap_or(self.whole.len()), (slot, copy));
            }
            Err(Damage::Newer) => self.newer = true,
            _ => self.damaged.push(text),
        }
    }

    /// The newest quick copy. To be asked before the lasting one is added.
    pub fn newest(&self) -> Option<&Envelope> {
        self.whole.first().map(|(_, copy)| copy)
    }

    /// Revision and writer of each.
    pub fn known(&self) -> Vec<(u64, String)> {
        self.whole.iter().map(|(_, copy)| (copy.header.rev, copy.header.writer.clone())).collect()
    }

    /// Where the next revision goes: never over the newest one.
    pub fn free(&self) -> usize {
        self.whole.first().map_or(0, |(slot, _)| 1 - slot)
    }
}

/// A copy that can be read, with its slot.
pub type Replica = (usize, Header, LoadedPlan);

impl Replicas {
    /// Those that can be read, the newest first; one that cannot is damaged. What a newer version wrote ends it all.
    pub fn read(&mut self, content: &Content) -> Result<Vec<Replica>, UserMessage> {
        let mut found: Vec<Replica> = Vec::new();
        for (slot, copy) in std::mem::take(&mut self.whole) {
            if let Some((.., opened)) = found.last().filter(|(_, head, _)| *head == copy.header) {
                let opened = opened.clone();
                found.push((slot, copy.header, opened));
                continue;
            }
            match decode(content, &copy.body) {
                Ok(opened) => found.push((slot, copy.header, opened)),
                Err(refusal) if is_newer(&refusal) => return Err(refusal),
                Err(_) => self.damaged.push(seal(&copy.header, &copy.body)),
            }
        }
        Ok(found)
    }
}

pub fn is_newer(refusal: &UserMessage) -> bool {
    refusal.key == "file_newer"
}

/// Puts a text aside where it is offered for download, once. False when there is no room for it.
pub fn quarantine(backend: &dyn Backend, text: &str) -> bool {
    let key = quarantine_key(&checksum(&[text]));
    // Read back, as for a plan: some storage says yes and keeps nothing.
    backend.set(&key, text).is_ok() && backend.get(&key).is_ok_and(|kept| kept.as_deref() == Some(text))
}
