//! The report as Markdown, in the order of the page's report. Because a file has room, it also has what the page shows
//! in other views: the steps and prerequisites of tasks, and what to look up in the schema. The app's export and the
//! command line call it.

use super::blocks::{blocks, Block};
use super::line::Line;
use super::texts::Texts;
use crate::applicability::to_check_in_schema;
use crate::assess::{Assessment, Finding, PrerequisiteState};
use crate::condition::Truth;
use crate::content::{guide_address, Content, Limitation, Severity};
use crate::evaluated::EvaluatedPlan;
use crate::plan::Plan;
use crate::progress::progress;
use crate::quantity::format::duration;
use crate::quantity::format_date;
use crate::timeline::{days, forecast, percent, Forecast, RUNS};

/// The whole report.
pub fn markdown(content: &Content, plan: &Plan, assessment: &Assessment) -> String {
    let evaluated = EvaluatedPlan::new(content, &plan.answers, assessment.today);
    let (texts, to_check) = (Texts::of(&evaluated).changed(escaped), to_check_in_schema(&evaluated));
    let forecast = forecast(content, plan, assessment, RUNS);
    let mut out = Out { content, plan, assessment, forecast, to_check, texts, text: String::new() };
    let blocks = blocks((content, plan, assessment), &out.texts, escaped);
    out.header();
    out.date();
    out.severity(Severity::Blocker);
    out.severity(Severity::Risk);
    blocks.iter().take(1).for_each(|block| out.block(block));
    out.timeline();
    blocks.iter().skip(1).for_each(|block| out.block(block));
    out.heading(2, content.messages.get("report.annex"));
    out.line(content.messages.get("report.annex_lead"));
    out.possible();
    out.severity(Severity::Advice);
    out.severity(Severity::Note);
    out.tasks();
    out.look_ups();
    out.answers();
    out.sources();
    out.text
}

struct Out<'a> {
    content: &'a Content,
    plan: &'a Plan,
    assessment: &'a Assessment,
    forecast: Forecast,
    /// The limitations that only the schema can decide.
    to_check: Vec<&'a Limitation>,
    texts: Texts,
    text: String,
}

/// Text that Markdown would read as markup is taken literally.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

impl Out<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.line("");
        }
        self.line(&format!("{} {text}", "#".repeat(level)));
        self.line("");
    }

    fn word(&self, key: &str) -> String {
        self.content.messages.get(key).to_owned()
    }

    fn header(&mut self) {
        let name = self.plan.name.trim();
        let name = if name.is_empty() { self.word("plan.unnamed") } else { escaped(name) };
        self.heading(1, &name);
        let verdict = super::verdict(self.content, self.assessment, Some(&self.forecast));
        self.line(&verdict);
        self.line("");
        let basis = super::verdict_basis(self.content, self.assessment, self.to_check.len());
        self.line(&basis);
        self.line("");
        let counts = &self.assessment.counts;
        let (answered, asked) = (counts.answered.to_string(), counts.asked.to_string());
        let unknown = counts.dont_know.to_string();
        let values = [("answered", answered.as_str()), ("asked", &asked), ("dont_know", &unknown)];
        let line = self.content.messages.format("report.answered", &values);
        self.line(&format!("- {line}"));
        let today = format_date(self.assessment.today);
        let dates = [("today", today.as_str()), ("edition", self.assessment.edition.as_str())];
        let line = self.content.messages.format("report.dates", &dates);
        self.line(&format!("- {line}"));
        let line = self.word("report.disclaimer");
        self.line(&format!("- {line}"));
    }

    /// What threatens the date, which no rule can know, because it takes the simulation.
    fn date(&mut self) {
        let lines = super::warning_lines(self.content, &self.forecast, |severity| severity <= Severity::Risk);
        if !lines.is_empty() {
            let title = self.word("findings.date");
            self.heading(2, &title);
            lines.iter().for_each(|line| self.line(&format!("- {line}")));
        }
    }

    /// The odds, the finishes, and the phases as a table.
    fn timeline(&mut self) {
        let content = self.content;
        if content.timeline.is_empty() {
            return;
        }
        let word = |key: &str| content.messages.get(key).to_owned();
        self.heading(2, &word("view.timeline"));
        if let Some((share, date)) = self.forecast.in_time.zip(self.forecast.hard_date) {
            let args = [("odds", percent(share)), ("date", format_date(date))];
            let odds =
                content.messages.format("timeline.good", &args.each_ref().map(|(name, text)| (*name, text.as_str())));
            self.line(&format!("- {odds}"));
        }
        for (key, day) in ["timeline.p50", "timeline.p80", "timeline.p95"].into_iter().zip(self.forecast.finish) {
            self.line(&format!("- {}: {}", word(key), format_date(day)));
        }
        let (runs, week) = (self.forecast.runs.to_string(), self.forecast.calendar.days_a_week.to_string());
        let lead = content.messages.format("timeline.lead", &[("runs", &runs), ("week", &week)]);
        self.line(&format!("- {lead}"));
        for (key, three) in
            [("timeline.load_time", self.forecast.load), ("timeline.catch_up_time", self.forecast.catch_up)]
        {
            if let [Some(low), Some(likely), Some(high)] =
                three.map(|minutes| minutes.and_then(|m| u64::try_from(m).ok()))
            {
                let args = [("low", low), ("likely", likely), ("high", high)].map(|(name, m)| (name, duration(m)));
                let args = args.each_ref().map(|(name, text)| (*name, text.as_str()));
                self.line(&format!("- {}: {}", word(key), content.messages.format("timeline.three", &args)));
            }
        }
        for line in super::warning_lines(content, &self.forecast, |severity| severity > Severity::Risk) {
            self.line(&format!("- {line}"));
        }
        self.line("");
        let headings =
            ["phase", "days", "start", "p50", "p95", "latest_mark"].map(|key| word(&format!("timeline.{key}")));
        self.line(&format!("| {} |", headings.join(" | ")));
        self.line("| --- | --- | --- | --- | --- | --- |");
        let mut rows = String::new();
        for phase_forecast in self.forecast.shown() {
            let title = content.detail("timeline", &content.timeline[phase_forecast.estimate.phase].id, "title");
            let [low, _, high] = phase_forecast.estimate.days.map(days);
            let range = content.messages.format("timeline.range", &[("low", &low), ("high", &high)]);
            let latest = phase_forecast.latest.map(|latest| format_date(latest[1])).unwrap_or_default();
            let dates =
                [phase_forecast.start, phase_forecast.finish[0], phase_forecast.finish[2]].map(format_date).join(" | ");
            rows += &format!("| {title} | {range} | {dates} | {latest} |\n");
        }
        self.text += &rows;
    }

    /// A block, which the page's report shows with the same text.
    fn block(&mut self, block: &Block) {
        self.heading(2, &block.title);
        if !block.lead.is_empty() {
            self.line(&block.lead);
            self.line("");
        }
        for Line { challenge, response, more } in &block.lines {
            match response.as_str() {
                "" => self.line(&format!("- {challenge}")),
                _ => self.line(&format!("- {challenge} **{response}**")),
            }
            if !more.is_empty() {
                self.line(&format!("  {more}"));
            }
        }
    }

    /// The findings of one severity that hold.
    fn severity(&mut self, severity: Severity) {
        let holding: Vec<Finding> = self.list(|f| f.holds() && f.severity == severity);
        if !holding.is_empty() {
            let title = self.word(&format!("severity.{}.many", severity.name()));
            self.heading(2, &title);
            holding.iter().for_each(|finding| self.finding(finding));
        }
    }

    /// The possible blockers and risks.
    fn possible(&mut self) {
        let possible: Vec<Finding> = self.list(|f| !f.holds() && f.severity <= Severity::Risk);
        if !possible.is_empty() {
            let title = self.word("severity.possible.many");
            self.heading(2, &title);
            possible.iter().for_each(|finding| self.possible_finding(finding));
        }
    }

    fn list(&self, wanted: impl Fn(&Finding) -> bool) -> Vec<Finding> {
        self.assessment.findings.iter().filter(|finding| wanted(finding)).cloned().collect()
    }

    fn finding(&mut self, finding: &Finding) {
        let content = self.content;
        let Some(rule) = content.rule_index(&finding.rule).map(|index| &content.rules[index]) else { return };
        let (title, why) =
            (self.texts.interpolate(content, &rule.title), self.texts.interpolate(content, &content.why(rule)));
        self.heading(3, &title);
        self.line(&why);
        if !content.steps(rule).is_empty() {
            self.line("");
        }
        for (index, step) in content.steps(rule).iter().enumerate() {
            let step = self.texts.interpolate(content, step);
            self.line(&format!("{}. {step}", index + 1));
        }
        let changed = self.texts.interpolate(content, content.changed(rule));
        if !changed.is_empty() {
            self.line("");
            self.line(&changed);
        }
        let because = content.numbers(&finding.because);
        self.line("");
        if !because.is_empty() {
            let label = self.word("finding.because");
            self.line(&format!("{label}: {because}."));
        }
        let titles = rule.evidence.sources.iter().filter_map(|index| Some(content.sources.get(*index)?.title.as_str()));
        let titles = titles.collect::<Vec<_>>().join("; ");
        self.line(&format!("`{}`: {titles}, {}.", rule.id, rule.evidence.read));
        let owner = self.plan.findings.get(finding.rule.as_str()).map(|mark| escaped(&mark.owner));
        if let Some(owner) = owner.filter(|owner| !owner.is_empty()) {
            let label = self.word("task.owner");
            self.line(&format!("{label}: {owner}."));
        }
    }

    /// A possible finding, and why it would hold, where no figure in the reason is open.
    fn possible_finding(&mut self, finding: &Finding) {
        let content = self.content;
        let Some(line) = super::possible_line(content, &self.texts, finding) else { return };
        self.line(&format!("- {line}"));
        let Some(rule) = content.rule_index(&finding.rule).map(|index| &content.rules[index]) else { return };
        let why = content.why(rule);
        if crate::template::names(&why).iter().all(|name| self.texts.get(name).is_some()) {
            let why = self.texts.interpolate(content, &why);
            self.line(&format!("  {why}"));
        }
    }

    fn answers(&mut self) {
        let title = self.word("report.answers");
        self.heading(2, &title);
        for (index, question) in self.content.questions.iter().enumerate() {
            let state = &self.assessment.questions[index];
            if state.asked != Truth::True {
                continue;
            }
            let answer = match state.state {
                crate::assess::AnswerState::DontKnow => self.word("answer.dont_know"),
                crate::assess::AnswerState::Given => self.texts.get(&question.id).unwrap_or_default().to_owned(),
                _ => self.word("answer.open"),
            };
            let number = self.content.number(index);
            self.line(&format!("- {number} {} **{answer}**", question.text));
            let note = escaped(self.plan.note(&question.id));
            if !note.is_empty() {
                self.line(&format!("  {note}"));
            }
        }
    }

    fn tasks(&mut self) {
        let all = progress(self.assessment, self.plan, None);
        let (done, of) = (all.done.to_string(), all.of.to_string());
        let title = self.content.messages.format("report.tasks", &[("done", done.as_str()), ("of", &of)]);
        self.heading(2, &title);
        for task_state in self.assessment.tasks.iter().filter(|task| task.state == Truth::True) {
            let Some(task) = self.content.task_index(&task_state.task).map(|index| &self.content.tasks[index]) else {
                continue;
            };
            let mark = self.plan.tasks.get(task.id.as_str()).cloned().unwrap_or_default();
            let tick = if mark.done { 'x' } else { ' ' };
            let title = self.texts.interpolate(self.content, &task.title);
            let details: Vec<String> =
                [mark.owner, mark.due].iter().filter(|text| !text.is_empty()).map(|t| escaped(t)).collect();
            let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join(", ")) };
            let note = if mark.note.is_empty() { String::new() } else { format!(": {}", escaped(&mark.note)) };
            self.line(&format!("- [{tick}] {title}{details}{note}"));
            for (index, step) in self.content.task_steps(task).iter().enumerate() {
                let step = self.texts.interpolate(self.content, step);
                self.line(&format!("  {}. {step}", index + 1));
            }
            for state in &task_state.prerequisites {
                self.prerequisite(state);
            }
        }
    }

    /// A prerequisite: what must be set or granted, to which value, when, how to check it, and where it is documented.
    fn prerequisite(&mut self, state: &PrerequisiteState) {
        let content = self.content;
        let Some(row) = content.prerequisites.iter().find(|row| row.id == state.prerequisite) else { return };
        let detail = |field: &str| content.prerequisite(row, field);
        let open = if state.state == Truth::Unknown { self.word("prerequisite.open") + ": " } else { String::new() };
        let value = match detail("value") {
            "" | "granted" => String::new(),
            value => format!(": `{value}`"),
        };
        self.line(&format!("  - {open}{}{value}", detail("name")));
        let condition = content.messages.format("prerequisite.if", &[("condition", detail("condition"))]);
        let condition = if detail("condition").is_empty() { "" } else { condition.as_str() };
        let (check, page) = (detail("check"), guide_address(detail("page")));
        for text in [condition, detail("note")].into_iter().filter(|text| !text.is_empty()) {
            self.line(&format!("    {text}"));
        }
        if !check.is_empty() {
            self.line(&format!("    `{check}`"));
        }
        self.line(&format!("    <{page}>, {}", self.word(&format!("vintage.{}", detail("vintage")))));
    }

    /// What only somebody with access to the schema can decide.
    fn look_ups(&mut self) {
        let rows = std::mem::take(&mut self.to_check);
        if rows.is_empty() {
            return;
        }
        let title = self.word("coverage.schema");
        self.heading(2, &title);
        for row in rows {
            let detail = |field: &str| self.content.detail("limitation", &row.id, field);
            let effect = self.word(&format!("effect_of.{}", row.effect));
            self.line(&format!("- **{effect}** {}: {}", row.title(), detail("consequence")));
            if !detail("remedy").is_empty() {
                self.line(&format!("  {}", detail("remedy")));
            }
        }
    }

    fn sources(&mut self) {
        let title = self.word("report.sources");
        self.heading(2, &title);
        let content = self.content;
        for source in super::sources(content, self.assessment) {
            let address = if source.address.is_empty() { String::new() } else { format!(" <{}>", source.address) };
            let read =
                content.messages.format("source.read", &[("read", source.read.as_str()), ("vintage", &source.vintage)]);
            self.line(&format!("- {}{address}, {read}", source.title));
        }
    }
}
