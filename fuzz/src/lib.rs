//! Checks for every text that is read: no panic, nothing lost, and the same text when it is written again. The targets
//! in `fuzz_targets/` call these functions.

mod link;
#[path = "../../tests/common/memory.rs"]
mod memory;
mod mutate;
mod preserved;
mod sealed;
mod stored;

pub use link::{link, mutated as mutated_link};
pub use mutate::mutated as mutated_plan;
pub use sealed::{mutated as mutated_sealed, sealed};

use preflight_engine::plan_file::{decode, encode, encode_pretty, MAX_BYTES};
use preflight_engine::{assess, Assessment, Content, Plan};
use std::sync::OnceLock;

/// 2026-11-22, in days since 1970-01-01.
const TODAY: i64 = 20_779;

/// The content of this edition, loaded once.
fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| match Content::from_json(preflight_content::bundled()) {
        Ok(content) => content,
        Err(problems) => panic!("The content has {} problems.", problems.len()),
    })
}

fn judged(plan: &Plan) -> Assessment {
    assess(content(), &plan.answers, TODAY)
}

fn read_plan(text: &str) -> Plan {
    match decode(content(), text) {
        Ok(loaded) => loaded.plan,
        Err(message) => panic!("What was written is refused: {message:?}\n{text}"),
    }
}

/// Reads a plan file. If it opens, the plan is judged, written and read again, and nothing may be lost.
pub fn plan_file(text: &str) {
    let Ok(first) = decode(content(), text) else { return };
    let plan = first.plan;
    let assessment = judged(&plan);
    let line = encode(content(), &plan, &assessment);
    if let Some(lost) = preserved::lost(text, &line) {
        panic!("{lost} is lost: {line}");
    }
    // A file just below the largest length may become longer when it is written with findings and indented.
    if line.len() > MAX_BYTES {
        return;
    }
    let again = read_plan(&line);
    assert_eq!(again, plan, "one line says something else: {line}");
    assert_eq!(encode(content(), &again, &judged(&again)), line, "written twice it differs");
    let pretty = encode_pretty(content(), &plan, &assessment);
    if pretty.len() <= MAX_BYTES {
        assert_eq!(read_plan(&pretty), plan, "many lines say something else: {pretty}");
    }
}
