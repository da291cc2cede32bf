//! Stored texts: a text that opens is sealed to the same text again, and a text that was cut off or changed does not
//! open. The target `sealed` calls it.

use crate::{mutate, stored};
use fastrand::Rng;
use preflight_engine::store::{open, seal, Damage, Envelope};
use serde_json::Value;

/// The fields of a header, beside those of other versions.
const FIELDS: [&str; 13] = [
    "app",
    "checksum",
    "id",
    "length",
    "rev",
    "saved_at",
    "scenario_of",
    "schema",
    "trashed_at",
    "why",
    "writer",
    "__proto__",
    "tomorrow",
];

/// Checks a stored text, as it is and with the right length and checksum.
pub fn sealed(text: &str) {
    let whole = repaired(text);
    for text in [Some(text), whole.as_deref()].into_iter().flatten() {
        if let Ok(envelope) = open(text) {
            comes_back(text, &envelope);
            is_guarded(text);
        }
    }
    stored::survives(text, whole.as_deref());
}

fn comes_back(text: &str, envelope: &Envelope) {
    let again = seal(&envelope.header, &envelope.body);
    assert_eq!(open(&again).as_ref(), Ok(envelope), "{again}");
    assert_eq!(text.split_once('\n').map(|(_, body)| body), Some(envelope.body.as_str()));
    let (Some(before), Some(after)) = (header_of(text), header_of(&again)) else { panic!("{again} has no header") };
    let Value::Object(before) = before else { return };
    for (name, value) in before.iter().filter(|(name, _)| !FIELDS[..11].contains(&name.as_str())) {
        assert_eq!(after.get(name), Some(value), "{name} is lost: {again}");
    }
}

/// Checks that a text that was cut off or has a changed byte in its plan does not open.
fn is_guarded(text: &str) {
    for cut in [1, text.len() / 3, text.len() / 2] {
        let Some(short) = text.get(..text.len() - cut.min(text.len())) else { continue };
        assert_eq!(open(short), Err(Damage::Torn), "{cut} bytes less: {text}");
    }
    let changed = text.strip_suffix('}').map(|rest| format!("{rest}]"));
    if let Some(changed) = changed.filter(|_| !text.ends_with("\n")) {
        assert!(text.find('\n') >= Some(text.len() - 1) || open(&changed).is_err(), "{changed}");
    }
}

fn header_of(text: &str) -> Option<Value> {
    serde_json::from_str(text.split_once('\n')?.0).ok()
}

/// FNV-1a over 64 bits, as the format says, independent of the engine's code.
fn checksum(text: &str) -> String {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

/// The text with the right length and checksum.
fn repaired(text: &str) -> Option<String> {
    let (_, body) = text.split_once('\n')?;
    let mut header = header_of(text)?;
    let fields = header.as_object_mut()?;
    fields.insert("length".to_owned(), body.len().into());
    fields.remove("checksum");
    let sum = checksum(&format!("{}\n{body}", Value::Object(fields.clone())));
    fields.insert("checksum".to_owned(), sum.into());
    Some(format!("{header}\n{body}"))
}

/// Writes a mutation of header or plan over `data[..size]` and returns its length.
pub fn mutated(data: &mut [u8], size: usize, most: usize, seed: u32) -> Option<usize> {
    let mut random = Rng::with_seed(seed.into());
    let text = std::str::from_utf8(data.get(..size)?).ok()?;
    let (line, body) = text.split_once('\n')?;
    let text = if random.usize(..2) == 0 {
        format!("{line}\n{}", mutate::plan(body, &mut random)?)
    } else {
        let mut header = header_of(text)?;
        let field = FIELDS[random.usize(..FIELDS.len())];
        let value = if random.usize(..2) == 0 { mutate::scalar(&mut random) } else { number(&mut random).into() };
        header.as_object_mut()?.insert(field.to_owned(), value);
        format!("{header}\n{body}")
    };
    let text = repaired(&text).filter(|_| random.usize(..4) > 0).unwrap_or(text);
    mutate::write(data, most, &text)
}

/// A number near a limit.
fn number(random: &mut Rng) -> u64 {
    let limits = [0, 1 << 31, 1 << 32, 1_795_000_000_000, 1 << 53, 1 << 63, u64::MAX];
    let limit: u64 = limits[random.usize(..limits.len())];
    limit.wrapping_add(random.u64(..5)).wrapping_sub(2)
}
