//! The words after the command, and where files and today's date come from.

use preflight_engine::answer::UserMessage;
use preflight_engine::content::ContentError;
use preflight_engine::plan_file::{decode, LoadedPlan, MAX_BYTES};
use preflight_engine::quantity::parse_date;
use preflight_engine::Content;

/// The arguments. Options may stand anywhere; a condition may begin with a hyphen.
pub struct Args {
    words: Vec<String>,
    options: Vec<(String, String)>,
    /// Words that look like options and are none.
    pub unknown: Vec<String>,
}

const WITH_VALUE: [&str; 3] = ["--format", "--today", "--answers"];

impl Args {
    pub fn new(all: Vec<String>) -> Self {
        let (mut words, mut options, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest = all.into_iter();
        while let Some(word) = rest.next() {
            if WITH_VALUE.contains(&word.as_str()) {
                options.push((word, rest.next().unwrap_or_default()));
            } else if words.len() > 1 && word.starts_with("--") {
                unknown.push(word);
            } else {
                words.push(word);
            }
        }
        Self { words, options, unknown }
    }

    pub fn word(&self, index: usize) -> Option<&str> {
        self.words.get(index).map(String::as_str)
    }

    /// The last value given for an option.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The day to judge on: the given one, else the local date.
    pub fn today(&self) -> Result<i64, String> {
        if let Some(text) = self.option("--today") {
            return parse_date(text).ok_or_else(|| format!("\"{text}\" is not a day written YYYY-MM-DD."));
        }
        let now = time::OffsetDateTime::now_local().unwrap_or_else(|_| time::OffsetDateTime::now_utc());
        Ok(i64::from(now.date().to_julian_day()) - 2_440_588)
    }
}

/// The bundled content. It is checked by tests, so a failure here is a broken build.
pub fn content() -> Result<Content, String> {
    let unusable = |problems: Vec<ContentError>| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!("The content of this build cannot be used:\n{}", lines.join("\n"))
    };
    let content = Content::from_json(preflight_content::bundled()).map_err(unusable)?;
    content.load_details(preflight_content::tables())?;
    let missing = content.check_details();
    if !missing.is_empty() {
        return Err(unusable(missing));
    }
    Ok(content)
}

/// Opens a plan file.
pub fn open(content: &Content, file: &str) -> Result<LoadedPlan, String> {
    let size = std::fs::metadata(file).map_err(|error| format!("{file}: {error}."))?.len();
    if size > MAX_BYTES as u64 {
        let complaint =
            UserMessage { key: "file_too_large", args: vec![("most", (MAX_BYTES / 1_000_000).to_string())] };
        return Err(format!("{file}: {}", content.messages.user_message(&complaint)));
    }
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}."))?;
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{file}: The file is not text in UTF-8. Nothing was changed."))?;
    decode(content, &text).map_err(|refusal| format!("{file}: {}", content.messages.user_message(&refusal)))
}
