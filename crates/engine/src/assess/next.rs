//! What to answer next: the open questions that most possible findings wait for. The assessment calls it.

use crate::answer::ParsedAnswer;
use crate::content::Severity;
use crate::evaluated::EvaluatedPlan;
use crate::id::Id;

/// An open question and how many possible findings wait for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    pub question: Id,
    pub blockers: usize,
    pub risks: usize,
    pub others: usize,
    /// Answered "don't know": finding it out still decides something.
    pub dont_know: bool,
}

/// Open questions: those not answered yet before those answered "don't know", then by what waits for them.
pub(super) fn next(evaluated: &EvaluatedPlan<'_>, waiting: &[[usize; 3]]) -> Vec<Next> {
    let mut open = Vec::new();
    for (index, question) in evaluated.content.questions.iter().enumerate() {
        let dont_know = matches!(evaluated.parsed_answers[index], ParsedAnswer::DontKnow);
        if !evaluated.is_open(index) {
            continue;
        }
        let [blockers, risks, others] = waiting[index];
        open.push(Next { question: question.id.clone(), blockers, risks, others, dont_know });
    }
    // A stable sort: questions that decide the same stay in the order of the checklist.
    open.sort_by_key(|n| (n.dont_know, std::cmp::Reverse(weight(n))));
    open
}

/// The weight of the findings that wait for a question.
fn weight(next: &Next) -> usize {
    let [blocker, risk, other] = [Severity::Blocker, Severity::Risk, Severity::Advice].map(Severity::weight);
    blocker * next.blockers + risk * next.risks + other * next.others
}
