//! Text from the model: messages by key, names, times. Views, `update` and exports use it.

use super::{Model, Route};
use preflight_engine::answer::UserMessage;
use preflight_engine::quantity::format;
use preflight_engine::report;

impl Model {
    /// The text of a message key.
    pub fn text(&self, key: &str) -> String {
        self.page.content.messages.get(key).to_owned()
    }

    /// The text of a message key with values filled in.
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.page.content.messages.format(key, values)
    }

    /// The text of a message key for a count.
    pub fn plural(&self, key: &str, count: usize) -> String {
        self.page.content.messages.plural(key, count)
    }

    /// A user message as text.
    pub fn user_message(&self, message: &UserMessage) -> String {
        self.page.content.messages.user_message(message)
    }

    /// A text of the content with the answers and figures of this plan filled in.
    pub fn interpolate(&self, text: &str) -> String {
        self.computed.texts.interpolate(&self.page.content, text)
    }

    /// A time on the reader's clock, from milliseconds since 1970-01-01 UTC.
    pub fn format_time(&self, at: u64) -> String {
        format::moment(at, self.page.utc_offset)
    }

    /// The plan's name, or the words for a plan without one.
    pub fn plan_name(&self) -> String {
        self.name_of(&self.open.plan.name)
    }

    /// A plan's name, or the words for a plan without one.
    pub fn name_of(&self, name: &str) -> String {
        if !name.contains(is_visible) {
            return self.text("plan.unnamed");
        }
        name.to_owned()
    }

    /// The verdict with the odds of the date, as far as they are computed.
    pub fn verdict(&self) -> String {
        report::verdict(&self.page.content, &self.computed.assessment, self.computed.forecast.as_deref())
    }

    /// What the verdict rests on.
    pub fn verdict_basis(&self) -> String {
        report::verdict_basis(&self.page.content, &self.computed.assessment, self.computed.to_check_in_schema)
    }

    /// Source, target, Region and date in one line, if known.
    pub fn summary(&self) -> String {
        let known = |id: &str| self.computed.texts.get(id).map(str::to_owned);
        let mut parts = Vec::new();
        if let (Some(source), Some(target)) = (known("source_engine"), known("target_engine")) {
            parts.push(self.format("plan.route", &[("source", &source), ("target", &target)]));
        }
        if let Some(region) = &self.computed.assessment.region {
            parts.push(region.code.clone());
        }
        if let Some(date) = known("hard_date").filter(|_| self.computed.assessment.figures.contains_key("days_to_date"))
        {
            parts.push(self.format("plan.by", &[("date", &date)]));
        }
        parts.join(", ")
    }

    /// The title of the document.
    pub fn title(&self) -> String {
        self.title_of(self.view.route)
    }

    /// The title of the document on a view.
    pub fn title_of(&self, route: Route) -> String {
        let view = match route {
            Route::Start => return self.text("app.title"),
            Route::Section(index) => {
                self.page.content.sections.get(index).map(|section| section.title.clone()).unwrap_or_default()
            }
            route => route.entry().map(|entry| self.text(entry.title)).unwrap_or_default(),
        };
        self.format("app.title_of", &[("place", &view), ("plan", &self.plan_name())])
    }
}

/// Whether a character is visible. Spaces are not, nor are invisible characters such as U+200B, U+00AD and U+2800.
fn is_visible(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
