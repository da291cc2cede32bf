//! The root component: renders the model of the program, and runs the hooks. `mount` in the bindings renders it.

use crate::hooks::{use_forecast, use_mount, use_question_ranking, use_route, use_runtime, use_shortcuts_and_focus};
use crate::program::Program;
use crate::views::Screen;
use std::rc::Rc;
use yew::prelude::*;

/// The program to render.
#[derive(Properties, Clone)]
pub struct Props {
    pub program: Rc<Program>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.program, &other.program)
    }
}

#[component]
pub fn App(props: &Props) -> Html {
    let root = use_node_ref();
    let program = Rc::clone(&props.program);
    use_mount(&program);
    let (model, send) = (program.model(), program.send.clone());
    use_runtime(&send);
    use_question_ranking(&model, &send);
    use_forecast(&model, &send);
    use_route(&model, &send, &root);
    use_shortcuts_and_focus(&model, &program, &root);
    html! { <div ref={root} class="preflight-root"><Screen {model} {send} /></div> }
}
