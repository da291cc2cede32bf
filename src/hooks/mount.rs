//! The hooks that start and end the program with the component, and that report changes of the runtime to the model.
//! `App` uses them.

use crate::model::Msg;
use crate::program::Program;
use crate::runtime;
use crate::shell::host;
use std::rc::Rc;
use yew::prelude::*;

/// Opens the storage after the first render, and ends the program when the page is unmounted.
#[hook]
pub fn use_mount(program: &Rc<Program>) {
    let redraw = use_force_update();
    program.set_redraw(Callback::from(move |()| redraw.force_update()));
    let program = Rc::clone(program);
    use_effect_with((), move |()| {
        program.start();
        move || program.end()
    });
}

/// Tells the model when the details of the content have loaded, and when an update is available.
#[hook]
pub fn use_runtime(send: &Callback<Msg>) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let on_change = move |()| send.emit(Msg::RuntimeChanged { update_ready: host::has_update() });
        // The runtime may have changed before this hook subscribed.
        on_change(());
        let subscription = runtime::subscribe(Callback::from(on_change));
        move || drop(subscription)
    });
}
