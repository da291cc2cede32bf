//! A line of a report's block. Blocks and the lines of the replication instance are made of it.

/// Challenge and response as in a checklist, and a remark; only the challenge is never empty.
#[derive(Default)]
pub struct Line {
    pub challenge: String,
    pub response: String,
    pub more: String,
}

pub(super) fn pair(challenge: String, response: String) -> Line {
    Line { challenge, response, more: String::new() }
}

pub(super) fn challenge_only(challenge: String) -> Line {
    Line { challenge, ..Line::default() }
}
