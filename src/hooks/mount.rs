//! The storage opens after the first paint; the model follows what all pages share.

use crate::model::Msg;
use crate::program::Program;
use crate::runtime;
use crate::shell::host;
use std::rc::Rc;
use yew::prelude::*;

/// Opens the storage after the first paint, and ends the program when the page goes.
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

/// Shows the details of content once they have loaded, and that an update is available.
#[hook]
pub fn use_runtime(send: &Callback<Msg>) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let on_change = move |()| send.emit(Msg::RuntimeChanged { update_ready: host::has_update() });
        // It may have changed before anybody subscribed.
        on_change(());
        let subscription = runtime::subscribe(Callback::from(on_change));
        move || drop(subscription)
    });
}
