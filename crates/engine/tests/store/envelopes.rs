//! A stored text that was cut off or changed does not open, whatever was changed.

use super::few;
use preflight_engine::store::{open, seal, Damage, Header};
use proptest::prelude::*;
use serde_json::{json, Map, Value};

const BODY: &str = r#"{"app":"dms-preflight","plan":{"name":"é\u0000"},"schema":1}"#;

fn header() -> Header {
    let mut extra = Map::new();
    extra.insert("later".to_owned(), json!({ "x": [1, null] }));
    Header {
        id: "plan7".to_owned(),
        rev: 1_700_000_000_123,
        saved_at: 1_700_000_000_000,
        writer: "tab \"1\"\n".to_owned(),
        reason: "restore".to_owned(),
        scenario_of: Some("other".to_owned()),
        trashed_at: Some(0),
        seen: vec![("tab \"1\"\n".to_owned(), 1_700_000_000_123), ("tab2".to_owned(), 7)],
        extra,
    }
}

#[test]
fn every_truncation_is_refused() {
    let text = seal(&header(), BODY);
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert_eq!(open(&text[..end]), Err(Damage::Torn), "cut at {end}");
    }
    assert_eq!(open(&format!("{text} ")), Err(Damage::Torn));
}

/// Also in the first line, because an old replica with a flipped digit in its revision must not win.
#[test]
fn every_flipped_bit_is_refused() {
    let (text, sealed_header) = (seal(&header(), BODY), header());
    assert_eq!(open(&text).unwrap().header, sealed_header);
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            // A browser returns text, in which invalid bytes become replacement characters.
            match open(&String::from_utf8_lossy(&bytes)) {
                Err(Damage::Torn) => {}
                // The meaning of a newer layout cannot be checked here.
                Err(Damage::Newer) => assert!(text[..at].ends_with("\"schema\":"), "bit {bit} at {at}"),
                Ok(envelope) => {
                    assert_eq!((&envelope.header, envelope.body.as_str()), (&sealed_header, BODY), "bit {bit} at {at}")
                }
            }
        }
    }
}

/// A sealed text with a field of its first line replaced and a matching checksum.
fn with(field: &str, value: &str) -> String {
    let extra: Map<String, Value> = [("zzz".to_owned(), json!("PLACE"))].into_iter().collect();
    let text = seal(&Header { extra, ..header() }, BODY);
    let (line, _) = text.split_once('\n').unwrap();
    let mut line: Map<String, Value> = serde_json::from_str(line).unwrap();
    line.insert(field.to_owned(), serde_json::from_str(value).unwrap());
    line.remove("checksum");
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for byte in format!("{}\n{BODY}", Value::from(line.clone())).bytes() {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    line.insert("checksum".to_owned(), format!("{sum:016x}").into());
    format!("{}\n{BODY}", Value::from(line))
}

#[test]
fn the_checksum_is_fnv_1a_over_the_sorted_first_line_and_the_rest() {
    assert_eq!(open(&with("rev", "5")).unwrap().header.rev, 5);
}

#[test]
fn hostile_headers_do_not_open() {
    let huge =
        ["9007199254740991", "18446744073709551615", "18446744073709551616", "1e9", "-1", "1.5", "\"1\"", "null"];
    for number in huge {
        for field in ["rev", "saved_at", "length"] {
            assert_eq!(open(&with(field, number)), Err(Damage::Torn), "{field} {number}");
        }
    }
    for id in ["\"\"", "\"a/b\"", "\"../x\"", "\"Plan\"", "\"é\"", "7", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""] {
        assert_eq!(open(&with("id", id)), Err(Damage::Torn), "{id}");
    }
    for schema in ["0", "-1", "\"1\"", "null", "1.0"] {
        assert_eq!(open(&with("schema", schema)), Err(Damage::Torn), "{schema}");
    }
    assert_eq!(open(&with("schema", "2")), Err(Damage::Newer));
    assert_eq!(open(&with("app", "\"other\"")), Err(Damage::Torn));
    for line in ["", "{}", "[]", "null", "7", "\u{feff}{}", &"[".repeat(100_000), &"{\"a\":".repeat(100_000)] {
        assert_eq!(open(&format!("{line}\n{BODY}")), Err(Damage::Torn));
    }
}

#[test]
fn a_duplicate_field_is_refused_unless_both_values_agree() {
    let text = seal(&header(), BODY);
    let twice = text.replacen("{", r#"{"rev":1,"#, 1);
    assert_eq!(open(&twice).unwrap().header, header(), "the last one counts, and has its checksum");
    let twice = text.replacen("}\n", r#","rev":9}"#, 1).replace("9}{", "9}\n{");
    assert_eq!(open(&twice), Err(Damage::Torn));
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_sealed_plan_opens_unchanged(
        id in "[a-z0-9]{1,32}", rev in 0..1_u64 << 53, writer in any::<String>(), why in any::<String>(),
        body in any::<String>(), trashed in proptest::option::of(any::<u64>()), later in any::<String>(),
    ) {
        let mut extra = Map::new();
        extra.insert("later".to_owned(), later.into());
        let rev = rev.min((1 << 53) - 2);
        let header = Header { id, rev, saved_at: rev, writer, reason: why, scenario_of: None, trashed_at: trashed, seen: Vec::new(), extra };
        let envelope = open(&seal(&header, &body)).unwrap();
        prop_assert_eq!(envelope.header, header);
        prop_assert_eq!(envelope.body, body);
    }

    #[test]
    fn no_text_makes_parsing_panic(text in any::<String>(), line in any::<String>()) {
        let _ = open(&text);
        let _ = open(&format!("{line}\n{text}"));
    }
}
