//! localStorage, the fast layer. gloo-storage panics if storage is blocked, so it is used only after a check that
//! cannot panic. `storage` and `shortcuts` use it.

use super::lifecycle;
use gloo_storage::{LocalStorage, Storage as _};
use preflight_engine::store::{StorageError, Text, PREFIX};
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The storage, unless access throws or returns null.
fn storage() -> Result<Storage, StorageError> {
    let checked = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    checked.map(|_| LocalStorage::raw()).ok_or(StorageError::Forbidden)
}

fn storage_error(error: &JsValue) -> StorageError {
    // The name decides, because browsers disagree about the code and the class of the error.
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        Some("SecurityError") => StorageError::Forbidden,
        _ => StorageError::Refused,
    }
}

pub fn get(key: &str) -> Result<Option<String>, StorageError> {
    storage()?.get_item(key).map_err(|error| storage_error(&error))
}

pub fn set(key: &str, text: &str) -> Result<(), StorageError> {
    storage()?.set_item(key, text).map_err(|error| storage_error(&error))?;
    lifecycle::emit_written(key, Some(text));
    Ok(())
}

pub fn remove(key: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.remove_item(key);
        lifecycle::emit_written(key, None);
    }
}

/// Whether the storage can be read and written, because it can exist and still throw. A full storage counts as usable.
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
