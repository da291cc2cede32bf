//! The calendar of a plan as an iCalendar file (RFC 5545): phases of the timeline, due dates of tasks and the hard date
//! as whole-day events. The app's export and the command line call it.

use super::texts::texts;
use crate::assess::Assessment;
use crate::condition::Truth;
use crate::content::Content;
use crate::plan::Plan;
use crate::quantity::{format_date, parse_date};
use crate::timeline::{forecast, RUNS};

/// One event for each phase over its likely days, for each task that applies and has a readable due date, and for the
/// hard date.
pub fn ics(content: &Content, plan: &Plan, assessment: &Assessment) -> String {
    let today = assessment.today;
    let texts = texts(content, &plan.answers, today);
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//DMS Preflight//EN");
    let mut event = |uid: &str, [day, last_day]: [i64; 2], title: &str, about: &str| {
        line("BEGIN:VEVENT");
        line(&format!("UID:{uid}@dms-preflight"));
        line(&format!("DTSTAMP:{}T000000Z", compact(today)));
        line(&format!("DTSTART;VALUE=DATE:{}", compact(day)));
        line(&format!("DTEND;VALUE=DATE:{}", compact(last_day + 1)));
        line(&format!("SUMMARY:{}", escaped(title)));
        if !about.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(about)));
        }
        line("END:VEVENT");
    };
    for phase_forecast in forecast(content, plan, assessment, RUNS).shown() {
        let phase = &content.timeline[phase_forecast.estimate.phase];
        let mark = plan.phases.get(phase.id.as_str()).cloned().unwrap_or_default();
        let mut about = Vec::new();
        if !mark.owner.is_empty() {
            about.push(format!("{}: {}", content.messages.get("task.owner"), mark.owner));
        }
        about.push(format!("{}: {}", content.messages.get("timeline.p95"), format_date(phase_forecast.finish[2])));
        if let Some(latest) = phase_forecast.latest {
            about.push(format!("{}: {}", content.messages.get("timeline.latest_mark"), format_date(latest[1])));
        }
        if !mark.note.is_empty() {
            about.push(mark.note);
        }
        let title = content.detail("timeline", &phase.id, "title");
        event(
            &format!("phase_{}", phase.id),
            [phase_forecast.start, phase_forecast.finish[0]],
            title,
            &about.join("; "),
        );
    }
    for task_state in assessment.tasks.iter().filter(|task| task.state == Truth::True) {
        let mark = plan.tasks.get(task_state.task.as_str());
        let due = mark.filter(|mark| !mark.done).and_then(|mark| parse_date(&mark.due));
        if let (Some(day), Some(index)) = (due, content.task_index(&task_state.task)) {
            let owner = mark.map_or("", |mark| &mark.owner);
            event(&task_state.task, [day; 2], &texts.interpolate(content, &content.tasks[index].title), owner);
        }
    }
    if let Some(day) = assessment.figures.get("days_to_date") {
        event("hard_date", [today + day; 2], content.messages.get("report.hard_date"), "");
    }
    line("END:VCALENDAR");
    out
}

fn compact(day: i64) -> String {
    format_date(day).replace('-', "")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// Adds a line, folded at 75 bytes.
fn fold(out: &mut String, text: &str) {
    let mut room = 75;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}
