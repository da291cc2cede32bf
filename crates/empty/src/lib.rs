//! The smallest interactive Yew page: a heading and a button that counts. It shows what Yew alone costs; `cargo xtask
//! bench` compares the app with it.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[function_component]
fn Empty() -> Html {
    let count = use_state(|| 0_u32);
    let press = {
        let count = count.clone();
        Callback::from(move |_: MouseEvent| count.set(*count + 1))
    };
    html! { <main><h1>{ "Empty" }</h1><button onclick={press}>{ *count }</button></main> }
}

/// Draws it into the page's body.
#[wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<Empty>::new().render();
}
