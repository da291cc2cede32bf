//! The views: pure functions from the model to markup. `App` renders [`Screen`]. Views make no decisions, take all
//! words from the content, and touch no browser; what the reader does becomes messages.

mod approach;
mod findings;
mod frame;
mod glossary;
mod plans;
mod premigration;
mod questions;
mod regions;
mod report;
mod target_schema;
mod task_settings;
mod tasks;
#[cfg(test)]
mod tests;
mod timeline;
mod ui;

pub use report::document::document;

use crate::model::{Model, Msg, Route};
use frame::{footer, header, notices, search, section_nav};
use questions::{section, verdict};
use std::rc::Rc;
use ui::context::ViewContext;
use ui::icons::{sprite, Sprite};
use ui::memo::memo;
use ui::node::{el, nodes, Node};
use yew::{component, Callback, Html, Properties};

/// What the screen shows, and where its messages go.
#[derive(Properties, Clone)]
pub struct ScreenProps {
    pub model: Rc<Model>,
    pub send: Callback<Msg>,
}

impl PartialEq for ScreenProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.model, &other.model) && self.send == other.send
    }
}

/// The whole page for one state of the model.
#[component]
pub fn Screen(props: &ScreenProps) -> Html {
    screen(&ViewContext { model: &props.model, send: &props.send }).html()
}

fn screen(ctx: &ViewContext<'_>) -> Node {
    // This lasts only until the stored plans have been read.
    if ctx.model.page.plan_list.is_none() {
        return plans::start::reading(ctx);
    }
    if ctx.model.view.route == Route::Start {
        return nodes().add(sprite(ctx)).add(plans::start::start(ctx));
    }
    nodes()
        .add(memo(ctx, Sprite))
        .add(memo(ctx, header::Header))
        .add(memo(ctx, header::Navigation))
        .add(notices::notices(ctx))
        .add(main(ctx))
        .add(memo(ctx, Footer))
}

/// The view of each route.
fn main(ctx: &ViewContext<'_>) -> Node {
    match ctx.model.view.route {
        Route::Start => plans::start::start(ctx),
        Route::Section(index) => questions_layout(ctx, section::section(ctx, index)),
        Route::AllQuestions => questions_layout(ctx, section::all(ctx)),
        Route::Findings => findings::list::findings(ctx),
        Route::Approach => approach::list::approach(ctx),
        Route::Regions => regions::regions(ctx),
        Route::Timeline => timeline::overview::timeline(ctx),
        Route::TargetSchema => target_schema::target_schema(ctx),
        Route::Tasks => tasks::list::tasks(ctx),
        Route::TaskSettings => task_settings::task_settings(ctx),
        Route::Premigration => premigration::premigration(ctx),
        Route::Report => report::document::report(ctx),
        Route::Plan => plans::plan_details::plan_details(ctx),
        Route::Compare => plans::compare::compare(ctx),
        Route::Glossary => glossary::glossary(ctx),
    }
}

/// The layout of the questions: list of sections, questions, verdict.
fn questions_layout(ctx: &ViewContext<'_>, sheet: Node) -> Node {
    let columns =
        el("div").class("work").add(memo(ctx, section_nav::SectionNav)).add(sheet).add(memo(ctx, verdict::Verdict));
    nodes().add(columns).add(memo(ctx, verdict::VerdictBar))
}

/// The footer of the views of a plan, and the small windows over them.
struct Footer;

impl ui::memo::Memo for Footer {
    fn shows_same(&self, _before: &dyn std::any::Any, [before, after]: [&Model; 2]) -> bool {
        Rc::ptr_eq(&before.page.host_context, &after.page.host_context) && search::shows_same(before, after)
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        let glossary = ctx.link(Route::Glossary).message(ctx, "view.glossary");
        let footer = footer::footer(ctx).add(glossary).add(search::shortcuts_opener(ctx));
        nodes().add(footer).add(search::windows(ctx))
    }
}

#[cfg(test)]
fn footer_part() -> Rc<dyn ui::memo::Memo> {
    Rc::new(Footer)
}
