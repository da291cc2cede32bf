//! Compresses plans for links, with the compression streams of the browser: raw deflate, encoded as base64url. The
//! effect handler calls it.

use super::promise::then;
use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ReadableStream, Response};

/// Receives the result; none if the browser cannot compress, or if the payload is damaged.
type Done = Box<dyn FnOnce(Option<String>)>;

/// Compresses a text into a payload.
pub fn pack(text: &str, done: Done) {
    let packed = || {
        let parts = Array::of1(&text.into());
        let stream = Blob::new_with_str_sequence(&parts)?.stream();
        pipe_through(&stream, "CompressionStream")?.array_buffer()
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

/// Decompresses the payload that [`pack`] produced.
pub fn unpack(payload: &str, done: Done) {
    let unpacked = || {
        let bytes = base64url_decode(payload).ok_or(JsValue::NULL)?;
        let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
        let stream = Blob::new_with_u8_array_sequence(&parts)?.stream();
        pipe_through(&stream, "DecompressionStream")?.text()
    };
    let Ok(unpacked) = unpacked() else { return done(None) };
    then(&unpacked, Box::new(move |text| done(text.ok().and_then(|text| text.as_string()))));
}

/// Pipes a stream through a transform stream of the browser, given by the name of its class.
fn pipe_through(stream: &ReadableStream, name: &str) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let class: Function = Reflect::get(&window, &name.into())?.dyn_into()?;
    let transform = Reflect::construct(&class, &Array::of1(&"deflate-raw".into()))?;
    Response::new_with_opt_readable_stream(Some(&stream.pipe_through(transform.unchecked_ref())))
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
