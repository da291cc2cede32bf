//! The header of every view except the start page: the plan, its save status, and the navigation between the views.
//! Called by `views::screen`.

use crate::model::{Model, Msg, Route, VIEWS};
use crate::views::frame::search::opener;
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, mark};
use crate::views::ui::memo::Memo;
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::save_status::save_status;
use crate::views::ui::widgets::save_copy;
use preflight_engine::progress::progress;
use preflight_engine::Action;
use std::any::Any;

fn header(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let brand = ctx.link(Route::Start).class("brand").label(ctx, "app.title");
    let name = el("input")
        .set("type", "text")
        .label(ctx, "plan.name")
        .attr("placeholder", ctx.text("plan.unnamed"))
        .set("maxlength", "120")
        .value(model.open.plan.name.clone())
        .locked(ctx)
        .on_input(ctx.on_value(|value| Msg::PlanEdited(Action::Renamed(value))));
    el("header")
        .class("bar")
        .add(brand.add(mark()).add(el("span").message(ctx, "app.title")))
        .add(el("div").class("plan").add(name).add(el("span").class("route").text(ctx.model.summary())))
        .add(save_status_line(ctx))
        .add(el("div").class("acts").add(opener(ctx)).add(save_copy(ctx)))
}

/// The name of the plan, its save status, and the buttons for search and saving.
pub struct Header;

impl Memo for Header {
    fn shows_same(&self, _before: &dyn Any, models: [&Model; 2]) -> bool {
        let shown = |model: &Model| {
            let (open, stored) = (&model.open, &model.stored().open);
            (
                open.plan.name.clone(),
                open.access.clone(),
                model.is_locked(),
                stored.status,
                model.page.storage,
                model.summary(),
            )
        };
        let [before, after] = models.map(shown);
        before == after
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        header(ctx)
    }
}

/// The navigation between the views, with counts.
pub struct Navigation;

impl Memo for Navigation {
    fn shows_same(&self, _before: &dyn Any, models: [&Model; 2]) -> bool {
        let [before, after] = models.map(|model| (model.view.route, counts(model)));
        before == after
    }

    fn render(&self, ctx: &ViewContext<'_>) -> Node {
        navigation(ctx)
    }
}

fn save_status_line(ctx: &ViewContext<'_>) -> Node {
    let (tone, name, words) = save_status(ctx);
    el("span").classes("saved", tone).set("role", "status").add(icon(ctx, name)).add(el("span").text(words))
}

/// The counts in the navigation: answers and questions, findings that hold, tasks done and all tasks.
fn counts(model: &Model) -> [usize; 5] {
    let counts = &model.computed.assessment.counts;
    let tasks = progress(&model.computed.assessment, &model.open.plan, None);
    let holding = model.computed.assessment.findings.iter().filter(|finding| finding.holds()).count();
    [counts.answered, counts.asked, holding, tasks.done, tasks.of]
}

/// The list of views with counts; on small screens also the two buttons that open the lists.
fn navigation(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let [answered, asked, holding, done, tasks] = counts(model);
    let count_of =
        |n: usize, total: usize| model.format("count.of", &[("n", &n.to_string()), ("of", &total.to_string())]);
    let questions = match model.view.route {
        Route::Section(_) | Route::AllQuestions => model.view.route,
        _ => Route::Section(0),
    };
    let count = |route: Route| match route {
        Route::Findings => holding.to_string(),
        Route::Tasks => count_of(done, tasks),
        _ => String::new(),
    };
    let views = VIEWS.iter().filter(|view| view.in_navigation);
    let views = views.map(|view| (view.route, view.title, count(view.route)));
    let all: Vec<_> = [(questions, "view.questions", count_of(answered, asked))].into_iter().chain(views).collect();
    let current = all.iter().find(|(route, _, _)| *route == model.view.route).map(|(_, key, _)| ctx.text(key));
    let items = all.into_iter().map(|(index, key, count)| {
        el("li").add(ctx.link_here(index).message(ctx, key).add(el("span").class("count").text(count)))
    });
    let section = match model.view.route {
        Route::Section(index) => {
            model.page.content.sections.get(index).map(|section| format!("{} {}", index + 1, section.title))
        }
        Route::AllQuestions => Some(ctx.text("questions.all")),
        _ => None,
    };
    let (views_id, sections_id) = (model.id("views"), model.id("rail"));
    let current = list_button(ctx, &views_id, "nav.view", &current.unwrap_or_default());
    let section = section.map(|section| list_button(ctx, &sections_id, "nav.section", &section));
    let list = el("nav").class("views").attr("id", views_id).set("popover", "auto").label(ctx, "nav.views");
    nodes().add(el("div").class("phonebar").add(current).optional(section)).add(list.add(el("ul").all(items)))
}

/// A button, for small screens, that opens a list and shows the current entry.
fn list_button(ctx: &ViewContext<'_>, list: &str, key: &str, current: &str) -> Node {
    el("button")
        .set("type", "button")
        .attr("popovertarget", list.to_owned())
        .add(el("span").add(el("small").message(ctx, key)).text(current))
        .add(icon(ctx, "chev"))
}
