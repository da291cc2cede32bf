//! localStorage, the fast layer. gloo-storage panics where storage is blocked, so it is asked only after a probe that
//! cannot.

use super::lifecycle;
use gloo_storage::{LocalStorage, Storage as _};
use preflight_engine::store::{StorageError, Text, PREFIX};
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The storage, unless reading it throws or gives null.
fn storage() -> Result<Storage, StorageError> {
    let there = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    there.map(|_| LocalStorage::raw()).ok_or(StorageError::Forbidden)
}

fn fault(error: &JsValue) -> StorageError {
    // By name: browsers disagree about its code and its class.
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        Some("SecurityError") => StorageError::Forbidden,
        _ => StorageError::Refused,
    }
}

pub fn get(key: &str) -> Result<Option<String>, StorageError> {
    storage()?.get_item(key).map_err(|error| fault(&error))
}

pub fn set(key: &str, text: &str) -> Result<(), StorageError> {
    storage()?.set_item(key, text).map_err(|error| fault(&error))?;
    lifecycle::emit_written(key, Some(text));
    Ok(())
}

pub fn remove(key: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.remove_item(key);
        lifecycle::emit_written(key, None);
    }
}

/// Whether it can be read and written: it may be there and throw at the first use. A full one counts as usable.
pub fn usable() -> bool {
    let probe = format!("{PREFIX}probe");
    let usable = matches!(set(&probe, "1"), Ok(()) | Err(StorageError::Full));
    remove(&probe);
    usable
}

/// Every text of this product.
pub fn texts() -> Vec<Text> {
    let Ok(storage) = storage() else { return Vec::new() };
    let mut all = Vec::new();
    for index in 0..storage.length().unwrap_or_default() {
        let Ok(Some(key)) = storage.key(index) else { continue };
        if let Some(text) = Some(&key).filter(|key| key.starts_with(PREFIX)).and_then(|key| get(key).ok().flatten()) {
            all.push((key, text));
        }
    }
    all
}
