//! The stored copies of one plan: which are whole, which can be read, and what has to be put aside because it is not.

use super::backend::Backend;
use super::envelope::{checksum, open, seal, Damage, Envelope, Head};
use super::keys::{kept_key, slot_keys};
use crate::answer::Complaint;
use crate::content::Content;
use crate::saved::{decode, Opened};

/// The copies of a plan.
pub struct Copies {
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

impl Copies {
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
            Ok(copy) if copy.head.id == id => {
                let at = self.whole.iter().position(|(_, other)| other.head.rev < copy.head.rev);
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
        self.whole.iter().map(|(_, copy)| (copy.head.rev, copy.head.writer.clone())).collect()
    }

    /// Where the next revision goes: never over the newest one.
    pub fn free(&self) -> usize {
        self.whole.first().map_or(0, |(slot, _)| 1 - slot)
    }
}

/// A copy that can be read, with its slot.
pub type Copy = (usize, Head, Opened);

impl Copies {
    /// Those that can be read, the newest first; one that cannot is damaged. What a newer version wrote ends it all.
    pub fn read(&mut self, content: &Content) -> Result<Vec<Copy>, Complaint> {
        let mut found: Vec<Copy> = Vec::new();
        for (slot, copy) in std::mem::take(&mut self.whole) {
            if let Some((.., opened)) = found.last().filter(|(_, head, _)| *head == copy.head) {
                let opened = opened.clone();
                found.push((slot, copy.head, opened));
                continue;
            }
            match decode(content, &copy.body) {
                Ok(opened) => found.push((slot, copy.head, opened)),
                Err(refusal) if is_newer(&refusal) => return Err(refusal),
                Err(_) => self.damaged.push(seal(&copy.head, &copy.body)),
            }
        }
        Ok(found)
    }
}

pub fn is_newer(refusal: &Complaint) -> bool {
    refusal.word == "file_newer"
}

/// Puts a text aside where it is offered for download, once. False when there is no room for it.
pub fn keep_aside(backend: &dyn Backend, text: &str) -> bool {
    let key = kept_key(&checksum(&[text]));
    // Read back, as for a plan: some storage says yes and keeps nothing.
    backend.set(&key, text).is_ok() && backend.get(&key).is_ok_and(|kept| kept.as_deref() == Some(text))
}
