//! The command `preflight`: judges plans on the command line with the same engine and content as the page. People and
//! scripts call it.

mod args;
mod check;
mod plan;
mod schema;
mod when;

use args::Args;
use std::process::ExitCode;

const HELP: &str = "preflight COMMAND

  plan FILE [--format json|forecast|markdown|csv|answers|ics|mappings|settings] [--today YYYY-MM-DD] [--texts]
      Judges a plan. json is the assessment, canonical: the same plan and day give the same bytes everywhere; with
      --texts it also has the words of findings, tasks, prerequisites, approaches, replication instance and look-ups.
      forecast is the timeline as JSON, of 10,000 runs with the same result everywhere.
      csv has the phases and tasks; answers has the answers as CSV, also those to questions that are not asked now.
      mappings and settings are the documents that the replication task is created with.
  check FILE
      Says whether a plan file can be read, and what of it cannot.
  check --coverage
      Says how much of the content each line of the mission has, and what decides each of AWS's premigration
      assessments.
  when EXPR --answers FILE [--today YYYY-MM-DD]
      Prints yes, no or open, and the reasons below. FILE is a plan file.
  schema
      Prints the JSON Schema of plan files.";

/// The result of a command: what to print, and the exit code.
pub struct End {
    pub out: String,
    pub code: u8,
}

fn main() -> ExitCode {
    let args = Args::new(std::env::args().skip(1).collect());
    let end = match args.word(0) {
        Some(_) if !args.unknown.is_empty() => {
            Err(format!("There is no option `{}`.\n\n{HELP}", args.unknown.join(" ")))
        }
        Some("plan") => plan::plan(&args),
        Some("check") => check::check(&args),
        Some("when") => when::when(&args),
        Some("schema") => Ok(schema::schema()),
        None | Some("help" | "--help" | "-h") => Ok(End { out: HELP.to_owned(), code: 0 }),
        Some(other) => Err(format!("There is no command `{other}`.\n\n{HELP}")),
    };
    match end {
        Ok(end) => {
            print(&end.out);
            ExitCode::from(end.code)
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Prints with one line end; a reader that stops listening, such as `head`, is no error.
fn print(text: &str) {
    use std::io::Write;
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let _ = write!(std::io::stdout(), "{text}{end}");
}
