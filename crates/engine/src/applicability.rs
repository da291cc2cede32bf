//! Which rows of facts are about a plan: by its engines and by what its task does.

use crate::condition::Truth;
use crate::content::{Engine, Limitation, Phases, PremigrationAssessment, Role};
use crate::evaluated::EvaluatedPlan;

/// The engines of a plan, and whether existing rows and changes are moved, as far as they are known.
pub struct Applicability<'a> {
    source: Option<&'a Engine>,
    target: Option<&'a Engine>,
    loads: Truth,
    captures: Truth,
}

impl<'a> Applicability<'a> {
    pub fn new(state: &EvaluatedPlan<'a>) -> Self {
        let engine = |question: &str| state.content.tables.engine(state.choice(question)?);
        let flag = |name: &str| state.truth_of_fact(name);
        Self {
            source: engine("source_engine"),
            target: engine("target_engine"),
            loads: flag("full_load_runs"),
            captures: flag("changes_captured"),
        }
    }

    fn phase(&self, phases: Phases) -> bool {
        match phases {
            Phases::FullLoad => self.loads != Truth::False,
            Phases::Changes => self.captures != Truth::False,
            Phases::Both => true,
        }
    }

    fn serves(of: Option<&Engine>, engine: &str) -> bool {
        of.is_some_and(|own| own.is_served_by(engine))
    }

    /// Whether a limitation is about this plan.
    pub fn has_limitation(&self, row: &Limitation) -> bool {
        let serves = match row.role {
            Role::Source => Self::serves(self.source, &row.engine),
            Role::Target => self.target.is_some_and(|own| own.is_served_as_target_by(&row.engine)),
        };
        self.phase(row.phases) && serves
    }

    /// Whether AWS would run the assessment for this plan, as far as its page tells.
    pub fn has_assessment(&self, row: &PremigrationAssessment) -> bool {
        let of = if row.side.starts_with("target") { self.target } else { self.source };
        self.phase(row.phases) && Self::serves(of, &row.engine)
    }
}

/// Limitations that only a look into the schema can settle, for this plan.
pub fn to_check_in_schema<'a>(state: &EvaluatedPlan<'a>) -> Vec<&'a Limitation> {
    let scope = Applicability::new(state);
    state.content.limitations.iter().filter(|row| row.in_schema && scope.has_limitation(row)).collect()
}
