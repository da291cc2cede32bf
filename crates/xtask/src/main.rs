//! `cargo xtask COMMAND`: everything between a fresh clone and a running page, with no step by hand.

mod bench;
mod browsers;
mod bundle;
mod content;
mod dist;
mod embed;
mod fuzz;
mod growth;
mod hosting;
mod instructions;
mod licences;
mod pack;
mod portals;
mod regions;
mod run;
mod serve;
mod single;
mod site;
mod sizes;
mod steps;
mod test;
mod toolchain;
mod tools;
mod trunk;
mod twice;

use std::process::ExitCode;

/// A failed step: one sentence for the person who can mend it.
pub type Outcome<T> = Result<T, String>;

const HELP: &str = "cargo xtask COMMAND

  serve          set up what serving needs, then serve on http://127.0.0.1:8080
  test           set up what is missing, then check, build and test everything
  test --full    the same with the long matrix
  dist           build dist/: the hosted page, the single file and its zip, the module, headers for web servers
  sizes          print code, content and total as sent by a web server, and how they changed; fail over budget
  sizes --write  write them down in bench/sizes.csv
  screenshots    take a picture of every view, light, dark, on a phone and as PDF, into target/screenshots
  bench          measure how fast everything is beside other programs, and write it down in bench/
  instructions   count the instructions of judging; fail more than a tenth over bench/instructions.json
  instructions --write
                 the same, and make the result the agreed figure
  fuzz [SECONDS] feed random bytes to every reader of texts from outside, 10 s each
  fuzz TARGET FILE
                 feed one file to a target and show what happens
  setup [--full] install what test needs, or what test --full needs, and nothing else
  content FOLDER merge the content files into the two JSON files that the page fetches
  regions WHEEL  print what a downloaded botocore wheel says otherwise than content/facts/regions.csv
  regions WHEEL --write
                 the same, and bring the table and the extract that its test reads up to date";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve"] => serve::serve(),
        ["test"] => test::test(false),
        ["test", "--full"] => test::test(true),
        ["dist"] => dist::dist(),
        ["sizes"] => sizes::sizes(),
        ["screenshots"] => test::screenshots(),
        ["sizes", "--write"] => sizes::write(),
        ["instructions"] => browsers::installed().and_then(|()| instructions::gate()),
        ["instructions", "--write"] => browsers::installed().and_then(|()| instructions::write()),
        ["bench"] => bench::bench(),
        ["fuzz"] => fuzz::fuzz("10", None),
        ["fuzz", seconds] => fuzz::fuzz(seconds, None),
        ["fuzz", target, input] => fuzz::replay(target, input),
        ["setup"] => tools::everything(),
        ["setup", "--full"] => {
            tools::everything().and_then(|()| portals::installed()).and_then(|()| tools::lighthouse().map(drop))
        }
        ["content", folder] => content::write(folder.as_ref()),
        ["regions", wheel] => regions::regions(wheel.as_ref(), false),
        ["regions", wheel, "--write"] => regions::regions(wheel.as_ref(), true),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("There is no command `{}`.\n\n{HELP}", words.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}
