//! Downloads and chosen files; nothing is uploaded. The effect handler and the event listeners call it.

use super::promise::then;
use js_sys::{Function, Reflect};
use preflight_engine::answer::UserMessage;
use preflight_engine::plan_file::{DecodeError, MAX_BYTES};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DragEvent, Event, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Downloads `text` as a file. False if the browser refuses.
pub fn download(name: &str, kind: &str, text: &str) -> bool {
    save(name, kind, text).is_ok()
}

fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The browser reads the blob after this function returns, so the address is revoked a minute later.
    let release = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&address);
    });
    if let Some(window) = web_sys::window() {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000)?;
    }
    Ok(())
}

/// A file that the reader chose or dropped. Its text is read when the effect handler asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct PickedFile(File);

impl PickedFile {
    pub fn name(&self) -> String {
        self.0.name()
    }
}

/// The file chosen in a file input, which is emptied so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Option<PickedFile> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file.map(PickedFile)
}

/// The first file that was dropped.
pub fn dropped(event: &Event) -> Option<PickedFile> {
    event.prevent_default();
    event.dyn_ref::<DragEvent>()?.data_transfer()?.files()?.get(0).map(PickedFile)
}

/// Reads a file as text, and passes on the text or the message that says why there is none.
pub fn read(PickedFile(file): &PickedFile, done: impl FnOnce(Result<String, UserMessage>) + 'static) {
    if file.size() > MAX_BYTES as f64 {
        done(Err(DecodeError::TooLarge.user_message()));
        return;
    }
    let on_text = move |text: Result<JsValue, JsValue>| {
        done(text.ok().and_then(|text| text.as_string()).ok_or_else(|| UserMessage::new("file_refused")));
    };
    then(&file.text(), Box::new(on_text));
}

/// Asks the browser not to evict the stored plans when disk space is low. The result is ignored: one browser prompts
/// the reader first, and the page works the same in either case.
pub fn request_persistence() {
    let request = || {
        let storage = Reflect::get(&web_sys::window()?.navigator(), &"storage".into()).ok()?;
        let function: Function = Reflect::get(&storage, &"persist".into()).ok()?.dyn_into().ok()?;
        let promise = function.call0(&storage).ok()?.dyn_into().ok()?;
        then(&promise, Box::new(|_| {}));
        Some(())
    };
    let _ = request();
}
