//! The address at which IAM users sign in, from the account number or the alias, as the chapter of 2017 gives it. The
//! addresses of the China and GovCloud partitions are not in the chapter, so there is none for them. The app's
//! questions view shows it.

use crate::answer::{ParsedAnswer, Value};
use crate::content::Content;
use crate::evaluated::EvaluatedPlan;
use crate::plan::Plan;

/// The result of the two answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Neither number nor alias is readable yet.
    Unknown,
    /// The Region belongs to a partition whose address no source here names.
    OtherPartition,
    Address(String),
}

/// The sign-in address of the plan; with the alias if there is one, because it replaces the number.
pub fn sign_in(content: &Content, plan: &Plan) -> SignIn {
    // The day does not matter: whether these questions are asked depends on no date.
    let evaluated = EvaluatedPlan::new(content, &plan.answers, 0);
    let value = |id: &str| {
        let index = content.question_index(id).filter(|index| evaluated.is_given(*index))?;
        match evaluated.parsed_answers.get(index) {
            Some(ParsedAnswer::Valid(value)) => Some(value.clone()),
            _ => None,
        }
    };
    let text = |id: &str| match value(id) {
        Some(Value::Text(text)) => Some(text),
        Some(Value::Choice(chosen)) => Some(chosen.to_string()),
        _ => None,
    };
    let region = text("target_region").and_then(|code| content.tables.region(&code));
    if region.is_some_and(|region| region.partition != "aws") {
        return SignIn::OtherPartition;
    }
    let aliased = value("account_alias_used") == Some(Value::Bool(true));
    let alias = text("account_alias").filter(|_| aliased);
    match alias.or_else(|| text("account_number")) {
        Some(name) => SignIn::Address(format!("https://{name}.signin.aws.amazon.com/console/")),
        None => SignIn::Unknown,
    }
}
