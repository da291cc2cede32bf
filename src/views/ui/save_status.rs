//! The save status of the plan in one line. Called by the header and by the view of the plan.

use super::context::ViewContext;
use crate::model::Access;
use preflight_engine::store::{Status, StorageKind};

/// Tone, icon and words for the save status.
pub fn save_status(ctx: &ViewContext<'_>) -> (&'static str, &'static str, String) {
    let (tone, name, key) = match (&ctx.model.open.access, ctx.model.stored().open.status) {
        (Access::ReadOnly, _) => ("plain", "lock", "saving.along"),
        (Access::Preview(_), _) => ("plain", "lock", "saving.preview"),
        (_, Status::Unsaved) => ("plain", "none", "saving.fresh"),
        (_, Status::Saving) => ("plain", "half", "saving.saving"),
        (_, Status::Saved) if ctx.model.page.storage == StorageKind::Host => ("good", "done", "saving.host"),
        (_, Status::Saved) => ("good", "done", "saving.saved"),
        (_, Status::SavedNotDurable) => ("good", "done", "saving.soon"),
        (_, Status::NotSaved(_)) => ("stop", "stop", "saving.failed"),
        (_, Status::MemoryOnly) => ("risk", "risk", "saving.forbidden"),
    };
    (tone, name, ctx.text(key))
}
