//! The plan file: `{app, schema, edition, plan}`. Reading keeps whatever it does not understand, so that an older
//! version never drops what a newer one wrote, and says in one sentence what it could not use.

mod error;
mod read;
mod write;

pub use error::DecodeError;
pub use read::{decode, decode_value, rename_digits, LoadedPlan, Notice};
pub use write::{encode, encode_answers, encode_pretty};

/// The `app` field of every plan file.
pub const APP: &str = "dms-preflight";

/// The schema this version writes.
pub const SCHEMA: u64 = 1;

/// Longest plan file that is read, in bytes. A plan with every answer and long notes stays under a tenth of it.
pub const MAX_BYTES: usize = 8_000_000;
