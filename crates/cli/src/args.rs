//! Parses the arguments, reads the bundled content and plan files, and finds today's date. Every command uses it.

use preflight_engine::content::ContentError;
use preflight_engine::plan_file::{decode, DecodeError, LoadedPlan, MAX_BYTES};
use preflight_engine::quantity::parse_date;
use preflight_engine::Content;

/// The arguments. Options may be anywhere; a condition may start with a hyphen.
pub struct Args {
    words: Vec<String>,
    options: Vec<(String, String)>,
    /// Arguments that look like options but are unknown.
    pub unknown: Vec<String>,
}

const WITH_VALUE: [&str; 3] = ["--format", "--today", "--answers"];
const FLAGS: [&str; 1] = ["--texts"];

impl Args {
    /// Splits the arguments into words and options.
    pub fn new(all: Vec<String>) -> Self {
        let (mut words, mut options, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest = all.into_iter();
        while let Some(word) = rest.next() {
            if WITH_VALUE.contains(&word.as_str()) {
                options.push((word, rest.next().unwrap_or_default()));
            } else if FLAGS.contains(&word.as_str()) && words.first().is_some_and(|command| command == "plan") {
                options.push((word, String::new()));
            } else if words.len() > 1 && word.starts_with("--") {
                unknown.push(word);
            } else {
                words.push(word);
            }
        }
        Self { words, options, unknown }
    }

    /// The word at `index`, where 0 is the command.
    pub fn word(&self, index: usize) -> Option<&str> {
        self.words.get(index).map(String::as_str)
    }

    /// The last value of an option.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an option without a value is there.
    pub fn flag(&self, name: &str) -> bool {
        self.option(name).is_some()
    }

    /// The day to judge on: that of `--today`, else the local date. An error if it is no day.
    pub fn today(&self) -> Result<i64, String> {
        if let Some(text) = self.option("--today") {
            return parse_date(text).ok_or_else(|| format!("\"{text}\" is not a day written YYYY-MM-DD."));
        }
        let now = time::OffsetDateTime::now_local().unwrap_or_else(|_| time::OffsetDateTime::now_utc());
        Ok(i64::from(now.date().to_julian_day()) - 2_440_588)
    }
}

/// The bundled content. Tests check it, so an error means that the build is broken.
pub fn content() -> Result<Content, String> {
    let unusable = |errors: Vec<ContentError>| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("The content of this build cannot be used:\n{}", lines.join("\n"))
    };
    let content = Content::from_json(preflight_content::bundled()).map_err(unusable)?;
    content.load_details(preflight_content::tables())?;
    let problems = content.check_details();
    if !problems.is_empty() {
        return Err(unusable(problems));
    }
    Ok(content)
}

/// Opens a plan file. The error says in one line why it cannot be read.
pub fn open(content: &Content, file: &str) -> Result<LoadedPlan, String> {
    let size = std::fs::metadata(file).map_err(|error| format!("{file}: {error}."))?.len();
    if size > MAX_BYTES as u64 {
        let message = DecodeError::TooLarge.user_message();
        return Err(format!("{file}: {}", content.messages.user_message(&message)));
    }
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}."))?;
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{file}: The file is not text in UTF-8. Nothing was changed."))?;
    decode(content, &text).map_err(|error| format!("{file}: {}", content.messages.user_message(&error.user_message())))
}
