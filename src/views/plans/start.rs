//! The start page: what the product does, that nothing leaves the browser, the stored plans, the examples, opening a
//! file. Called by `views::screen`.

use crate::model::Msg;
use crate::views::frame::footer::footer;
use crate::views::frame::notices::notices;
use crate::views::plans::plan_list::plans;
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, mark};
use crate::views::ui::node::{el, nodes, Node};
use crate::views::ui::widgets::definition_text;
use yew::virtual_dom::ListenerKind;

pub fn start(ctx: &ViewContext<'_>) -> Node {
    // A read-only page has no examples, because nobody can start a plan there.
    let examples = (!ctx.model.page.host_context.readonly).then(|| examples(ctx));
    let columns =
        el("div").class("start").add(el("div").add(intro(ctx)).add(plans(ctx)).optional(examples)).add(side(ctx));
    nodes().add(top(ctx)).add(notices(ctx)).add(el("main").class("page start-page").add(columns)).add(footer(ctx))
}

/// Shown while the stored plans are being read: the same as index.html shows before the code has loaded.
pub fn reading(ctx: &ViewContext<'_>) -> Node {
    let wait = el("p").message(ctx, "start.reading");
    if !ctx.model.page.host_context.at_start_url {
        return el("main").class("boot").set("aria-busy", "true").add(wait);
    }
    let intro = el("section").class("intro").add(el("h1").message(ctx, "start.title")).add(lead(ctx));
    let column = el("div").class("start").add(el("div").add(intro).add(wait));
    nodes().add(top(ctx)).add(el("main").class("page start-page").set("aria-busy", "true").add(column))
}

fn top(ctx: &ViewContext<'_>) -> Node {
    let brand = el("span").class("brand").add(mark()).add(el("span").message(ctx, "app.title"));
    el("header").class("bar start-bar").add(brand)
}

fn lead(ctx: &ViewContext<'_>) -> Node {
    el("p").class("lead").message(ctx, "start.lead")
}

fn intro(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let (promise, explanation) = match model.page.host_context.owns_document {
        true => ("start.private", "start.private_how"),
        // The host page sets its content security policy and can read what is typed, so we promise less.
        false => ("start.guest", "start.guest_how"),
    };
    let promise = el("span").add(el("strong").message(ctx, promise)).text(" ").message(ctx, explanation);
    let resume_button = model.has_plan().then(|| ctx.button("main", "start.go_on", ctx.sends(Msg::Resumed)));
    let new_plan_button = (!model.page.host_context.readonly).then(|| {
        let handler = ctx.sends(Msg::NewPlanRequested);
        ctx.button(if resume_button.is_some() { "" } else { "main" }, "start.begin", handler)
    });
    el("section")
        .class("intro")
        .add(el("h1").set("tabindex", "-1").message(ctx, "start.title"))
        .add(lead(ctx))
        .add(el("p").class("promise").add(icon(ctx, "lock")).add(promise))
        .add(el("div").class("do").optional(resume_button).optional(new_plan_button))
}

fn examples(ctx: &ViewContext<'_>) -> Node {
    let items = ctx.model.page.content.examples.iter().enumerate().map(|(index, example)| {
        let open = ctx.sends(Msg::ExampleChosen(index));
        let button = el("button").class("flat").set("type", "button").on_click(open).text(&example.title);
        el("li").key(&example.id).add(el("h3").add(button)).add(el("p").text(&example.about))
    });
    let title = el("h2").message(ctx, "start.examples");
    el("section").class("block").add(title).add(el("ul").class("ex").all(items))
}

fn side(ctx: &ViewContext<'_>) -> Node {
    let content = &ctx.model.page.content;
    let regions = &content.tables.regions;
    let with_dms = regions.iter().filter(|region| region.dms == "yes").count();
    let with_dms_of_all =
        ctx.model.format("count.of", &[("n", &with_dms.to_string()), ("of", &regions.len().to_string())]);
    let facts = [
        ("start.read", content.edition.clone()),
        ("start.regions", with_dms_of_all),
        ("start.engines", content.tables.engines.len().to_string()),
        ("start.questions", content.questions.len().to_string()),
        ("start.rules", content.rules.len().to_string()),
        ("start.tasks", content.tasks.len().to_string()),
    ];
    let facts = facts.into_iter().map(|(key, value)| definition_text(ctx, key, value));
    let limits = ["start.not_read", "start.not_convert", "start.not_prices", "start.not_speed"];
    let limits = limits.into_iter().map(|key| el("li").message(ctx, key));
    let section = |key, inner| el("section").add(el("h2").message(ctx, key)).add(inner);
    el("div")
        .class("side")
        .add(section("start.open", open(ctx)))
        .add(section("start.not", el("ul").class("plainlist").all(limits)))
        .add(section("start.facts", el("dl").class("cr").all(facts)))
}

/// Opens a plan file that the reader chooses or drops.
fn open(ctx: &ViewContext<'_>) -> Node {
    let input = el("input").class("vh").set("type", "file").set("accept", ".json,application/json");
    let label = el("label").class("btn").add(icon(ctx, "file")).message(ctx, "start.choose_file");
    el("div")
        .class("drop")
        .on(|| ListenerKind::ondrop, ctx.on_file_dropped())
        .on(|| ListenerKind::ondragover, ctx.prevents_default())
        .add(el("p").message(ctx, "start.drop"))
        .add(label.add(input.on_change(ctx.on_file_chosen())))
        .add(el("p").class("hint").message(ctx, "start.file_stays"))
}
