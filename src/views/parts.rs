//! Small pieces that every view uses: icons, tags, links, leader rows, notices, the foot.

use crate::model::{Model, Msg, Place};
use preflight_engine::content::Severity;
use yew::prelude::*;

/// What a view is given: the state, and where to send what happens.
pub struct Page<'a> {
    pub model: &'a Model,
    pub send: &'a Callback<Msg>,
}

impl Page<'_> {
    pub fn word(&self, key: &str) -> String {
        self.model.word(key)
    }

    /// A callback that sends the same message each time.
    pub fn sends<E>(&self, msg: Msg) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(msg.clone()))
    }

    /// A callback that makes a message of the event.
    pub fn on<E: 'static>(&self, make: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |event| send.emit(make(event)))
    }

    /// A link's click: goes there without loading anything.
    pub fn goes(&self, msg: Msg) -> Callback<MouseEvent> {
        let send = self.send.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            send.emit(msg.clone());
        })
    }

    /// A link to a place.
    pub fn link(&self, place: Place, inner: Html) -> Html {
        let href = format!("#{}", crate::shell::route::fragment(&self.model.content, place));
        html! { <a {href} onclick={self.goes(Msg::Went(place))}>{ inner }</a> }
    }

    /// A link to a question, by its place in content.
    pub fn question_link(&self, question: usize, inner: Html) -> Html {
        let section = self.model.content.questions.get(question).map_or(0, |question| question.section);
        let href = format!("#{}", crate::shell::route::fragment(&self.model.content, Place::Section(section)));
        html! { <a {href} onclick={self.goes(Msg::Sought(question))}>{ inner }</a> }
    }
}

/// Names and drawings of the icons, 16 units square.
const ICONS: [(&str, &str); 16] = [
    ("stop", "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM4 6.9v2.2h8V6.9z"),
    ("risk", "M8 .9 16 15H0zM7.1 5.6l.25 5h1.3l.25-5zM7.2 11.6v1.7h1.6v-1.7z"),
    ("advice", "M8 .2 15.8 8 8 15.8.2 8zM8 2.3 2.3 8 8 13.7 13.7 8zM7.2 7.2h1.6v4H7.2zM7.2 4.6h1.6v1.6H7.2z"),
    ("note", "M1.2 1.2h13.6v13.6H1.2zM2.8 2.8v10.4h10.4V2.8zM4.8 5.3h6.4v1.4H4.8zM4.8 8.8h6.4v1.4H4.8z"),
    ("done", "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8zm3.4 3.7L7 9.6 4.7 7.3 3.6 8.4 7.1 12l5.5-6.4z"),
    ("half", "M8 .7a7.3 7.3 0 1 1 0 14.6A7.3 7.3 0 0 1 8 .7zm0 1.5a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zm0 1.2a4.6 4.6 0 0 1 0 9.2z"),
    ("none", "M8 .7a7.3 7.3 0 1 1 0 14.6A7.3 7.3 0 0 1 8 .7zm0 1.5a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2z"),
    ("na", "M8 .7a7.3 7.3 0 1 1 0 14.6A7.3 7.3 0 0 1 8 .7zm0 1.5a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM4.8 7.3h6.4v1.4H4.8z"),
    ("check", "M1.8 9.1 3.2 7.7l3 2.9L12.8 3.3l1.5 1.3-8 8.8z"),
    ("plus", "M7 2.5h2V7h4.5v2H9v4.5H7V9H2.5V7H7z"),
    ("minus", "M2.5 7h11v2h-11z"),
    ("move", "M1.5 7.1h9.4L8.9 5.1l1.3-1.3L14.4 8l-4.2 4.2-1.3-1.3 2-2H1.5z"),
    ("chev", "M3 6.5 4.1 5.4 8 9.3l3.9-3.9L13 6.5l-5 5z"),
    ("lock", "M2.5 7h1.6V4.6a3.9 3.9 0 0 1 7.8 0V7h1.6v7.5h-11zm3.2 0h4.6V4.6a2.3 2.3 0 0 0-4.6 0zm1.5 2.4v2.8h1.6V9.4z"),
    ("save", "M7.2 1.5h1.6v6.9l2.3-2.3 1.1 1.1L8 11.4 3.8 7.2l1.1-1.1 2.3 2.3zM2 13h12v1.6H2z"),
    ("file", "M2.5.5h7.1l3.9 3.9v11h-11zM4 2v11.9h8V5.8H8.4V2zm5.8.5v1.9h1.9z"),
];

/// Two icons whose ring is dashed: possible, and don't know.
const DASHED: [(&str, &str); 2] = [
    ("maybe", "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"),
    ("open", "M8 1.3a6.7 6.7 0 1 1 0 13.4A6.7 6.7 0 0 1 8 1.3z"),
];
const QUESTION_MARK: &str = "M5.4 6.3C5.4 4.8 6.5 3.7 8 3.7s2.6 1 2.6 2.4c0 1.7-1.9 1.9-1.9 3.1H7.3c0-1.9 1.8-2.1 1.8-3.1 0-.6-.4-1-1.1-1s-1.2.5-1.2 1.2zM7.3 10.3h1.5v1.5H7.3z";

/// All icons, once in the document.
pub fn sprite(page: &Page<'_>) -> Html {
    let plain = ICONS.iter().map(|(name, d)| {
        html! { <symbol id={page.model.id(name)} viewBox="0 0 16 16"><path fill-rule="evenodd" d={*d} /></symbol> }
    });
    let dashed = DASHED.iter().map(|(name, d)| {
        html! {
            <symbol id={page.model.id(name)} viewBox="0 0 16 16">
                <path d={*d} fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.6 1.7" />
                <path d={QUESTION_MARK} />
            </symbol>
        }
    });
    html! { <svg class="sprite" aria-hidden="true">{ for plain }{ for dashed }</svg> }
}

/// An icon beside a word that says the same.
pub fn icon(page: &Page<'_>, name: &str) -> Html {
    html! { <svg class="i" aria-hidden="true"><use href={format!("#{}", page.model.id(name))} /></svg> }
}

/// An icon that stands alone, with its meaning for those who do not see it.
pub fn icon_meaning(page: &Page<'_>, name: &str, tone: &'static str, meaning: String) -> Html {
    html! {
        <svg class={classes!("i", tone)} role="img" aria-label={meaning}>
            <use href={format!("#{}", page.model.id(name))} />
        </svg>
    }
}

/// Tone and icon of a severity.
pub fn severity_look(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Blocker => ("stop", "stop"),
        Severity::Risk => ("risk", "risk"),
        Severity::Advice => ("plain", "advice"),
        Severity::Note => ("plain", "note"),
    }
}

/// Icon and word in one tone.
pub fn tag(page: &Page<'_>, tone: &'static str, name: &str, text: String) -> Html {
    html! { <span class={classes!("tag", tone)}>{ icon(page, name) }{ text }</span> }
}

/// A text of content: its `code` between backticks as code.
pub fn rich(text: &str) -> Html {
    let pieces = text.split('`').enumerate().map(|(index, piece)| {
        if index % 2 == 1 {
            html! { <code>{ piece }</code> }
        } else {
            html! { { piece } }
        }
    });
    html! { <>{ for pieces }</> }
}

/// Challenge and response on one dotted line.
pub fn leader(challenge: Html, response: Html) -> Html {
    html! { <div><dt>{ challenge }</dt><dd>{ response }</dd></div> }
}

/// A box that says yes or no to something.
pub fn check(label: String, checked: bool, onchange: Callback<Event>) -> Html {
    html! { <label class="check"><input type="checkbox" {checked} {onchange} /><span>{ label }</span></label> }
}

/// What could not be used of a plan, each with a way to close it.
pub fn notices(page: &Page<'_>) -> Html {
    let each = page.model.notices.iter().enumerate().map(|(index, text)| {
        html! {
            <p class="notice" role="alert">
                <span>{ text }</span>
                <button type="button" class="s" onclick={page.sends(Msg::NoticeClosed(index))}>{ page.word("action.close") }</button>
            </p>
        }
    });
    let replaced = (!page.model.replaced.is_empty()).then(|| {
        html! {
            <p class="notice" role="status">
                <span>{ page.word("verdict.replaced") }</span>
                <button type="button" class="s" onclick={page.sends(Msg::BroughtBack)}>{ page.word("verdict.bring_back") }</button>
            </p>
        }
    });
    html! { <div class="notices">{ replaced }{ for each }</div> }
}

/// The bottom of every view.
pub fn foot(page: &Page<'_>) -> Html {
    let edition = page.model.with("foot.edition", &[("edition", &page.model.content.edition)]);
    html! {
        <footer class="foot">
            <span>{ edition }</span>
            <span>{ page.word("foot.not_aws") }</span>
            <span>{ page.word("foot.private") }</span>
        </footer>
    }
}
