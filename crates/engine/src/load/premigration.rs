//! Reads AWS's premigration assessments. The loader calls it.

use super::limitations::{engine, phases};
use super::row::Row;
use crate::content::{Content, DecidedBy, PremigrationAssessment, DECIDED_BY};

pub(super) fn assessment(row: &mut Row<'_>, content: &mut Content) -> PremigrationAssessment {
    use DecidedBy::{Answers, Connection, Proposal, Schema, Settings};
    let (fails, rule) = (row.optional_condition("fails", content), row.optional_text("rule"));
    let decided_by = [Answers, Settings, Proposal, Schema, Connection][row.variant("decided_by", &DECIDED_BY)];
    let decided = matches!(decided_by, Answers | Settings | Proposal);
    if fails.is_some() && !rule.is_empty()
        || decided && fails.is_none() && rule.is_empty()
        || !decided && !rule.is_empty()
    {
        let message = "What answers or settings decide has either `fails` or a `rule`, the others at most `fails`.";
        row.problem("fails", message);
    }
    PremigrationAssessment {
        id: row.text("id").into(),
        engine: engine(row, content),
        phases: phases(row, "applies_to"),
        side: row.text("side"),
        decided_by,
        when: row.optional_condition("when", content),
        fails,
        rule: (!rule.is_empty()).then(|| rule.into()),
    }
}
