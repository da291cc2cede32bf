//! Parsing typed answers: good and bad inputs for every kind of question.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{answers, content, content_with, question, several, text, NO, YES};
use preflight_engine::answer::{ParsedAnswer, Value};
use preflight_engine::parse::parse_answer;
use preflight_engine::quantity::unit::{join, split, DURATIONS, SIZES};
use preflight_engine::quantity::{format_date, parse_date, MAX_SAFE_INTEGER};
use preflight_engine::{Content, Raw};
use serde_json::json;

/// The parsed answer to a question as a word or value.
fn meaning(content: &Content, id: &str, raw: &Raw) -> String {
    let question = &content.questions[content.question_index(id).unwrap()];
    match parse_answer(question, Some(raw)) {
        ParsedAnswer::Missing => "missing".to_owned(),
        ParsedAnswer::DontKnow => "don't know".to_owned(),
        ParsedAnswer::Invalid(message) => message.key.to_owned(),
        ParsedAnswer::Valid(Value::Bool(flag)) => flag.to_string(),
        ParsedAnswer::Valid(Value::Number(number)) => number.to_string(),
        ParsedAnswer::Valid(Value::Size(n) | Value::Duration(n)) => n.to_string(),
        ParsedAnswer::Valid(Value::Date(days)) => format_date(days),
        ParsedAnswer::Valid(Value::Several(chosen)) => {
            format!("[{}]", chosen.iter().map(|option_ref| option_ref.to_string()).collect::<Vec<_>>().join(","))
        }
        ParsedAnswer::Valid(Value::Choice(chosen)) => chosen.to_string(),
        ParsedAnswer::Valid(Value::Text(text)) => text,
    }
}

fn each(id: &str, cases: &[(&str, &str)]) {
    let content = content();
    for (typed, wanted) in cases {
        assert_eq!(meaning(&content, id, &text(typed)), *wanted, "{id}: {typed:?}");
    }
}

#[test]
fn account_ids_are_twelve_digits() {
    let cases = [
        ("123456789012", "123456789012"),
        ("1234-5678-9012", "123456789012"),
        (" 1234 5678 9012\n", "123456789012"),
        ("1234\u{a0}5678\u{2009}9012", "123456789012"),
        ("000000000000", "000000000000"),
        ("12345678901", "bad_account_length"),
        ("1234567890123", "bad_account_length"),
        ("---", "bad_account_length"),
        ("12345678901a", "bad_account_character"),
        ("1234–5678–9012", "bad_account_character"),
        ("１２３４５６７８９０１２", "bad_account_character"),
        ("1234.5678.9012", "bad_account_character"),
        ("", "missing"),
        (" \t\n", "missing"),
    ];
    each("account_number", &cases);
}

#[test]
fn account_aliases_have_the_form_of_iam() {
    let (longest, longer) = ("a".repeat(63), "a".repeat(64));
    let cases = [
        ("abc", "abc"),
        (" my-company-1 ", "my-company-1"),
        ("123", "123"),
        ("1-2-3", "1-2-3"),
        (&longest, &longest),
        (&longer, "bad_alias_length"),
        ("ab", "bad_alias_length"),
        ("My-company", "bad_alias_character"),
        ("my_company", "bad_alias_character"),
        ("my company", "bad_alias_character"),
        ("müller", "bad_alias_character"),
        ("-abc", "bad_alias_hyphen"),
        ("abc-", "bad_alias_hyphen"),
        ("a--b", "bad_alias_hyphen"),
    ];
    each("account_alias", &cases);
}

#[test]
fn sizes_are_whole_bytes() {
    let cases = [
        ("1 B", "1"),
        ("1 KB", "1000"),
        ("1 MB", "1000000"),
        ("1 GB", "1000000000"),
        ("1 TB", "1000000000000"),
        ("1 PB", "1000000000000000"),
        ("1 KiB", "1024"),
        ("1 MiB", "1048576"),
        ("1 GiB", "1073741824"),
        ("1 TiB", "1099511627776"),
        ("1 PiB", "1125899906842624"),
        ("2.4 TB", "2400000000000"),
        ("2.4TB", "2400000000000"),
        ("2.4 tb", "2400000000000"),
        ("  2.4\u{202f}TB  ", "2400000000000"),
        ("1 200 GB", "1200000000000"),
        ("1_200 GB", "1200000000000"),
        ("1\u{2009}200\u{a0}GB", "1200000000000"),
        ("0 GB", "0"),
        ("0.5 KB", "500"),
        ("1.5 B", "2"),
        ("0.4 B", "0"),
        ("9 PB", "9000000000000000"),
        ("7.9 PiB", "8894609264056730"),
        ("10 PB", "bad_size_too_large"),
        ("8 PiB", "bad_size_too_large"),
        ("9007199254740992 B", "bad_too_large"),
        ("100000000000000000000 GB", "bad_too_large"),
        ("2.4", "bad_size_unit_missing"),
        ("2,4 TB", "bad_comma"),
        ("1,200 GB", "bad_comma"),
        ("-5 GB", "bad_negative"),
        ("\u{2212}5 GB", "bad_negative"),
        ("5 XB", "bad_size_unit"),
        ("5 GB or so", "bad_size_unit"),
        ("5 G", "bad_size_unit"),
        ("1e400", "bad_size_unit"),
        ("1e3 GB", "bad_size_unit"),
        ("five GB", "bad_number"),
        ("TB 5", "bad_number"),
        ("1.2.3 GB", "bad_number"),
        (". GB", "bad_number"),
        ("_ GB", "bad_number"),
        ("٣ GB", "bad_number"),
        ("GB", "missing"),
        (" GB ", "missing"),
        ("", "missing"),
    ];
    each("volume", &cases);
}

#[test]
fn whole_sizes_keep_every_byte_up_to_the_largest() {
    // Rounding by adding a half moves odd numbers from 2^52 on.
    for bytes in
        [4_503_599_627_370_495_u64, 4_503_599_627_370_497, MAX_SAFE_INTEGER as u64 - 2, MAX_SAFE_INTEGER as u64]
    {
        assert_eq!(meaning(&content(), "volume", &text(&format!("{bytes} B"))), bytes.to_string());
        assert_eq!(meaning(&content(), "span", &text(&format!("{bytes} min"))), bytes.to_string());
    }
}

#[test]
fn durations_are_whole_minutes() {
    let cases = [
        ("90 min", "90"),
        ("90 minutes", "90"),
        ("1 m", "1"),
        ("4 h", "240"),
        ("1 hour", "60"),
        ("2 days", "2880"),
        ("1 d", "1440"),
        ("2 weeks", "20160"),
        ("1 w", "10080"),
        ("1 h 30 min", "90"),
        ("1h30min", "90"),
        ("1H 30MIN", "90"),
        ("30 min 1 h", "90"),
        ("1.5 h", "90"),
        ("0 min", "0"),
        ("0.4 min", "0"),
        ("0.5 min", "1"),
        ("1 440 min", "1440"),
        ("4", "bad_duration_unit_missing"),
        ("1 h 30", "bad_duration_unit_missing"),
        ("1:30", "bad_duration_unit_missing"),
        ("4 fortnights", "bad_duration_unit"),
        ("4 s", "bad_duration_unit"),
        ("1e400 h", "bad_duration_unit"),
        ("1,5 h", "bad_comma"),
        ("1 h, 30 min", "bad_comma"),
        ("-3 h", "bad_negative"),
        ("1 h -30 min", "bad_negative"),
        ("h", "missing"),
        ("an hour", "bad_number"),
        ("9007199254740991 w", "bad_too_large"),
        ("9007199254740991 min 1 h", "bad_too_large"),
    ];
    each("span", &cases);
    let long = "1 min ".repeat(10_000);
    each("span", &[(&long, "10000")]);
}

#[test]
fn durations_copied_from_a_report_are_read() {
    each("span", &[("90\u{202f}min", "90"), ("1\u{a0}h\u{202f}30\u{a0}min", "90"), ("1 h\u{a0}", "60")]);
}

#[test]
fn dates_are_days_that_exist() {
    let cases = [
        ("2027-02-28", "2027-02-28"),
        (" 2027-02-28 ", "2027-02-28"),
        ("2028-02-29", "2028-02-29"),
        ("2000-02-29", "2000-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("2999-12-31", "2999-12-31"),
        ("2027-02-29", "bad_date_day"),
        ("2027-02-30", "bad_date_day"),
        ("2100-02-29", "bad_date_day"),
        ("2027-04-31", "bad_date_day"),
        ("2027-13-01", "bad_date_day"),
        ("2027-00-10", "bad_date_day"),
        ("2027-10-00", "bad_date_day"),
        ("1899-12-31", "bad_date_day"),
        ("3000-01-01", "bad_date_day"),
        ("2027-2-3", "bad_date"),
        ("27-02-03", "bad_date"),
        ("03.02.2027", "bad_date"),
        ("02/03/2027", "bad_date"),
        ("20270203", "bad_date"),
        ("2027-02-03T00:00", "bad_date"),
        ("-2027-02-03", "bad_date"),
        ("２０２７-02-03", "bad_date"),
        ("tomorrow", "bad_date"),
    ];
    each("day", &cases);
}

#[test]
fn every_day_converts_to_a_date_and_back() {
    assert_eq!(
        (parse_date("1970-01-01"), parse_date("1969-12-31"), parse_date("2000-03-01")),
        (Some(0), Some(-1), Some(11_017))
    );
    for day in (parse_date("1900-01-01").unwrap()..=parse_date("2999-12-31").unwrap()).step_by(17) {
        assert_eq!(parse_date(&format_date(day)), Some(day));
    }
}

#[test]
fn a_day_outside_the_calendar_is_shown_as_a_dash() {
    for day in [i64::MIN, i64::MAX, i64::MAX - 2_440_588, -100_000_000_000, 100_000_000_000] {
        assert_eq!(format_date(day), "-", "{day}");
    }
}

#[test]
fn numbers_have_blanks_and_bounds() {
    let cases = [
        ("12", "12"),
        ("1", "1"),
        ("1000", "1000"),
        ("1 000", "1000"),
        ("1\u{2009}000", "1000"),
        ("1\u{202f}000", "1000"),
        ("1\u{a0}000", "1000"),
        ("1_000", "1000"),
        ("007", "7"),
        ("12.5", "12.5"),
        ("12.", "12"),
        ("0", "bad_below"),
        ("0.99", "bad_below"),
        ("1000.01", "bad_above"),
        ("1 001", "bad_above"),
        ("12 things", "bad_after_number"),
        ("12%", "bad_after_number"),
        ("1e2", "bad_after_number"),
        ("1e400", "bad_after_number"),
        ("0x10", "bad_after_number"),
        ("12,5", "bad_comma"),
        (",5", "bad_comma"),
        ("-12", "bad_negative"),
        ("\u{2212}12", "bad_negative"),
        ("+12", "bad_number"),
        ("many", "bad_number"),
        ("inf", "bad_number"),
        ("NaN", "bad_number"),
        ("1.2.3", "bad_number"),
        ("९", "bad_number"),
        ("9007199254740992", "bad_too_large"),
    ];
    each("count", &cases);
    let nines = "9".repeat(400);
    each("plain", &[("9007199254740991", "9007199254740991"), ("0", "0"), ("0.1", "0.1"), (&nines, "bad_too_large")]);
}

#[test]
fn the_limits_of_a_number_are_allowed() {
    let content = content_with(|pack| {
        common::push(pack, "question", question("half", "number", json!({ "unit": "x", "min": 0.5, "max": 0.5 })));
    });
    for (typed, wanted) in [("0.5", "0.5"), ("0.500", "0.5"), ("0.49", "bad_below"), ("0.51", "bad_above")] {
        assert_eq!(meaning(&content, "half", &text(typed)), wanted, "{typed}");
    }
}

#[test]
fn options_must_be_known() {
    let none = "bad_option";
    each("colour", &[("red", "red"), ("Red", none), (" red", none), ("purple", none), ("", "missing")]);
    let cases: [(&[&str], &str); 6] = [
        (&[], "[]"),
        (&["rocket", "ham"], "[ham,rocket]"),
        (&["ham", "ham"], "[ham]"),
        (&["ham", "cheese"], none),
        (&[""], none),
        (&["ham", "olives", "rocket"], "[ham,olives,rocket]"),
    ];
    for (ids, wanted) in cases {
        assert_eq!(meaning(&content(), "toppings", &several(ids)), wanted, "{ids:?}");
    }
}

#[test]
fn texts_have_a_longest_length_in_characters() {
    let of = |count: usize| "ü".repeat(count);
    each(
        "word",
        &[(" a b ", "a b"), (&of(200), &of(200)), (&of(201), "bad_long"), (&format!(" {} ", of(200)), &of(200))],
    );
    each(
        "essay",
        &[("a\nb", "a\nb"), (&of(20_000), &of(20_000)), (&of(20_001), "bad_long"), (&of(1_000_000), "bad_long")],
    );
}

#[test]
fn a_raw_answer_of_another_kind_is_bad() {
    let content = content();
    let raws = [("flag", YES), ("text", text("2 TB")), ("several", several(&["ham"]))];
    // The form that each kind accepts.
    let kinds = [
        ("a", "flag"),
        ("colour", "text"),
        ("toppings", "several"),
        ("count", "text"),
        ("volume", "text"),
        ("span", "text"),
        ("day", "text"),
        ("word", "text"),
        ("account_number", "text"),
        ("account_alias", "text"),
        ("essay", "text"),
    ];
    for (id, form) in kinds {
        for (name, raw) in &raws {
            let bad = meaning(&content, id, raw) == "bad_kind";
            assert_eq!(bad, *name != form, "{id} with {name}");
        }
        assert_eq!(meaning(&content, id, &Raw::DontKnow), "don't know", "{id}");
    }
    assert_eq!((meaning(&content, "a", &YES), meaning(&content, "a", &NO)), ("true".to_owned(), "false".to_owned()));
}

#[test]
fn user_messages_quote_at_most_one_line() {
    let content = content();
    let long = "z".repeat(100_000);
    for id in ["colour", "count", "volume", "span", "day"] {
        for typed in [long.clone(), format!("5 {long}")] {
            let ParsedAnswer::Invalid(message) =
                parse_answer(&content.questions[content.question_index(id).unwrap()], Some(&text(&typed)))
            else {
                panic!("{id} reads {typed:.10}")
            };
            assert!(message.args.iter().all(|(_, value)| value.chars().count() <= 41), "{id}");
        }
    }
}

#[test]
fn a_number_with_its_unit_splits_and_joins_again() {
    for (typed, number, unit) in
        [("2.4 TB", "2.4", "TB"), ("1 200 GB", "1 200", "GB"), (" GB", "", "GB"), ("7", "7", "GB")]
    {
        let parts = split(typed, &SIZES);
        assert_eq!((parts.number.as_str(), parts.unit), (number, unit), "{typed:?}");
    }
    for unit in SIZES {
        for number in ["", "1", "2.4", "1 200"] {
            let parts = split(&join(number, unit), &SIZES);
            assert_eq!((parts.number.as_str(), parts.unit), (number, unit));
        }
    }
    for unit in DURATIONS {
        assert_eq!(split(&join("3", unit), &DURATIONS).unit, unit);
    }
}

#[test]
fn a_number_grouped_with_thin_blanks_keeps_its_unit() {
    // Numbers copied from a report, including ours, are grouped like this.
    for blank in ['\u{a0}', '\u{2009}', '\u{202f}'] {
        let joined = join(&format!("1{blank}200"), "GB");
        assert_eq!(meaning(&content(), "volume", &text(&joined)), "1200000000000", "{joined:?}");
    }
}

#[test]
fn answers_to_unknown_questions_change_nothing() {
    let content = content();
    let none = preflight_engine::assess(&content, &answers(&[]), common::TODAY);
    let other = preflight_engine::assess(&content, &answers(&[("nosuch", YES), ("", NO)]), common::TODAY);
    assert_eq!(none, other);
}
