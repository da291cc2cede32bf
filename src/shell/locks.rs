//! Web Locks: who of several tabs writes a plan.

use super::promise::settled;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// How to ask for a lock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Only if nobody has it.
    IfFree,
    /// As soon as whoever has it lets go.
    Wait,
    /// At once, from whoever has it.
    Steal,
}

/// What became of the question.
pub enum Told {
    Mine(Lock),
    /// Another tab has it.
    Taken,
    /// Another tab took it away.
    Lost,
    /// There are no locks here.
    Without,
}

/// A lock that is held until it is dropped.
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Asks for the lock of a name; `told` may hear twice: that it is there, and that it was taken away.
pub fn request(name: &str, way: Way, told: Rc<dyn Fn(Told)>) {
    let had = Rc::new(Cell::new(false));
    let granted = {
        let (told, had) = (Rc::clone(&told), Rc::clone(&had));
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            had.set(true);
            if lock.is_null() {
                told(Told::Taken);
                return JsValue::UNDEFINED;
            }
            let mut release = None;
            let held = Promise::new(&mut |resolve, _| release = Some(resolve));
            if let Some(release) = release {
                told(Told::Mine(Lock(release)));
            }
            held.into()
        })
    };
    match ask(name, way, &granted) {
        None => told(Told::Without),
        Some(ended) => settled(
            &ended,
            Box::new(move |ended| {
                if ended.is_err() {
                    told(if had.get() { Told::Lost } else { Told::Without });
                }
            }),
        ),
    }
}

fn ask(name: &str, way: Way, granted: &JsValue) -> Option<Promise> {
    let locks = Reflect::get(&web_sys::window()?.navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    let option = match way {
        Way::IfFree => Some("ifAvailable"),
        Way::Steal => Some("steal"),
        Way::Wait => None,
    };
    if let Some(option) = option {
        Reflect::set(&options, &option.into(), &JsValue::TRUE).ok()?;
    }
    request.call3(&locks, &name.into(), &options, granted).ok()?.dyn_into().ok()
}
