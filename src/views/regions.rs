//! Regions: the chosen one judged, and all of them in a table with search and filters.

use super::node::{el, nodes, text, Node};
use super::parts::{cell, check, field, head, icon, leader, leader_word, option, tag, Page};
use crate::model::{Filters, Model, Msg, Place};
use crate::shell::dom;
use preflight_engine::assess::{distances, Near, RegionFit, RegionJudgement};
use preflight_engine::content::Region;
use preflight_engine::show::grouped;
use preflight_engine::{Action, Raw};
use yew::Callback;

#[inline(never)]
pub fn regions(page: &Page<'_>) -> Node {
    let model = page.model;
    let all = &model.content.tables.regions;
    let with_dms = all.iter().filter(|region| region.dms == "yes").count();
    let in_2017 = all.iter().filter(|region| region.in_2017).count();
    let lead = model.with(
        "regions.lead",
        &[("dms", &with_dms.to_string()), ("all", &all.len().to_string()), ("in_2017", &in_2017.to_string())],
    );
    let all = el("section").class("block").add(el("h2").word(page, "regions.all"));
    el("main")
        .class("page")
        .add(head(page, "view.regions", lead))
        .add(judgement(page))
        .maybe(near_source(page))
        .add(all.add(filters(page)).add(table(page)))
}

fn judgement(page: &Page<'_>) -> Node {
    let model = page.model;
    let Some(judged) = &model.assessment.region else {
        return el("p").class("empty").word(page, "regions.none_chosen");
    };
    let Some(region) = model.content.tables.region(&judged.code) else { return nodes() };
    let (tone, name) = match judged.fit {
        RegionFit::Blocked => ("stop", "stop"),
        RegionFit::Risky => ("risk", "risk"),
        RegionFit::Open => ("open", "maybe"),
        RegionFit::Fits => ("good", "done"),
    };
    let rows = [
        ("regions.dms", known(page, &region.dms)),
        ("regions.opt_in", page.word(&region.opt_in_word())),
        (
            "regions.country",
            if region.country.is_empty() { page.word("answer.unknown") } else { region.country.clone() },
        ),
        ("regions.eea", known(page, &region.eea)),
        ("regions.schema_conversion", known(page, &region.schema_conversion)),
        ("regions.schema_conversion_ai", known(page, &region.schema_conversion_ai)),
        ("regions.homogeneous", known(page, &region.homogeneous)),
        ("regions.fips", known(page, &region.fips)),
        ("regions.in_2017", known(page, if region.in_2017 { "yes" } else { "no" })),
    ];
    let rows = rows.into_iter().map(|(key, value)| leader_word(page, key, value));
    let beside = el("div")
        .add(near(page, judged))
        .add(el("p").class("hint").text(model.with("regions.source", &[("read", &region.read)])))
        .maybe((!region.note.is_empty()).then(|| el("p").class("hint").text(&region.note)));
    el("section")
        .class("judge")
        .add(el("h2").add(el("code").text(&region.code)).add(el("small").text(&region.name)))
        .add(el("p").class("call").add(tag(page, tone, name, page.word(judged.fit.word()))))
        .add(el("div").class("cols").add(el("dl").class("cr").all(rows)).add(beside))
}

/// Regions with their distances under a heading.
fn list(page: &Page<'_>, key: &str, near: &[Near]) -> Node {
    let each = near.iter().map(|near| {
        let distance = grouped(u64::from(near.kilometres));
        leader(el("code").text(&near.code), text(page.model.with("regions.km", &[("n", &distance)])))
    });
    nodes().add(el("h3").word(page, key)).add(el("dl").class("cr").all(each))
}

fn near(page: &Page<'_>, judged: &RegionJudgement) -> Node {
    let nearest = &judged.nearest;
    if nearest.is_empty() {
        return el("p").class("hint").word(page, "regions.no_near");
    }
    let other = |key: &'static str, near: &[Near]| {
        (near != nearest.as_slice() && !near.is_empty()).then(|| list(page, key, near))
    };
    nodes()
        .add(list(page, "regions.nearest", nearest))
        .maybe(other("regions.nearest_conversion", &judged.nearest_schema_conversion))
        .maybe(other("regions.nearest_homogeneous", &judged.nearest_homogeneous))
}

/// The Regions nearest to the source, once it is known where that is.
fn near_source(page: &Page<'_>) -> Option<Node> {
    let near = &page.model.assessment.near_source;
    (!near.is_empty()).then(|| el("section").class("block").add(list(page, "regions.near_source", near)))
}

/// yes, no or unknown in words.
fn known(page: &Page<'_>, value: &str) -> String {
    page.word(&format!("known.{value}"))
}

fn shown(filters: &Filters, region: &Region) -> bool {
    let wanted = filters.region_search.trim().to_ascii_lowercase();
    let found = [&region.code, &region.name, &region.city, &region.country]
        .iter()
        .any(|text| text.to_ascii_lowercase().contains(&wanted));
    found
        && (filters.geography.is_empty() || filters.geography == region.geography)
        && (!filters.only_dms || region.dms == "yes")
        && (!filters.only_schema_conversion || region.schema_conversion == "yes")
        && (!filters.only_2017 || region.in_2017)
        && (!filters.no_opt_in || region.opt_in == "no")
}

fn filters(page: &Page<'_>) -> Node {
    let f = page.model.filters.clone();
    let mut geographies: Vec<String> = page.model.content.tables.regions.iter().map(|r| r.geography.clone()).collect();
    geographies.sort();
    geographies.dedup();
    let typed = |make: fn(String, Filters) -> Filters| {
        let f = f.clone();
        page.on(move |event| Msg::Filtered(make(dom::value(event), f.clone())))
    };
    let search = typed(|region_search, f| Filters { region_search, ..f });
    let search = el("input").set("type", "search").value(f.region_search.clone()).on_input(search);
    let options = geographies.iter().map(|name| option(name, name, f.geography == *name));
    let geography = el("select")
        .on_change(typed(|geography, f| Filters { geography, ..f }))
        .add(option("", &page.word("regions.everywhere"), f.geography.is_empty()))
        .all(options);
    let toggles = [
        ("regions.only_dms", f.only_dms, Filters { only_dms: !f.only_dms, ..f.clone() }),
        (
            "regions.only_conversion",
            f.only_schema_conversion,
            Filters { only_schema_conversion: !f.only_schema_conversion, ..f.clone() },
        ),
        ("regions.only_2017", f.only_2017, Filters { only_2017: !f.only_2017, ..f.clone() }),
        ("regions.no_opt_in", f.no_opt_in, Filters { no_opt_in: !f.no_opt_in, ..f.clone() }),
    ];
    let toggles =
        toggles.into_iter().map(|(key, on, after)| check(page.word(key), on, page.sends(Msg::Filtered(after))));
    let count = page.model.content.tables.regions.iter().filter(|region| shown(&f, region)).count();
    let total = page.model.content.tables.regions.len();
    let count = page.model.with("regions.count", &[("n", &count.to_string()), ("of", &total.to_string())]);
    el("div")
        .class("filterbar")
        .add(field(page, "field", "regions.search").add(search))
        .add(field(page, "field", "regions.geography").add(geography))
        .all(toggles)
        .add(el("span").class("out").set("role", "status").text(count))
}

/// The Regions that pass the filters with their distances, nearest first once one is chosen.
fn rows(model: &Model) -> Vec<(&Region, Option<u32>)> {
    let chosen = model.assessment.region.as_ref().map_or("", |region| region.code.as_str());
    let distances = distances(&model.content, chosen);
    let all = model.content.tables.regions.iter().zip(distances);
    let mut rows: Vec<_> = all.filter(|(region, _)| shown(&model.filters, region)).collect();
    if !chosen.is_empty() {
        rows.sort_by_key(|(_, km)| km.unwrap_or(u32::MAX));
    }
    rows
}

fn table(page: &Page<'_>) -> Node {
    let model = page.model;
    let chosen = model.assessment.region.as_ref().map(|region| region.code.clone());
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
    let body = rows(model).into_iter().map(|(region, km)| row(page, region, km, chosen.as_deref()));
    let mut columns: Vec<String> = columns.iter().map(|key| page.word(key)).collect();
    if let Some(code) = &chosen {
        columns[2] = model.with("regions.distance_from", &[("code", code)]);
    }
    let columns = columns.into_iter().map(|words| el("th").set("scope", "col").text(words));
    let columns = el("thead").add(el("tr").all(columns));
    let table = el("table").class("stack").add(columns).add(el("tbody").all(body));
    el("div").class("scroll").add(table)
}

fn row(page: &Page<'_>, region: &Region, km: Option<u32>, chosen: Option<&str>) -> Node {
    let is_chosen = chosen == Some(region.code.as_str());
    let distance = match (is_chosen, km) {
        (true, _) => page.word("regions.here"),
        (_, Some(km)) => page.model.with("regions.km", &[("n", &grouped(u64::from(km)))]),
        _ => String::new(),
    };
    let last = if is_chosen { text(page.word("regions.chosen")) } else { choose(page, region) };
    el("tr")
        .class(if is_chosen { "chosen" } else { "" })
        .key(&region.code)
        .add(el("th").set("scope", "row").text(&region.name))
        .add(cell(page, "regions.code", el("span").class("v").add(el("code").text(&region.code))))
        .add(cell(page, "regions.distance", el("span").class("v num").text(distance)))
        .add(known_cell(page, "regions.dms", &region.dms))
        .add(cell(page, "regions.opt_in", el("span").class("v").text(page.word(&region.opt_in_word()))))
        .add(known_cell(page, "regions.schema_conversion", &region.schema_conversion))
        .add(known_cell(page, "regions.homogeneous", &region.homogeneous))
        .add(known_cell(page, "regions.in_2017", if region.in_2017 { "yes" } else { "no" }))
        .add(el("td").add(last))
}

fn known_cell(page: &Page<'_>, key: &str, value: &str) -> Node {
    let look = match value {
        "yes" => el("span").class("yes good").add(icon(page, "check")),
        "unknown" => el("span").class("yes open").add(icon(page, "open")),
        _ => nodes(),
    };
    cell(page, key, el("span").class("v").add(look.text(known(page, value))))
}

fn choose(page: &Page<'_>, region: &Region) -> Node {
    let answer = Action::Answered { question: "target_region".to_owned(), raw: Raw::Text(region.code.clone()) };
    // The table is sorted anew by distance, so the way leads up to the judgement.
    let send = page.send.clone();
    let choose = Callback::from(move |_| {
        send.emit(Msg::Did(answer.clone()));
        send.emit(Msg::Went(Place::Regions));
    });
    let label = page.model.with("regions.choose_one", &[("code", &region.code)]);
    page.button("s", "regions.choose", choose).locked(page).attr("aria-label", label)
}
