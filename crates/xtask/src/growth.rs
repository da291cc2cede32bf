//! How the sizes change from submission to submission: `bench/sizes.csv` has a line for each that changed one, and
//! every build says what it adds to the last of them.

use crate::pack;
use crate::regions::today;
use crate::run::root;
use crate::Outcome;
use std::path::PathBuf;

fn file() -> PathBuf {
    root().join("bench/sizes.csv")
}

type Line = (String, Vec<usize>);

/// Days and figures, in the order of the file; their names must be those of now.
fn lines(now: &[(&str, usize)]) -> Outcome<Vec<Line>> {
    let text = pack::read(&file())?;
    if text.lines().next() != Some(head(now).as_str()) {
        return Err(format!("bench/sizes.csv must begin with `{}`: give its older lines the new columns.", head(now)));
    }
    let read = |line: &str| {
        let (day, figures) = line.split_once(',')?;
        Some((day.to_owned(), figures.split(',').map(|one| one.trim().parse().ok()).collect::<Option<Vec<usize>>>()?))
    };
    let body = text.lines().skip(1).filter(|line| !line.is_empty());
    body.map(|line| read(line).ok_or_else(|| format!("bench/sizes.csv: `{line}` is no day with sizes."))).collect()
}

fn head(now: &[(&str, usize)]) -> String {
    let names: Vec<&str> = now.iter().map(|(what, _)| *what).collect();
    format!("day,{}", names.join(","))
}

/// What each size adds to the last line that says something else: a submission's own line may be there already.
pub fn said(now: &[(&str, usize)]) -> Outcome<()> {
    let figures: Vec<usize> = now.iter().map(|(_, size)| *size).collect();
    let lines = lines(now)?;
    let Some((day, before)) = lines.iter().rev().find(|(_, before)| *before != figures) else { return Ok(()) };
    println!("Change since {day}:");
    for ((what, size), before) in now.iter().zip(before) {
        println!("{:>+9}  {what}", *size as i64 - *before as i64);
    }
    Ok(())
}

/// Adds a line for today, or renews today's.
pub fn write(now: &[(&str, usize)]) -> Outcome<()> {
    let mut text = format!("{}\n", head(now));
    let old = if file().is_file() { lines(now)? } else { Vec::new() };
    let own = (today(), now.iter().map(|(_, size)| *size).collect::<Vec<usize>>());
    for (day, sizes) in old.into_iter().filter(|(day, _)| *day != own.0).chain([own.clone()]) {
        let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
        text.push_str(&format!("{day},{}\n", sizes.join(",")));
    }
    pack::write(&file(), text)
}
