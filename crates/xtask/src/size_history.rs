//! `bench/sizes.csv`, which `sizes` reads and extends: a line for each submission that changed a size, with the compiler
//! that gave it, because another compiler gives other sizes of the same source.

use crate::clock::today;
use crate::files::{self, read};
use crate::run::root;
use crate::Result;
use std::path::PathBuf;

/// Sizes by name, and the compiler of the build.
pub struct Record {
    pub compiler: String,
    pub sizes: Vec<(&'static str, usize)>,
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    day: String,
    compiler: String,
    sizes: Vec<usize>,
}

fn file() -> PathBuf {
    root().join("bench/sizes.csv")
}

fn header(record: &Record) -> String {
    let names: Vec<&str> = record.sizes.iter().map(|(name, _)| *name).collect();
    format!("day,compiler,{}", names.join(","))
}

/// The lines of `text` in their order. The header must name the sizes of `record`.
fn parse(text: &str, record: &Record) -> Result<Vec<Line>> {
    let header = header(record);
    if text.lines().next() != Some(header.as_str()) {
        return Err(format!("bench/sizes.csv must begin with `{header}`: give its older lines the new columns."));
    }
    let parse_line = |line: &str| {
        let (day, rest) = line.split_once(',')?;
        let (compiler, sizes) = rest.split_once(',')?;
        let sizes = sizes.split(',').map(|size| size.trim().parse().ok()).collect::<Option<Vec<usize>>>()?;
        Some(Line { day: day.to_owned(), compiler: compiler.to_owned(), sizes })
    };
    let lines = text.lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|line| parse_line(line).ok_or_else(|| format!("bench/sizes.csv: cannot read `{line}`."))).collect()
}

/// The last line that differs: the submission may have written its line already. One of the same compiler is better.
fn previous<'a>(lines: &'a [Line], record: &Record) -> Option<&'a Line> {
    let sizes: Vec<usize> = record.sizes.iter().map(|(_, size)| *size).collect();
    let older = || lines.iter().rev().filter(|line| line.sizes != sizes);
    older().find(|line| line.compiler == record.compiler).or_else(|| older().next())
}

/// Prints how each size changed.
pub fn print_change(record: &Record) -> Result<()> {
    let lines = parse(&read(&file())?, record)?;
    let Some(before) = previous(&lines, record) else { return Ok(()) };
    println!("Change since {}, built by {}:", before.day, before.compiler);
    for ((name, size), before) in record.sizes.iter().zip(&before.sizes) {
        println!("{:>+9}  {name}", *size as i64 - *before as i64);
    }
    Ok(())
}

/// Adds a line for today, or replaces that of today and the same compiler.
pub fn write(record: &Record) -> Result<()> {
    let mut lines = if file().is_file() { parse(&read(&file())?, record)? } else { Vec::new() };
    let today = today();
    lines.retain(|line| line.day != today || line.compiler != record.compiler);
    let sizes = record.sizes.iter().map(|(_, size)| *size).collect();
    lines.push(Line { day: today, compiler: record.compiler.clone(), sizes });
    let mut text = format!("{}\n", header(record));
    for line in lines {
        let sizes: Vec<String> = line.sizes.iter().map(ToString::to_string).collect();
        text.push_str(&format!("{},{},{}\n", line.day, line.compiler, sizes.join(",")));
    }
    files::write(&file(), text)
}

#[cfg(test)]
mod tests {
    use super::{parse, previous, Record};

    fn record(code: usize) -> Record {
        Record { compiler: "rustc 2.0".to_owned(), sizes: vec![("code", code)] }
    }

    #[test]
    fn a_size_is_compared_with_the_last_other_one_of_its_compiler() {
        let text = "day,compiler,code\n2026-01-01,rustc 2.0,9\n2026-01-02,rustc 3.0,8\n2026-01-03,rustc 2.0,7\n";
        let lines = parse(text, &record(7)).unwrap_or_default();
        let day = |code| previous(&lines, &record(code)).map(|line| line.day.as_str());
        assert_eq!((day(7), day(6)), (Some("2026-01-01"), Some("2026-01-03")));
        assert!(parse("day,code\n", &record(7)).is_err());
    }
}
