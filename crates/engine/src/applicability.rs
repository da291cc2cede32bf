//! Which rows of facts apply to a plan, by its engines and by what its task does. The premigration judgement and the
//! app's schema view call it.

use crate::condition::Truth;
use crate::content::{Engine, Limitation, Phases, PremigrationAssessment, Role};
use crate::evaluated::EvaluatedPlan;

/// The known engines of a plan, and whether its task moves existing rows and changes.
pub struct Applicability<'a> {
    source: Option<&'a Engine>,
    target: Option<&'a Engine>,
    loads: Truth,
    captures: Truth,
}

impl<'a> Applicability<'a> {
    /// Reads engines and task from the answers of a plan.
    pub fn new(evaluated: &EvaluatedPlan<'a>) -> Self {
        let engine = |question: &str| evaluated.content.tables.engine(evaluated.choice(question)?);
        let flag = |name: &str| evaluated.truth_of_fact(name);
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

    fn serves(plan_engine: Option<&Engine>, engine: &str) -> bool {
        plan_engine.is_some_and(|known_engine| known_engine.is_served_by(engine))
    }

    /// Whether a limitation is about this plan.
    pub fn has_limitation(&self, row: &Limitation) -> bool {
        let serves = match row.role {
            Role::Source => Self::serves(self.source, &row.engine),
            Role::Target => self.target.is_some_and(|target| target.is_served_as_target_by(&row.engine)),
        };
        self.phase(row.phases) && serves
    }

    /// Whether AWS would run the assessment for this plan, by its documentation page.
    pub fn has_assessment(&self, row: &PremigrationAssessment) -> bool {
        let plan_engine = if row.side.starts_with("target") { self.target } else { self.source };
        self.phase(row.phases) && Self::serves(plan_engine, &row.engine)
    }
}

/// The limitations for this plan that only the schema can decide.
pub fn to_check_in_schema<'a>(evaluated: &EvaluatedPlan<'a>) -> Vec<&'a Limitation> {
    let applicability = Applicability::new(evaluated);
    evaluated.content.limitations.iter().filter(|row| row.in_schema && applicability.has_limitation(row)).collect()
}
