//! The first version kept one plan under one key, as a bare plan file. It becomes one plan of many; the old text goes
//! only when the new one is stored, or when it could not be read and is put aside.

use super::backend::Backend;
use super::envelope::checksum;
use super::keeper::PlanStore;
use super::keys::{quarantine_key, LEGACY};
use super::outcome::SaveOutcome;
use crate::content::Content;
use crate::saved::decode;
use crate::session::Session;
use std::rc::Rc;

/// Moves the plan of the first version, if there is one. What cannot be moved stays where it is.
pub fn migrate_legacy(backend: Rc<dyn Backend>, content: &Content, id: &str, writer: &str, today: i64, now: u64) {
    let Ok(Some(text)) = backend.get(LEGACY) else { return };
    let moved = match decode(content, &text) {
        Ok(opened) => {
            let mut keeper = PlanStore::new_plan(Rc::clone(&backend), id, None, writer);
            let empty = opened.session == Session::default();
            empty || keeper.save(content, &opened.session, today, now) == SaveOutcome::Done && keeper.is_fast()
        }
        Err(_) => backend.set(&quarantine_key(&checksum(&[&text])), &text).is_ok(),
    };
    if moved {
        backend.remove(LEGACY);
    }
}
