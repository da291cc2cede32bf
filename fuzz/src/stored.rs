//! A plan with arbitrary stored replicas: a plan that loads can be changed and saved, and a save that was reported as
//! done is there when the plan is loaded again. The target `sealed` calls it.

use crate::memory::Memory;
use crate::{content, TODAY};
use preflight_engine::assess;
use preflight_engine::store::{list, mirror_key, open, quarantine_key, slot_keys, snapshots};
use preflight_engine::store::{PlanStore, SaveOutcome};
use std::rc::Rc;

/// 2026-11-22, in milliseconds since 1970-01-01.
const NOW: u64 = 1_795_305_600_000;

/// One text in the first slot and as the durable replica, the other in the second slot.
pub fn survives(text: &str, other: Option<&str>) {
    let texts = [Some(text), other].into_iter().flatten();
    let id = texts.filter_map(|text| open(text).ok()).map(|envelope| envelope.header.id).next();
    let id = id.unwrap_or_else(|| "p1".to_owned());
    let memory = Rc::new(Memory::default());
    for (key, text) in slot_keys(&id).iter().zip([Some(text), other]) {
        if let Some(text) = text {
            memory.0.borrow_mut().insert(key.clone(), text.to_owned());
        }
    }
    listed(&id, text, &memory);
    let load = || PlanStore::load(memory.clone(), content(), &id, Some(text), "fuzz");
    let Ok(mut loaded) = load() else { return };
    let mut plan = loaded.loaded.plan;
    plan.name.push('!');
    loaded.store.changed(NOW);
    match loaded.store.save(content(), &plan, &assess(content(), &plan.answers, TODAY), NOW + 1_000) {
        SaveOutcome::Done => {}
        SaveOutcome::Merged(..) => panic!("There is no other tab: {text}"),
        SaveOutcome::Failed(_) => return,
    }
    match load() {
        Ok(again) => assert_eq!(again.loaded.plan, plan, "{text}"),
        Err(message) => panic!("What was saved is not there: {message:?}: {text}"),
    }
}

/// Checks that the plan list and the snapshots accept the same texts.
fn listed(id: &str, text: &str, memory: &Memory) {
    let mut texts: Vec<_> = memory.0.borrow().iter().map(|(key, text)| (key.clone(), text.clone())).collect();
    texts.push((mirror_key(id), text.to_owned()));
    texts.push((quarantine_key("0123456789abcdef"), text.to_owned()));
    let plan_list = list(content(), &texts, TODAY);
    assert_eq!(plan_list.plans.len() + plan_list.trash.len(), 1, "{text}");
    assert_eq!(plan_list.quarantined.len(), 1);
    assert!(snapshots(&texts).iter().all(|snapshot| text.contains(&snapshot.body)));
}
