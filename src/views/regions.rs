//! The view `regions`: how the chosen Region fits the plan, and a table of all Regions with search and filters. Called
//! by `views::main`.

use crate::model::{Filters, Model, Msg, Route};
use crate::views::ui::context::ViewContext;
use crate::views::ui::icons::{icon, tag};
use crate::views::ui::node::{el, nodes, text, Node};
use crate::views::ui::widgets::{cell, definition_row, definition_text, field, head, labelled_checkbox, option};
use preflight_engine::assess::{distances, Near, RegionFit, RegionJudgement};
use preflight_engine::content::Region;
use preflight_engine::quantity::format::grouped;
use preflight_engine::{Action, Raw};

pub fn regions(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let all = &model.page.content.tables.regions;
    let with_dms = all.iter().filter(|region| region.dms == "yes").count();
    let in_2017 = all.iter().filter(|region| region.in_2017).count();
    let lead = model.format(
        "regions.lead",
        &[("dms", &with_dms.to_string()), ("all", &all.len().to_string()), ("in_2017", &in_2017.to_string())],
    );
    let all = el("section").class("block").add(el("h2").message(ctx, "regions.all"));
    el("main")
        .class("page")
        .add(head(ctx, "view.regions", lead))
        .add(judgement(ctx))
        .optional(near_source(ctx))
        .add(all.add(filters(ctx)).add(table(ctx)))
}

fn judgement(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let Some(judged) = &model.computed.assessment.region else {
        return el("p").class("empty").message(ctx, "regions.none_chosen");
    };
    let Some(region) = model.page.content.tables.region(&judged.code) else { return nodes() };
    let (tone, name) = match judged.fit {
        RegionFit::Blocked => ("stop", "stop"),
        RegionFit::Risky => ("risk", "risk"),
        RegionFit::Open => ("open", "maybe"),
        RegionFit::Fits => ("good", "done"),
    };
    let rows = [
        ("regions.dms", known_text(ctx, &region.dms)),
        ("regions.opt_in", ctx.text(&region.opt_in_message_key())),
        (
            "regions.country",
            if region.country.is_empty() { ctx.text("answer.unknown") } else { region.country.clone() },
        ),
        ("regions.eea", known_text(ctx, &region.eea)),
        ("regions.schema_conversion", known_text(ctx, &region.schema_conversion)),
        ("regions.schema_conversion_ai", known_text(ctx, &region.schema_conversion_ai)),
        ("regions.homogeneous", known_text(ctx, &region.homogeneous)),
        ("regions.fips", known_text(ctx, &region.fips)),
        ("regions.in_2017", known_text(ctx, if region.in_2017 { "yes" } else { "no" })),
    ];
    let rows = rows.into_iter().map(|(key, value)| definition_text(ctx, key, value));
    let nearby = el("div")
        .add(near(ctx, judged))
        .add(el("p").class("hint").text(model.format("regions.source", &[("read", &region.checked_on)])))
        .optional((!region.note.is_empty()).then(|| el("p").class("hint").text(&region.note)));
    el("section")
        .class("judge")
        .add(el("h2").add(el("code").text(&region.code)).add(el("small").text(&region.name)))
        .add(el("p").class("call").add(tag(ctx, tone, name, ctx.text(judged.fit.word()))))
        .add(el("div").class("cols").add(el("dl").class("cr").all(rows)).add(nearby))
}

/// Regions with their distances under a heading.
fn list(ctx: &ViewContext<'_>, key: &str, near: &[Near]) -> Node {
    let rows = near.iter().map(|near| {
        let distance = grouped(u64::from(near.kilometres));
        definition_row(el("code").text(&near.code), text(ctx.model.format("regions.km", &[("n", &distance)])))
    });
    nodes().add(el("h3").message(ctx, key)).add(el("dl").class("cr").all(rows))
}

fn near(ctx: &ViewContext<'_>, judged: &RegionJudgement) -> Node {
    let nearest = &judged.nearest;
    if nearest.is_empty() {
        return el("p").class("hint").message(ctx, "regions.no_near");
    }
    let other = |key: &'static str, near: &[Near]| {
        (near != nearest.as_slice() && !near.is_empty()).then(|| list(ctx, key, near))
    };
    nodes()
        .add(list(ctx, "regions.nearest", nearest))
        .optional(other("regions.nearest_conversion", &judged.nearest_schema_conversion))
        .optional(other("regions.nearest_homogeneous", &judged.nearest_homogeneous))
}

/// The Regions nearest to the source, if its location is known.
fn near_source(ctx: &ViewContext<'_>) -> Option<Node> {
    let near = &ctx.model.computed.assessment.near_source;
    (!near.is_empty()).then(|| el("section").class("block").add(list(ctx, "regions.near_source", near)))
}

/// The words for "yes", "no" or "unknown".
fn known_text(ctx: &ViewContext<'_>, value: &str) -> String {
    ctx.text(&format!("known.{value}"))
}

fn passes_filters(filters: &Filters, region: &Region) -> bool {
    let wanted = filters.region_search.trim().to_ascii_lowercase();
    let matches_search = [&region.code, &region.name, &region.city, &region.country]
        .iter()
        .any(|text| text.to_ascii_lowercase().contains(&wanted));
    matches_search
        && (filters.geography.is_empty() || filters.geography == region.geography)
        && (!filters.only_dms || region.dms == "yes")
        && (!filters.only_schema_conversion || region.schema_conversion == "yes")
        && (!filters.only_2017 || region.in_2017)
        && (!filters.no_opt_in || region.opt_in == "no")
}

fn filters(ctx: &ViewContext<'_>) -> Node {
    let filters = ctx.model.view.filters.clone();
    let mut geographies: Vec<String> =
        ctx.model.page.content.tables.regions.iter().map(|region| region.geography.clone()).collect();
    geographies.sort();
    geographies.dedup();
    let on_value = |make: fn(String, Filters) -> Filters| {
        let filters = filters.clone();
        ctx.on_value(move |value| Msg::Filtered(make(value, filters.clone())))
    };
    let search = on_value(|region_search, filters| Filters { region_search, ..filters });
    let search = el("input").set("type", "search").value(filters.region_search.clone()).on_input(search);
    let options = geographies.iter().map(|name| option(name, name, filters.geography == *name));
    let geography = el("select")
        .on_change(on_value(|geography, filters| Filters { geography, ..filters }))
        .add(option("", &ctx.text("regions.everywhere"), filters.geography.is_empty()))
        .all(options);
    let toggles = [
        ("regions.only_dms", filters.only_dms, Filters { only_dms: !filters.only_dms, ..filters.clone() }),
        (
            "regions.only_conversion",
            filters.only_schema_conversion,
            Filters { only_schema_conversion: !filters.only_schema_conversion, ..filters.clone() },
        ),
        ("regions.only_2017", filters.only_2017, Filters { only_2017: !filters.only_2017, ..filters.clone() }),
        ("regions.no_opt_in", filters.no_opt_in, Filters { no_opt_in: !filters.no_opt_in, ..filters.clone() }),
    ];
    let toggles = toggles
        .into_iter()
        .map(|(key, on, after)| labelled_checkbox(ctx.text(key), on, ctx.sends(Msg::Filtered(after))));
    let count = ctx.model.page.content.tables.regions.iter().filter(|region| passes_filters(&filters, region)).count();
    let total = ctx.model.page.content.tables.regions.len();
    let count = ctx.model.format("regions.count", &[("n", &count.to_string()), ("of", &total.to_string())]);
    el("div")
        .class("filterbar")
        .add(field(ctx, "field", "regions.search").add(search))
        .add(field(ctx, "field", "regions.geography").add(geography))
        .all(toggles)
        .add(el("span").class("out").set("role", "status").text(count))
}

/// The Regions that pass the filters, with their distances, nearest first if a Region is chosen.
fn rows(model: &Model) -> Vec<(&Region, Option<u32>)> {
    let chosen = model.computed.assessment.region.as_ref().map_or("", |region| region.code.as_str());
    let distances = distances(&model.page.content, chosen);
    let all = model.page.content.tables.regions.iter().zip(distances);
    let mut rows: Vec<_> = all.filter(|(region, _)| passes_filters(&model.view.filters, region)).collect();
    if !chosen.is_empty() {
        rows.sort_by_key(|(_, kilometres)| kilometres.unwrap_or(u32::MAX));
    }
    rows
}

fn table(ctx: &ViewContext<'_>) -> Node {
    let model = ctx.model;
    let chosen = model.computed.assessment.region.as_ref().map(|region| region.code.clone());
    let columns = [
        "regions.region",
        "regions.code",
        "regions.distance",
        "regions.dms",
        "regions.opt_in",
        "regions.schema_conversion",
        "regions.homogeneous",
        "regions.in_2017",
        "regions.choose",
    ];
    let body = rows(model).into_iter().map(|(region, kilometres)| row(ctx, region, kilometres, chosen.as_deref()));
    let mut columns: Vec<String> = columns.iter().map(|key| ctx.text(key)).collect();
    if let Some(code) = &chosen {
        columns[2] = model.format("regions.distance_from", &[("code", code)]);
    }
    let columns = columns.into_iter().map(|words| el("th").set("scope", "col").text(words));
    let columns = el("thead").add(el("tr").all(columns));
    let table = el("table").class("stack").add(columns).add(el("tbody").all(body));
    el("div").class("scroll").add(table)
}

fn row(ctx: &ViewContext<'_>, region: &Region, kilometres: Option<u32>, chosen: Option<&str>) -> Node {
    let is_chosen = chosen == Some(region.code.as_str());
    let distance = match (is_chosen, kilometres) {
        (true, _) => ctx.text("regions.here"),
        (_, Some(kilometres)) => ctx.model.format("regions.km", &[("n", &grouped(u64::from(kilometres)))]),
        _ => String::new(),
    };
    let last = if is_chosen { text(ctx.text("regions.chosen")) } else { choose_button(ctx, region) };
    el("tr")
        .class(if is_chosen { "chosen" } else { "" })
        .key(&region.code)
        .add(el("th").set("scope", "row").text(&region.name))
        .add(cell(ctx, "regions.code", el("span").class("v").add(el("code").text(&region.code))))
        .add(cell(ctx, "regions.distance", el("span").class("v num").text(distance)))
        .add(known_cell(ctx, "regions.dms", &region.dms))
        .add(cell(ctx, "regions.opt_in", el("span").class("v").text(ctx.text(&region.opt_in_message_key()))))
        .add(known_cell(ctx, "regions.schema_conversion", &region.schema_conversion))
        .add(known_cell(ctx, "regions.homogeneous", &region.homogeneous))
        .add(known_cell(ctx, "regions.in_2017", if region.in_2017 { "yes" } else { "no" }))
        .add(el("td").add(last))
}

fn known_cell(ctx: &ViewContext<'_>, key: &str, value: &str) -> Node {
    let value_with_icon = match value {
        "yes" => el("span").class("yes good").add(icon(ctx, "check")),
        "unknown" => el("span").class("yes open").add(icon(ctx, "open")),
        _ => nodes(),
    };
    cell(ctx, key, el("span").class("v").add(value_with_icon.text(known_text(ctx, value))))
}

fn choose_button(ctx: &ViewContext<'_>, region: &Region) -> Node {
    let answer = Action::Answered { question: "target_region".to_owned(), raw: Raw::Text(region.code.clone()) };
    // The answer sorts the table by distance, so the page moves back up to the judgement.
    let handler = ctx.sends_all(vec![Msg::PlanEdited(answer), Msg::Navigated(Route::Regions)]);
    let label = ctx.model.format("regions.choose_one", &[("code", &region.code)]);
    ctx.button("s", "regions.choose", handler).locked(ctx).attr("aria-label", label)
}
