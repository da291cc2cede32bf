//! What follows from the open plan. It is computed again with each change; the ranking and the timeline follow after
//! the paint.

use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::question_ranking::QuestionValue;
use preflight_engine::report::Texts;
use preflight_engine::timeline::{Forecast, Suggestion};
use preflight_engine::{Assessment, Content, Plan};
use std::rc::Rc;

/// What follows from a plan.
#[derive(Clone)]
pub struct Computed {
    pub assessment: Rc<Assessment>,
    /// Answers and figures in words, to fill into texts of content.
    pub texts: Rc<Texts>,
    /// Open questions by what an answer decides, once that is worked out.
    pub ranked: Option<Rc<Vec<QuestionValue>>>,
    /// Counts the changes that the timeline follows from.
    pub timeline_version: u32,
    /// The timeline, once it is worked out; after a change the one before it until then.
    pub forecast: Option<Rc<Forecast>>,
    /// What would help to make the date, once that is worked out.
    pub suggestions: Option<Rc<Vec<Suggestion>>>,
}

impl Computed {
    /// Judges a plan; its timeline is another one than that of `version`.
    pub fn of(content: &Content, plan: &Plan, today: i64, version: u32) -> Self {
        let (assessment, texts) = judge(content, plan, today);
        let timeline_version = version.wrapping_add(1);
        Self { assessment, texts, ranked: None, timeline_version, forecast: None, suggestions: None }
    }

    /// Follows a change of the plan, and judges it only if another answer is given.
    pub fn follow(&mut self, content: &Content, before: &Plan, plan: &Plan, today: i64) {
        let is_answered_otherwise = plan.answers != before.answers;
        if is_answered_otherwise || plan.phases != before.phases {
            self.timeline_version = self.timeline_version.wrapping_add(1);
            self.suggestions = None;
        }
        if is_answered_otherwise {
            (self.assessment, self.texts) = judge(content, plan, today);
            self.ranked = None;
        }
    }
}

/// One evaluation for both.
fn judge(content: &Content, plan: &Plan, today: i64) -> (Rc<Assessment>, Rc<Texts>) {
    let evaluated = EvaluatedPlan::new(content, &plan.answers, today);
    (Rc::new(Assessment::of(&evaluated, today)), Rc::new(Texts::of(&evaluated)))
}
