//! The stored replicas of one plan: which are whole, which can be read, and which are damaged and go into quarantine.
//! The plan store reads them before each save and when a plan is opened.

use super::backend::Backend;
use super::envelope::{checksum, open, seal, Damage, Envelope, Header};
use super::keys::{quarantine_key, slot_keys};
use crate::content::Content;
use crate::plan_file::{decode, DecodeError, LoadedPlan};

/// The replicas of one plan.
pub struct Replicas {
    /// Those that are whole, the newest first, each with its slot.
    pub whole: Vec<(usize, Envelope)>,
    /// Texts that do not open.
    pub damaged: Vec<String>,
    /// Whether a newer version of the program wrote one.
    pub newer: bool,
    /// Whether the fast layer can be read at all.
    pub readable: bool,
}

/// The slot number of the durable replica, beside the slots 0 and 1 of the fast layer.
pub const MIRROR: usize = 2;

impl Replicas {
    /// The fast replicas of the plan `id`.
    pub fn of(backend: &dyn Backend, id: &str) -> Self {
        let mut replicas = Self { whole: Vec::new(), damaged: Vec::new(), newer: false, readable: true };
        for (slot, key) in slot_keys(id).iter().enumerate() {
            match backend.get(key) {
                Err(_) => replicas.readable = false,
                Ok(None) => {}
                Ok(Some(text)) => replicas.add(slot, id, text),
            }
        }
        replicas
    }

    /// Adds the replica `text` of a slot, or notes that it is damaged.
    pub fn add(&mut self, slot: usize, id: &str, text: String) {
        match open(&text) {
            Ok(envelope) if envelope.header.id == id => {
                let at = self.whole.iter().position(|(_, other)| other.header.rev < envelope.header.rev);
                self.whole.insert(at.unwrap_or(self.whole.len()), (slot, envelope));
            }
            Err(Damage::Newer) => self.newer = true,
            _ => self.damaged.push(text),
        }
    }

    /// The newest fast replica, as long as the durable one was not added.
    pub fn newest(&self) -> Option<&Envelope> {
        self.whole.first().map(|(_, envelope)| envelope)
    }

    /// Revision and writer of each whole replica.
    pub fn known(&self) -> Vec<(u64, String)> {
        self.whole.iter().map(|(_, envelope)| (envelope.header.rev, envelope.header.writer.clone())).collect()
    }

    /// The slot for the next revision: never that of the newest one.
    pub fn free(&self) -> usize {
        self.whole.first().map_or(0, |(slot, _)| 1 - slot)
    }
}

/// A replica that can be read, with its slot.
pub type Replica = (usize, Header, LoadedPlan);

impl Replicas {
    /// The replicas that can be read, the newest first; the others count as damaged. An error if a newer version of the
    /// program wrote one.
    pub fn read(&mut self, content: &Content) -> Result<Vec<Replica>, DecodeError> {
        let mut readable: Vec<Replica> = Vec::new();
        for (slot, envelope) in std::mem::take(&mut self.whole) {
            if let Some((.., loaded)) = readable.last().filter(|(_, header, _)| *header == envelope.header) {
                let loaded = loaded.clone();
                readable.push((slot, envelope.header, loaded));
                continue;
            }
            match decode(content, &envelope.body) {
                Ok(loaded) => readable.push((slot, envelope.header, loaded)),
                Err(error @ DecodeError::Newer(_)) => return Err(error),
                Err(_) => self.damaged.push(seal(&envelope.header, &envelope.body)),
            }
        }
        Ok(readable)
    }
}

/// Puts a text into quarantine, where it is offered for download. False when there is no room for it.
pub fn quarantine(backend: &dyn Backend, text: &str) -> bool {
    let key = quarantine_key(&checksum(&[text]));
    // Read back, as for a plan, because some storage reports success and stores nothing.
    backend.set(&key, text).is_ok() && backend.get(&key).is_ok_and(|stored| stored.as_deref() == Some(text))
}
