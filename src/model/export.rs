//! The files that a plan can be saved as: their names, MIME types and texts. Used by buttons of views and by hosts.

use super::Model;
use preflight_engine::task_documents::{mappings_document, settings_document};
use preflight_engine::{plan_file, report};

/// A file that the open plan can be saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    PlanFile,
    Markdown,
    /// The report as a self-contained HTML page, with the styles of the page that it is saved from.
    Report,
    AnswersCsv,
    TasksCsv,
    Calendar,
    TableMappings,
    TaskSettings,
}

impl Export {
    /// The end of the file name, after the name of the plan.
    fn suffix(self) -> &'static str {
        match self {
            Self::PlanFile => ".preflight.json",
            Self::Markdown => ".md",
            Self::Report => "-report.html",
            Self::AnswersCsv => "-answers.csv",
            Self::TasksCsv => ".csv",
            Self::Calendar => ".ics",
            Self::TableMappings => ".table-mappings.json",
            Self::TaskSettings => ".task-settings.json",
        }
    }

    pub fn mime(self) -> &'static str {
        match self {
            Self::PlanFile | Self::TableMappings | Self::TaskSettings => "application/json",
            Self::Markdown => "text/markdown",
            Self::Report => "text/html",
            Self::AnswersCsv | Self::TasksCsv => "text/csv",
            Self::Calendar => "text/calendar",
        }
    }
}

impl Model {
    /// The name of an exported file.
    pub fn export_name(&self, export: Export) -> String {
        format!("{}{}", self.file_stem(), export.suffix())
    }

    /// The text of an exported file. None if the plan has no such file, and for the report, which the views write.
    pub fn export_text(&self, export: Export) -> Option<String> {
        let (content, plan, assessment) = (&self.page.content, &self.open.plan, &self.computed.assessment);
        Some(match export {
            Export::PlanFile => self.plan_file(),
            Export::Markdown => report::markdown(content, plan, assessment),
            Export::Report => return None,
            Export::AnswersCsv => report::answers_csv(content, plan, assessment),
            Export::TasksCsv => report::csv(content, plan, assessment),
            Export::Calendar => report::ics(content, plan, assessment),
            Export::TableMappings => mappings_document(&self.evaluated())?,
            Export::TaskSettings => settings_document(&self.evaluated(), self.view.filters.full_settings),
        })
    }

    /// The plan file of the open plan.
    pub fn plan_file(&self) -> String {
        plan_file::encode_pretty(&self.page.content, &self.open.plan, &self.computed.assessment)
    }

    /// The start of file names: the name of the plan in lower case with hyphens, or "dms-plan" if nothing remains of
    /// it.
    pub(super) fn file_stem(&self) -> String {
        let letters = self.open.plan.name.to_ascii_lowercase();
        let parts = letters.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let stem: String = parts.collect::<Vec<_>>().join("-").chars().take(60).collect();
        if stem.is_empty() {
            return "dms-plan".to_owned();
        }
        stem
    }
}
