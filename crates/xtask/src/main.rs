//! `cargo xtask COMMAND`: everything between a fresh clone and a running page, without a step by hand. `.cargo/config.toml`
//! has the alias; README.md and CONTRIBUTING.md name the commands.

mod apt;
mod assets;
mod bench;
mod browsers;
mod bundle;
mod cargo_tools;
mod clock;
mod content;
mod dist;
mod embed;
mod files;
mod fuzz;
mod instructions;
mod licences;
mod names;
mod native_tests;
mod portals;
mod regions;
mod reproducible;
mod run;
mod serve;
mod server_headers;
mod single;
mod site;
mod size_history;
mod sizes;
mod steps;
mod test;
mod toolchain;
mod tools;
mod trunk;
mod wasm_opt;

use std::process::ExitCode;
use test::Extent;

/// A step that fails says in one sentence what to do.
pub type Result<T, E = String> = std::result::Result<T, E>;

const HELP: &str = "cargo xtask COMMAND

  serve          set up what serving needs, then serve on http://127.0.0.1:8080
  test           set up what is missing, then check, build and test everything
  test --full    the same with the long matrix
  dist           build dist/: the hosted page, the single file and its zip, the module, headers for web servers
  sizes          print code, content and total as sent by a web server, and how they changed; fail over budget
  sizes --write  record them in bench/sizes.csv
  screenshots    take a picture of every view, light, dark, on a phone and as PDF, into target/screenshots
  bench          measure how fast everything is beside other programs, and record it in bench/
  instructions   count the instructions of judging; fail more than a tenth over bench/instructions.json
  instructions --write
                 the same, and make the result the agreed figure
  fuzz [SECONDS] feed random bytes to every reader of texts from outside, 10 s each
  fuzz TARGET FILE
                 feed one file to a target and show what happens
  setup [--full] install what test needs, or what test --full needs, and nothing else
  content FOLDER merge the content files into the two JSON files that the page fetches
  regions WHEEL  print how a downloaded botocore wheel differs from content/facts/regions.csv
  regions WHEEL --write
                 the same, and update the table and the extract that its test reads";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match run_command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}

fn run_command(words: &[&str]) -> Result<()> {
    match words {
        ["serve"] => serve::serve(),
        ["test"] => test::test(Extent::Plain),
        ["test", "--full"] => test::test(Extent::Full),
        ["dist"] => dist::build_and_measure(),
        ["sizes"] => sizes::check(),
        ["sizes", "--write"] => sizes::write(),
        ["screenshots"] => test::screenshots(),
        ["instructions"] => browsers::set_up().and_then(|()| instructions::check()),
        ["instructions", "--write"] => browsers::set_up().and_then(|()| instructions::write()),
        ["bench"] => bench::bench(),
        ["fuzz"] => fuzz::fuzz("10", None),
        ["fuzz", seconds] => fuzz::fuzz(seconds, None),
        ["fuzz", target, input] => fuzz::replay(target, input),
        ["setup"] => tools::for_tests(),
        ["setup", "--full"] => {
            tools::for_tests().and_then(|()| portals::set_up()).and_then(|()| tools::lighthouse().map(drop))
        }
        ["content", folder] => content::write(folder.as_ref()),
        ["regions", wheel] => regions::compare(wheel.as_ref()),
        ["regions", wheel, "--write"] => regions::update(wheel.as_ref()),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("There is no command `{}`.\n\n{HELP}", words.join(" "))),
    }
}
