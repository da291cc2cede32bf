//! Fills names between braces into a text: `The transfer takes {transfer_low} to {transfer_high}`. Messages, reports
//! and task documents use it.

/// A part of a text: plain, or a name between braces.
enum Part<'a> {
    Plain(&'a str),
    Name(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        let name = after[1..].split_once('}').map(|(name, _)| name);
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        match name.filter(|name| is_name(name)) {
            Some(name) => {
                parts.push(Part::Plain(before));
                parts.push(Part::Name(name));
                rest = &after[name.len() + 2..];
            }
            None => {
                parts.push(Part::Plain(&rest[..=open]));
                rest = &rest[open + 1..];
            }
        }
    }
    parts.push(Part::Plain(rest));
    parts
}

/// `text` with each name replaced by its value; a name without a value stays as written.
pub fn interpolate(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let piece = |part: &Part<'_>| match part {
        Part::Plain(plain) => (*plain).to_owned(),
        Part::Name(name) => value(name).unwrap_or_else(|| format!("{{{name}}}")),
    };
    parts(text).iter().map(piece).collect()
}

/// The names between braces in `text`.
pub fn names(text: &str) -> Vec<String> {
    let name = |part: Part<'_>| match part {
        Part::Name(name) => Some(name.to_owned()),
        Part::Plain(_) => None,
    };
    parts(text).into_iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::{interpolate, names};

    #[test]
    fn names_are_replaced_and_other_braces_stay() {
        let value = |name: &str| (name == "n").then(|| "7".to_owned());
        assert_eq!(interpolate("{n} of {m}, {\"a\": 1}", value), "7 of {m}, {\"a\": 1}");
        assert_eq!(interpolate("{{n}", value), "{7");
        assert_eq!(names("{n} {N} {} {a_b}"), ["n", "a_b"]);
    }
}
