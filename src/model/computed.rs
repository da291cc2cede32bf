//! What is computed from the open plan. `update` computes the assessment with each change; the hooks compute the
//! ranking and the timeline after the paint.

use preflight_engine::applicability::to_check_in_schema;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::question_ranking::QuestionValue;
use preflight_engine::report::Texts;
use preflight_engine::timeline::{Forecast, Suggestion};
use preflight_engine::{Assessment, Content, Plan};
use std::rc::Rc;

/// What is computed from a plan.
#[derive(Clone)]
pub struct Computed {
    pub assessment: Rc<Assessment>,
    /// Answers and figures in words, for interpolation into texts of the content.
    pub texts: Rc<Texts>,
    /// How many limitations only the schema can decide.
    pub to_check_in_schema: usize,
    /// Open questions, ordered by what an answer decides, once the hook has computed it.
    pub ranked: Option<Rc<Vec<QuestionValue>>>,
    /// Incremented on every change that affects the timeline.
    pub timeline_version: u32,
    /// The timeline, once computed; after a change the previous one until the new one is ready.
    pub forecast: Option<Rc<Forecast>>,
    /// What would help to meet the date, once computed.
    pub suggestions: Option<Rc<Vec<Suggestion>>>,
}

impl Computed {
    /// Judges a plan. The timeline gets a version other than `version`, that of the previous plan.
    pub fn of(content: &Content, plan: &Plan, today: i64, version: u32) -> Self {
        let (assessment, texts, to_check_in_schema) = judge(content, plan, today);
        Self {
            assessment,
            texts,
            to_check_in_schema,
            ranked: None,
            timeline_version: version.wrapping_add(1),
            forecast: None,
            suggestions: None,
        }
    }

    /// Follows a change of the plan. The plan is judged again only if its answers differ.
    pub fn follow(&mut self, content: &Content, before: &Plan, plan: &Plan, today: i64) {
        let answers_changed = plan.answers != before.answers;
        if answers_changed || plan.phases != before.phases {
            self.timeline_version = self.timeline_version.wrapping_add(1);
            self.suggestions = None;
        }
        if answers_changed {
            (self.assessment, self.texts, self.to_check_in_schema) = judge(content, plan, today);
            self.ranked = None;
        }
    }
}

/// Computes all results from one evaluation.
fn judge(content: &Content, plan: &Plan, today: i64) -> (Rc<Assessment>, Rc<Texts>, usize) {
    let evaluated = EvaluatedPlan::new(content, &plan.answers, today);
    let to_check = to_check_in_schema(&evaluated).len();
    (Rc::new(Assessment::of(&evaluated, today)), Rc::new(Texts::of(&evaluated)), to_check)
}
