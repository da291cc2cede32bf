//! Facts about the plan itself: dates, skills, cost, approach. `facts::ALL` lists them.

use super::fact::Fact;
use super::inputs::Inputs;

pub(super) const SKILLS: &[&str] =
    &["skill_source", "skill_target", "skill_network", "skill_aws_service", "skill_iam", "skill_architecture"];

pub(super) fn today<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Number(inputs.today as f64))
}

/// Days from today to the hard date; negative when it has passed.
pub(super) fn days_to_date<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Number(inputs.number("hard_date")? - inputs.today as f64))
}

/// How many of the six skills are answered no.
pub(super) fn skill_gaps<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    // Every answer is read, so that the reasons name all that are still wanted.
    let answers: Vec<Option<bool>> = SKILLS.iter().map(|id| inputs.boolean(id)).collect();
    let known: Option<Vec<bool>> = answers.into_iter().collect();
    Some(Fact::Number(known?.iter().filter(|known| !**known).count() as f64))
}

/// Hourly price times hours, in hundredths of the currency, rounded up.
pub(super) fn instance_cost<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let (price, hours) = (inputs.number("instance_price"), inputs.number("instance_hours"));
    let cost = (price? * hours? * 100.0 - 1e-6).ceil().max(0.0);
    (cost <= crate::quantity::MAX_SAFE_INTEGER).then_some(Fact::Number(cost))
}

pub(super) fn changes_captured<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    match inputs.choice("migration_type")? {
        "undecided" => None,
        approach => Some(Fact::Bool(approach != "full_load")),
    }
}

pub(super) fn target_managed<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    Some(Fact::Bool(matches!(inputs.choice("target_hosting")?, "rds" | "aurora")))
}

/// Whether existing rows are loaded, not only changes.
pub(super) fn full_load_runs<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    match inputs.choice("migration_type")? {
        "undecided" => None,
        approach => Some(Fact::Bool(approach != "cdc_only")),
    }
}

pub(super) const SUB_TASKS: &[&str] = &["table_count", "source_connections"];

/// Tables loaded at once, `MaxFullLoadSubTasks`. The default is 8. The assessments ask for more with many tables,
/// while the sizing page advises at most 8, so more is proposed only from 1,000 tables on, and at most 16. Two of the
/// connections to the source are left to the task itself.
pub(super) fn full_load_sub_tasks<'a>(inputs: &Inputs<'a>) -> Option<Fact<'a>> {
    let tables = inputs.number("table_count")?;
    let wanted = if tables >= 1000.0 { 16.0 } else { 8.0 };
    let connections = inputs.ignoring_absence(|inputs| inputs.number("source_connections"));
    Some(Fact::Number(connections.map_or(wanted, |connections| (connections - 2.0).clamp(1.0, wanted))))
}
