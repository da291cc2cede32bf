//! Migrates the only plan of the first version, which was stored under one key as a bare plan file. The old text is
//! removed only when the plan is stored anew, or when it could not be read and is in quarantine. The app calls it at
//! the start.

use super::backend::Backend;
use super::envelope::checksum;
use super::keys::{quarantine_key, LEGACY};
use super::outcome::SaveOutcome;
use super::plan_store::PlanStore;
use crate::assess::assess;
use crate::content::Content;
use crate::plan::Plan;
use crate::plan_file::decode;
use std::rc::Rc;

/// Moves the plan of the first version, if there is one. A text that cannot be moved stays where it is.
pub fn migrate_legacy(backend: Rc<dyn Backend>, content: &Content, id: &str, writer: &str, today: i64, now: u64) {
    let Ok(Some(text)) = backend.get(LEGACY) else { return };
    let moved = match decode(content, &text) {
        Ok(loaded) => {
            let mut store = PlanStore::new_plan(Rc::clone(&backend), id, None, writer);
            let assessment = assess(content, &loaded.plan.answers, today);
            let is_empty = loaded.plan == Plan::default();
            is_empty || store.save(content, &loaded.plan, &assessment, now) == SaveOutcome::Done && store.is_fast()
        }
        Err(_) => backend.set(&quarantine_key(&checksum(&[&text])), &text).is_ok(),
    };
    if moved {
        backend.remove(LEGACY);
    }
}
