//! Regions: the chosen one judged, and all of them in a table with search and filters.

use super::parts::{check, icon, leader, Page};
use crate::model::{Filters, Model, Msg, Place};
use crate::shell::dom;
use preflight_engine::assess::{distances, Near, RegionFit, RegionJudgement};
use preflight_engine::content::Region;
use preflight_engine::show::grouped;
use preflight_engine::{Action, Raw};
use yew::prelude::*;

pub fn regions(page: &Page<'_>) -> Html {
    let model = page.model;
    let all = &model.content.tables.regions;
    let with_dms = all.iter().filter(|region| region.dms == "yes").count();
    let in_2017 = all.iter().filter(|region| region.in_2017).count();
    let lead = model.with(
        "regions.lead",
        &[("dms", &with_dms.to_string()), ("all", &all.len().to_string()), ("in_2017", &in_2017.to_string())],
    );
    html! {
        <main class="page">
            <div class="head"><div><h1 tabindex="-1">{ page.word("view.regions") }</h1><p class="lead">{ lead }</p></div></div>
            { judgement(page) }
            <section class="block"><h2>{ page.word("regions.all") }</h2>{ filters(page) }{ table(page) }</section>
        </main>
    }
}

fn judgement(page: &Page<'_>) -> Html {
    let model = page.model;
    let Some(judged) = &model.assessment.region else {
        return html! { <p class="empty">{ page.word("regions.none_chosen") }</p> };
    };
    let Some(region) = model.content.tables.region(&judged.code) else { return html! {} };
    let (tone, name, key) = match judged.fit {
        RegionFit::Blocked => ("stop", "stop", "regions.blocked"),
        RegionFit::Risky => ("risk", "risk", "regions.risky"),
        RegionFit::Open => ("open", "maybe", "regions.open"),
        RegionFit::Fits => ("good", "done", "regions.fits"),
    };
    let opt_in = if region.opt_in == "no" { page.word("regions.not_needed") } else { known(page, &region.opt_in) };
    let rows = [
        ("regions.dms", known(page, &region.dms)),
        ("regions.opt_in", opt_in),
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
    let rows = rows.into_iter().map(|(key, value)| leader(html! { { page.word(key) } }, html! { { value } }));
    html! {
        <section class="judge">
            <h2><code>{ &region.code }</code><small>{ &region.name }</small></h2>
            <p class="call"><span class={classes!("tag", tone)}>{ icon(page, name) }{ page.word(key) }</span></p>
            <div class="cols"><dl class="cr">{ for rows }</dl><div>{ near(page, judged) }
                <p class="hint">{ model.with("regions.source", &[("read", &region.read)]) }</p>
                if !region.note.is_empty() { <p class="hint">{ &region.note }</p> }
            </div></div>
        </section>
    }
}

fn near(page: &Page<'_>, judged: &RegionJudgement) -> Html {
    let list = |near: &[Near]| {
        let each = near.iter().map(|near| {
            let code = html! { <code>{ &near.code }</code> };
            leader(code, html! { { page.model.with("regions.km", &[("n", &grouped(u64::from(near.kilometres)))]) } })
        });
        html! { <dl class="cr">{ for each }</dl> }
    };
    if judged.nearest.is_empty() {
        return html! { <p class="hint">{ page.word("regions.no_near") }</p> };
    }
    html! {
        <>
            <h3>{ page.word("regions.nearest") }</h3>
            { list(&judged.nearest) }
            if judged.nearest_schema_conversion != judged.nearest && !judged.nearest_schema_conversion.is_empty() {
                <h3>{ page.word("regions.nearest_conversion") }</h3>
                { list(&judged.nearest_schema_conversion) }
            }
        </>
    }
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

fn filters(page: &Page<'_>) -> Html {
    let f = page.model.filters.clone();
    let mut geographies: Vec<String> = page.model.content.tables.regions.iter().map(|r| r.geography.clone()).collect();
    geographies.sort();
    geographies.dedup();
    let search = {
        let f = f.clone();
        page.on(move |event: InputEvent| Msg::Filtered(Filters { region_search: dom::value(&event), ..f.clone() }))
    };
    let geography = {
        let f = f.clone();
        page.on(move |event: Event| Msg::Filtered(Filters { geography: dom::value(&event), ..f.clone() }))
    };
    let options = geographies
        .iter()
        .map(|name| html! { <option value={name.clone()} selected={f.geography == *name}>{ name }</option> });
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
    html! {
        <div class="filterbar">
            <label class="field"><span class="label">{ page.word("regions.search") }</span>
                <input type="search" value={f.region_search.clone()} oninput={search} />
            </label>
            <label class="field"><span class="label">{ page.word("regions.geography") }</span>
                <select onchange={geography}><option value="" selected={f.geography.is_empty()}>{ page.word("regions.everywhere") }</option>{ for options }</select>
            </label>
            { for toggles }
            <span class="out" role="status">{ page.model.with("regions.count", &[("n", &count.to_string()), ("of", &total.to_string())]) }</span>
        </div>
    }
}

/// The Regions that pass the filters with their distances, nearest first once one is chosen.
fn rows(model: &Model) -> Vec<(&Region, Option<u32>)> {
    let chosen = model.assessment.region.as_ref().map_or("", |region| region.code.as_str());
    let distances = distances(&model.content, chosen);
    let all = model.content.tables.regions.iter().zip(distances);
    let mut rows: Vec<_> = all.filter(|(region, _)| shown(&model.filters, region)).collect();
    if !chosen.is_empty() {
        rows.sort_by_key(|(region, km)| (km.unwrap_or(u32::MAX), region.code.clone()));
    }
    rows
}

fn table(page: &Page<'_>) -> Html {
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
    let heads = columns.map(|key| html! { <th scope="col">{ page.word(key) }</th> });
    let body = rows(model).into_iter().map(|(region, km)| row(page, region, km, chosen.as_deref()));
    html! { <div class="scroll"><table class="stack"><thead><tr>{ for heads }</tr></thead><tbody>{ for body }</tbody></table></div> }
}

fn row(page: &Page<'_>, region: &Region, km: Option<u32>, chosen: Option<&str>) -> Html {
    let is_chosen = chosen == Some(region.code.as_str());
    let distance = match (is_chosen, km) {
        (true, _) => page.word("regions.here"),
        (_, Some(km)) => page.model.with("regions.km", &[("n", &grouped(u64::from(km)))]),
        _ => String::new(),
    };
    let cell = |key: &str, value: &str| {
        let look = match value {
            "yes" => html! { <span class="yes good">{ icon(page, "check") }{ known(page, value) }</span> },
            "unknown" => html! { <span class="yes open">{ icon(page, "open") }{ known(page, value) }</span> },
            _ => html! { { known(page, value) } },
        };
        html! { <td data-l={page.word(key)}><span class="v">{ look }</span></td> }
    };
    let answer = Action::Answered { question: "target_region".to_owned(), raw: Raw::Text(region.code.clone()) };
    // The table is sorted anew by distance, so the way leads up to the judgement.
    let send = page.send.clone();
    let choose = Callback::from(move |_: MouseEvent| {
        send.emit(Msg::Did(answer.clone()));
        send.emit(Msg::Went(Place::Regions));
    });
    html! {
        <tr key={region.code.clone()} class={is_chosen.then_some("chosen")}>
            <th scope="row">{ &region.name }</th>
            <td data-l={page.word("regions.code")}><span class="v"><code>{ &region.code }</code></span></td>
            <td data-l={page.word("regions.distance")}><span class="v num">{ distance }</span></td>
            { cell("regions.dms", &region.dms) }
            { cell("regions.opt_in", &region.opt_in) }
            { cell("regions.schema_conversion", &region.schema_conversion) }
            { cell("regions.homogeneous", &region.homogeneous) }
            { cell("regions.in_2017", if region.in_2017 { "yes" } else { "no" }) }
            <td>
                if is_chosen {
                    { page.word("regions.chosen") }
                } else {
                    <button type="button" class="s" onclick={choose} aria-label={page.model.with("regions.choose_one", &[("code", &region.code)])}>{ page.word("regions.choose") }</button>
                }
            </td>
        </tr>
    }
}
