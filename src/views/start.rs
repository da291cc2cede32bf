//! The first page: what it does, that nothing leaves the browser, the plans that are stored here, examples, opening a file.

use super::bar::mark;
use super::node::{el, nodes, Node};
use super::parts::{foot, icon, leader_word, notices, Page};
use super::plans::plans;
use crate::model::{Msg, Wish};
use crate::shell::files;
use preflight_engine::answer::UserMessage;
use preflight_engine::saved::MAX_BYTES;
use yew::virtual_dom::ListenerKind;
use yew::{Callback, Event};

pub fn start(page: &Page<'_>) -> Node {
    // Where nothing can be changed there is nothing to begin.
    let examples = (!page.model.around.readonly).then(|| examples(page));
    let columns =
        el("div").class("start").add(el("div").add(intro(page)).add(plans(page)).maybe(examples)).add(side(page));
    nodes().add(top(page)).add(notices(page)).add(el("main").class("page start-page").add(columns)).add(foot(page))
}

/// While the stored plans are being read, or other code is on its way: what index.html shows until then.
pub fn reading(page: &Page<'_>) -> Node {
    let wait = el("p").word(page, "start.reading");
    if !page.model.around.starts {
        return el("main").class("boot").set("aria-busy", "true").add(wait);
    }
    let intro = el("section").class("intro").add(el("h1").word(page, "start.title")).add(lead(page));
    let column = el("div").class("start").add(el("div").add(intro).add(wait));
    nodes().add(top(page)).add(el("main").class("page start-page").set("aria-busy", "true").add(column))
}

fn top(page: &Page<'_>) -> Node {
    let brand = el("span").class("brand").add(mark()).add(el("span").word(page, "app.title"));
    el("header").class("bar start-bar").add(brand)
}

fn lead(page: &Page<'_>) -> Node {
    el("p").class("lead").word(page, "start.lead")
}

fn intro(page: &Page<'_>) -> Node {
    let model = page.model;
    let (private, how) = match model.around.owner {
        true => ("start.private", "start.private_how"),
        // The policy of a page around is not the checklist's, and what is typed is not hidden from it.
        false => ("start.guest", "start.guest_how"),
    };
    let private = el("span").add(el("strong").word(page, private)).text(" ").word(page, how);
    let go_on = model.has_plan().then(|| page.button("main", "start.go_on", page.sends(Msg::Resumed)));
    let begin = (!model.around.readonly).then(|| {
        let begin = page.sends(Msg::Wished(Wish::Begin));
        page.button(if go_on.is_some() { "" } else { "main" }, "start.begin", begin)
    });
    el("section")
        .class("intro")
        .add(el("h1").set("tabindex", "-1").word(page, "start.title"))
        .add(lead(page))
        .add(el("p").class("promise").add(icon(page, "lock")).add(private))
        .add(el("div").class("do").maybe(go_on).maybe(begin))
}

fn examples(page: &Page<'_>) -> Node {
    let each = page.model.content.examples.iter().enumerate().map(|(place, example)| {
        let open = page.sends(Msg::Wished(Wish::Example(place)));
        let button = el("button").class("flat").set("type", "button").on_click(open).text(&example.title);
        el("li").key(&example.id).add(el("h3").add(button)).add(el("p").text(&example.about))
    });
    let title = el("h2").word(page, "start.examples");
    el("section").class("block").add(title).add(el("ul").class("ex").all(each))
}

fn side(page: &Page<'_>) -> Node {
    let content = &page.model.content;
    let regions = &content.tables.regions;
    let with_dms = regions.iter().filter(|region| region.dms == "yes").count();
    let of_all = page.model.with("count.of", &[("n", &with_dms.to_string()), ("of", &regions.len().to_string())]);
    let facts = [
        ("start.read", content.edition.clone()),
        ("start.regions", of_all),
        ("start.engines", content.tables.engines.len().to_string()),
        ("start.questions", content.questions.len().to_string()),
        ("start.rules", content.rules.len().to_string()),
        ("start.tasks", content.tasks.len().to_string()),
    ];
    let facts = facts.into_iter().map(|(key, value)| leader_word(page, key, value));
    let nots = ["start.not_read", "start.not_convert", "start.not_prices", "start.not_speed"];
    let nots = nots.into_iter().map(|key| el("li").word(page, key));
    let section = |key, inner| el("section").add(el("h2").word(page, key)).add(inner);
    el("div")
        .class("side")
        .add(section("start.open", open(page)))
        .add(section("start.not", el("ul").class("plainlist").all(nots)))
        .add(section("start.facts", el("dl").class("cr").all(facts)))
}

/// Opens a file that was chosen or dropped; a refusal is a sentence and changes nothing.
fn open(page: &Page<'_>) -> Node {
    let send = page.send.clone();
    let read = Callback::from(move |file: files::File| {
        let (send, name) = (send.clone(), file.name());
        files::read(&file, move |text| {
            let refused = |word| UserMessage { key: word, args: vec![("most", (MAX_BYTES / 1_000_000).to_string())] };
            send.emit(match text {
                Ok(text) => Msg::Wished(Wish::Read(name, text)),
                Err(word) => Msg::Refused(refused(word)),
            });
        });
    });
    let file = |take: fn(&Event) -> Option<files::File>| {
        let read = read.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = take(&event) {
                read.emit(file);
            }
        })
    };
    let input = el("input").class("vh").set("type", "file").set("accept", ".json,application/json");
    let choose = el("label").class("btn").add(icon(page, "file")).word(page, "start.choose_file");
    el("div")
        .class("drop")
        .on(|| ListenerKind::ondrop, file(files::dropped))
        .on(|| ListenerKind::ondragover, Callback::from(|event: Event| event.prevent_default()))
        .add(el("p").word(page, "start.drop"))
        .add(choose.add(input.on_change(file(files::chosen))))
        .add(el("p").class("hint").word(page, "start.file_stays"))
}
