//! The browser's own compression, for plans in links: raw deflate in the letters of base64url.

use super::promise::then;
use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ReadableStream, Response};

/// What it came to; none where the browser cannot, or where what was packed is damaged.
type Done = Box<dyn FnOnce(Option<String>)>;

/// Packs a text.
pub fn pack(text: &str, done: Done) {
    let packed = || {
        let parts = Array::of1(&text.into());
        let stream = Blob::new_with_str_sequence(&parts)?.stream();
        through(&stream, "CompressionStream")?.array_buffer()
    };
    let Ok(packed) = packed() else { return done(None) };
    then(
        &packed,
        Box::new(move |bytes| {
            let bytes = bytes.ok().and_then(|bytes| bytes.dyn_into::<ArrayBuffer>().ok());
            done(bytes.and_then(|bytes| base64url_encode(&Uint8Array::new(&bytes).to_vec())));
        }),
    );
}

/// Unpacks what [`pack`] made.
pub fn unpack(payload: &str, done: Done) {
    let unpacked = || {
        let bytes = base64url_decode(payload).ok_or(JsValue::NULL)?;
        let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
        let stream = Blob::new_with_u8_array_sequence(&parts)?.stream();
        through(&stream, "DecompressionStream")?.text()
    };
    let Ok(unpacked) = unpacked() else { return done(None) };
    then(&unpacked, Box::new(move |text| done(text.ok().and_then(|text| text.as_string()))));
}

/// What comes out of a stream that goes through one of the browser's own, named as it names it.
fn through(stream: &ReadableStream, name: &str) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let make: Function = Reflect::get(&window, &name.into())?.dyn_into()?;
    let between = Reflect::construct(&make, &Array::of1(&"deflate-raw".into()))?;
    Response::new_with_opt_readable_stream(Some(&stream.pipe_through(between.unchecked_ref())))
}

fn base64url_encode(bytes: &[u8]) -> Option<String> {
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = web_sys::window()?.btoa(&binary).ok()?;
    Some(text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}

fn base64url_decode(letters: &str) -> Option<Vec<u8>> {
    let binary = web_sys::window()?.atob(&letters.replace('-', "+").replace('_', "/")).ok()?;
    binary.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
}
