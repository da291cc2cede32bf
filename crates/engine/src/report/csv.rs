//! Tasks as CSV for trackers: one row a task, RFC 4180, and no cell that a spreadsheet would run as a formula.

use super::texts::texts;
use crate::assess::Assessment;
use crate::condition::Truth;
use crate::content::Content;
use crate::session::Session;

/// The tasks that apply.
pub fn csv(content: &Content, session: &Session, assessment: &Assessment) -> String {
    let today = crate::reading::days_of(&assessment.today).unwrap_or_default();
    let texts = texts(content, &session.answers, today);
    let mut out = String::from("id,phase,title,steps,done,owner,due,note\r\n");
    for state in assessment.tasks.iter().filter(|task| task.state == Truth::Yes) {
        let Some(task) = content.task(&state.task).map(|place| &content.tasks[place]) else { continue };
        let mark = session.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
        let title = texts.fill(content, &task.title);
        let steps = content.task_steps(task).iter().map(|step| texts.fill(content, step)).collect::<Vec<_>>().join(" ");
        let (phase, done) = (&content.phases[task.phase].title, if mark.done { "yes" } else { "no" });
        row(&mut out, &[&task.id, phase, &title, &steps, done, &mark.owner, &mark.due, &mark.note]);
    }
    out
}

/// Adds a row.
pub(super) fn row(out: &mut String, cells: &[&str]) {
    for (place, text) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        out.push_str(&cell(text));
    }
    out.push_str("\r\n");
}

fn cell(text: &str) -> String {
    // A leading sign makes spreadsheets compute the cell; a quote before it makes them show it.
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", guarded.replace('"', "\"\""));
    }
    guarded
}
