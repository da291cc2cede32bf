//! Links: every fragment opens or is refused with a sentence, and a link carries exactly the plan that was put into it.
//! A library inflates here instead of the browser, with the same limit. The target `link` calls it.

use crate::{content, mutate, plan_file};
use base64::prelude::{Engine, BASE64_URL_SAFE_NO_PAD};
use fastrand::Rng;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use preflight_engine::link::{body, fragment, payload, MAX_LENGTH};
use preflight_engine::plan_file::{self, decode};
use preflight_engine::Plan;

/// Checks bytes as a fragment, as a plan that becomes a link, or as the compressed bytes inside a link.
pub fn link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    read(&text);
    if text.starts_with('{') {
        if let Ok(loaded) = decode(content(), &text) {
            carries(&loaded.plan);
        }
    } else if !text.starts_with(['#', '/']) {
        read(&fragment(&BASE64_URL_SAFE_NO_PAD.encode(bytes)));
    }
}

/// Reads a fragment as the page reads its address.
fn read(text: &str) {
    let Some(Ok(letters)) = payload(text) else { return };
    assert!(letters.len() <= MAX_LENGTH);
    assert_eq!(payload(&fragment(letters)), Some(Ok(letters)));
    if let Some(file) = unpacked(letters) {
        plan_file(&file);
    }
}

fn carries(plan: &Plan) {
    let file = body(content(), plan);
    let link = packed(&file);
    let Some(Ok(letters)) = payload(&link) else { return assert!(link.len() > MAX_LENGTH, "{link}") };
    assert_eq!(unpacked(letters).as_ref(), Some(&file));
    // The findings of another edition are not part of a link.
    let carried = Plan { saved_edition: None, ..plan.clone() };
    match decode(content(), &file) {
        Ok(loaded) => assert_eq!(loaded.plan, carried, "{file}"),
        Err(message) => panic!("The plan of the link is refused: {message:?}: {file}"),
    }
}

fn packed(file: &str) -> String {
    fragment(&BASE64_URL_SAFE_NO_PAD.encode(compress_to_vec(file.as_bytes(), 6)))
}

fn unpacked(letters: &str) -> Option<String> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(letters).ok()?;
    let file = decompress_to_vec_with_limit(&bytes, plan_file::MAX_BYTES).ok()?;
    String::from_utf8(file).ok()
}

/// Writes a mutation of the plan in a link, or of a bare plan, over `data[..size]` and returns its length.
pub fn mutated(data: &mut [u8], size: usize, most: usize, seed: u32) -> Option<usize> {
    let text = std::str::from_utf8(data.get(..size)?).ok()?;
    let Some(Ok(letters)) = payload(text) else { return mutate::mutated(data, size, most, seed) };
    let file = mutate::plan(&unpacked(letters)?, &mut Rng::with_seed(seed.into()))?;
    mutate::write(data, most, &packed(&file))
}
