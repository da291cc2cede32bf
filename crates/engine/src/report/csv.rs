//! Phases and tasks as CSV for issue trackers (RFC 4180), one row each, without any cell that a spreadsheet would run
//! as a formula. The app's export and the command line call it.

use super::texts::texts;
use crate::assess::Assessment;
use crate::condition::Truth;
use crate::content::Content;
use crate::plan::{Plan, TaskField, TaskMark};
use crate::quantity::format_date;
use crate::timeline::{forecast, RUNS};

/// The phases of the timeline with their likely dates, and the tasks that apply.
pub fn csv(content: &Content, plan: &Plan, assessment: &Assessment) -> String {
    let today = assessment.today;
    let texts = texts(content, &plan.answers, today);
    let fields = TaskField::ALL.map(TaskField::name).join(",");
    let mut out = format!("id,phase,title,steps,done,{fields},kind,start,finish_95\r\n");
    for phase_forecast in forecast(content, plan, assessment, RUNS).shown() {
        let estimate = &phase_forecast.estimate;
        let phase = &content.timeline[estimate.phase];
        let phase_mark = plan.phases.get(phase.id.as_str()).cloned().unwrap_or_default();
        let title = content.detail("timeline", &phase.id, "title");
        let [start, p50, p95] =
            [phase_forecast.start, phase_forecast.finish[0], phase_forecast.finish[2]].map(format_date);
        // Done when the reader entered 0 days.
        let done = if estimate.is_overridden && estimate.days == [0; 3] { "yes" } else { "no" };
        let mark = TaskMark { owner: phase_mark.owner, due: p50, note: phase_mark.note, ..TaskMark::default() };
        let texts = TaskField::ALL.map(|field| field.of(&mark).as_str());
        let head = [phase.id.as_str(), title, title, "", done];
        row(&mut out, head.into_iter().chain(texts).chain(["phase", &start, &p95]));
    }
    for task_state in assessment.tasks.iter().filter(|task| task.state == Truth::True) {
        let Some(task) = content.task_index(&task_state.task).map(|index| &content.tasks[index]) else { continue };
        let mark = plan.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
        let title = texts.interpolate(content, &task.title);
        let steps =
            content.task_steps(task).iter().map(|step| texts.interpolate(content, step)).collect::<Vec<_>>().join(" ");
        let (phase, done) = (&content.phases[task.phase].title, if mark.done { "yes" } else { "no" });
        let texts = TaskField::ALL.map(|field| field.of(&mark).as_str());
        let head = [task.id.as_str(), phase, &title, &steps, done];
        row(&mut out, head.into_iter().chain(texts).chain(["task", "", ""]));
    }
    out
}

/// Adds a row.
pub(super) fn row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, text) in cells.into_iter().enumerate() {
        if index > 0 {
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
