//! Shares a plan in a link: the fragment `#/link/1/` and the compressed plan file in base64url. Browsers never send the
//! part after `#` to a server. The app creates and opens links and compresses their content.

use crate::answer::UserMessage;
use crate::content::Content;
use crate::plan::Plan;
use crate::plan_file;

/// The layout of links that this version writes.
const VERSION: &str = "1";

/// Up to this length, in characters with the address of the page, a link passes through every common browser, mail
/// program and chat.
pub const SAFE: usize = 2_000;

/// Longest fragment that is written or read, in characters. Browsers accept more, but programs that pass links on cut
/// them.
pub const MAX_LENGTH: usize = 30_000;

/// The fragment, without `#`, that carries a compressed plan.
pub fn fragment(payload: &str) -> String {
    format!("/link/{VERSION}/{payload}")
}

/// The compressed plan in a fragment, with or without `#`; none if the fragment is no link. The error says why a link
/// cannot be read.
pub fn payload(fragment: &str) -> Option<Result<&str, UserMessage>> {
    let rest = fragment.trim_start_matches('#').strip_prefix("/link/")?;
    let Some((version, payload)) = rest.split_once('/') else { return Some(Err(UserMessage::new("link_damaged"))) };
    if version != VERSION {
        let newer = version.parse::<u64>().is_ok_and(|version| version > 1);
        return Some(Err(UserMessage::new(if newer { "link_newer" } else { "link_damaged" })));
    }
    if payload.len() > MAX_LENGTH {
        return Some(Err(UserMessage::new("link_too_long")));
    }
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if payload.is_empty() || !payload.bytes().all(known) {
        return Some(Err(UserMessage::new("link_damaged")));
    }
    Some(Ok(payload))
}

/// The plan file that a link carries: without the saved findings, because whoever opens it judges the plan again.
pub fn body(content: &Content, plan: &Plan) -> String {
    plan_file::encode_answers(content, plan)
}
