//! Parts of the page that are drawn anew only when something that they show has changed: each question, because a
//! section has up to sixty of them and an answer changes one or two; what stands around them, because much of what is
//! worked out after an answer shows in one of them only. Whatever such a part reads of a model must be compared here.
//! Its code comes with that of the late views: the start page has none.

use super::effect::Cause;
use super::node::Node;
use super::parts::{sprite, Page};
use super::question::question;
use super::{bar, rail, verdict};
use crate::model::{Model, Msg, Place};
use preflight_engine::sign_in::sign_in;
use std::rc::Rc;
use yew::virtual_dom::{Key, VComp};
use yew::{component, Callback, Html, Properties};

/// Which part.
#[derive(Clone, PartialEq)]
pub enum Part {
    Sprite,
    Bar,
    Views,
    Rail,
    /// The question at this place in content, with what its answer causes.
    Question(usize, Vec<Cause>),
    Verdict,
    /// The verdict as the bar of small screens.
    Bottom,
    Foot,
}

#[derive(Properties, Clone)]
pub struct KeptProps {
    model: Rc<Model>,
    send: Callback<Msg>,
    /// Whether the texts that only a reader needs are there.
    complete: bool,
    part: Part,
}

impl PartialEq for KeptProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&*self.model, &*other.model);
        let same = match self.part {
            Part::Sprite => true,
            Part::Bar => bar::shown(one) == bar::shown(two),
            Part::Views => one.place == two.place && bar::counts(one) == bar::counts(two),
            Part::Rail => one.place == two.place && rail::shown(one) == rail::shown(two),
            Part::Question(place, _) => is_same_question(one, two, place),
            Part::Verdict => is_same_verdict(one, two),
            Part::Bottom => verdict::figures(one) == verdict::figures(two),
            Part::Foot => is_same_foot(one, two),
        };
        same && self.part == other.part
            && self.complete == other.complete
            && self.send == other.send
            && Rc::ptr_eq(&one.content, &two.content)
            && one.held.id == two.held.id
            && one.prefix == two.prefix
    }
}

fn is_same<T>(one: &Option<Rc<T>>, other: &Option<Rc<T>>) -> bool {
    one.as_ref().map(Rc::as_ptr) == other.as_ref().map(Rc::as_ptr)
}

fn is_same_verdict(one: &Model, other: &Model) -> bool {
    Rc::ptr_eq(&one.assessment, &other.assessment)
        && Rc::ptr_eq(&one.texts, &other.texts)
        && is_same(&one.forecast, &other.forecast)
        && is_same(&one.ranked, &other.ranked)
        && is_same(&one.last, &other.last)
        && one.undo.is_some() == other.undo.is_some()
}

fn is_same_question(one: &Model, other: &Model, place: usize) -> bool {
    let id = one.content.questions[place].id.as_str();
    let around = |model: &Model| (model.place == Place::AllQuestions, model.is_locked());
    // The field that was touched last is drawn in any case: what stands in it may be more than the plan took.
    let touched = |model: &Model| {
        let now = model.last.as_ref().is_some_and(|last| last.question == place);
        let noting = model.noting == Some(place);
        (now, noting, if now || noting { model.acts } else { 0 })
    };
    around(one) == around(other)
        && touched(one) == touched(other)
        && one.assessment.questions.get(place) == other.assessment.questions.get(place)
        && one.session.raw(id) == other.session.raw(id)
        && one.session.note(id) == other.session.note(id)
        && (!makes_address(id) || sign_in(&one.content, &one.session) == sign_in(&other.content, &other.session))
}

fn is_same_foot(one: &Model, other: &Model) -> bool {
    // What is found follows from the plan.
    let finds = |model: &Model| !model.filters.anywhere.trim().is_empty();
    let found = || Rc::ptr_eq(&one.assessment, &other.assessment) && Rc::ptr_eq(&one.texts, &other.texts);
    Rc::ptr_eq(&one.around, &other.around)
        && one.keys == other.keys
        && one.filters == other.filters
        && (!finds(one) || found())
}

/// Whether the sign-in address is shown under the question.
pub fn makes_address(id: &str) -> bool {
    id == "account_number" || id == "account_alias"
}

#[component]
pub fn Kept(props: &KeptProps) -> Html {
    drawn(&Page { model: &props.model, send: &props.send }, &props.part).html()
}

#[inline(never)]
fn drawn(page: &Page<'_>, part: &Part) -> Node {
    match part {
        Part::Sprite => sprite(page),
        Part::Bar => bar::bar(page),
        Part::Views => bar::views(page),
        Part::Rail => rail::rail(page),
        Part::Question(place, causes) => question(page, *place, causes),
        Part::Verdict => verdict::panel(page),
        Part::Bottom => verdict::bottom(page),
        Part::Foot => super::foot(page),
    }
}

/// A part of the page, kept while it shows the same.
pub fn kept(page: &Page<'_>, part: Part) -> Node {
    let (model, send) = (Rc::clone(page.model), page.send.clone());
    let key = match part {
        Part::Question(place, _) => Some(Key::from(model.content.questions[place].id.as_str())),
        _ => None,
    };
    let complete = model.content.has_details();
    let props = Rc::new(KeptProps { model, send, complete, part });
    Node(Box::new(VComp::new::<Kept>(props, key).into()))
}

#[cfg(test)]
mod tests {
    use super::{KeptProps, Part};
    use crate::model::{Around, Filters, Held, Holding, Model, Msg, Place};
    use crate::views::effect::causes;
    use crate::views::html::written;
    use crate::views::parts::Page;
    use preflight_engine::asking::question_values;
    use preflight_engine::condition::Truth;
    use preflight_engine::reading::parse_date;
    use preflight_engine::saved::decode;
    use preflight_engine::store::{StorageKind as Stored, PlanList, Status};
    use preflight_engine::timeline::forecast;
    use preflight_engine::{Action, Content, Raw, Session};
    use std::rc::Rc;
    use yew::virtual_dom::VNode;
    use yew::Callback;

    fn oracle() -> Model {
        let content = Content::from_json(preflight_content::bundled()).unwrap();
        content.load_details(preflight_content::tables()).unwrap();
        let opened = decode(&content, &content.examples[0].plan.to_string()).unwrap();
        let model = Model::new(Rc::new(content), parse_date("2026-11-23").unwrap(), "t-");
        let model = model.update(Msg::Shelved(Rc::new(PlanList::default()), Stored::Browser, true));
        model.update(Msg::Took(Box::new(opened), Held { id: "p1".into(), holding: Holding::Own }))
    }

    /// What stands in the fields, which HTML alone does not say.
    fn entered(node: &VNode, out: &mut String) {
        match node {
            VNode::VTag(tag) => {
                out.push_str(&format!("{:?} {:?}; ", tag.value(), tag.checked()));
                tag.children().iter().for_each(|child| entered(child, out));
            }
            VNode::VList(list) => list.iter().for_each(|child| entered(child, out)),
            _ => {}
        }
    }

    /// Every kept part with what it would show now.
    fn parts(model: &Rc<Model>, send: &Callback<Msg>) -> Vec<(KeptProps, String)> {
        let page = Page { model, send };
        let questions = causes(&page).into_iter().enumerate().map(|(place, causes)| Part::Question(place, causes));
        let others = [Part::Sprite, Part::Bar, Part::Views, Part::Rail, Part::Verdict, Part::Bottom, Part::Foot];
        let all = questions.chain(others).map(|part| {
            let shown = super::drawn(&page, &part);
            let mut fields = String::new();
            entered(&shown.0, &mut fields);
            let shown = written(shown) + &fields;
            let send = send.clone();
            (KeptProps { model: Rc::clone(model), send, complete: model.content.has_details(), part }, shown)
        });
        all.collect()
    }

    /// What is worked out after an answer, each by itself.
    fn worked_out(model: &Model) -> [Msg; 2] {
        let found = forecast(&model.content, &model.session, &model.assessment, 100);
        let waiting: Vec<usize> = (0..model.content.questions.len()).rev().collect();
        let ranked = question_values(&model.content, &model.session.answers, model.today, &waiting);
        [Msg::Forecast(Rc::new(found)), Msg::Ranked(Rc::new(ranked))]
    }

    /// What readers do: another tab's changes, answers of every kind to every fifth question, notes, names, ticks, other
    /// places, searching, undo, locking; and what the page does of itself.
    fn story(model: &Model) -> Vec<Msg> {
        // What another tab answered and noted meanwhile comes without a touch.
        let noted =
            Action::Noted { question: model.content.questions[0].id.to_string(), note: "from there".to_owned() };
        let noted = Rc::new(model.session.apply(noted));
        let flipped = model.content.questions.iter().fold((*noted).clone(), |session, question| {
            let Some(Raw::Bool(flag)) = session.raw(&question.id) else { return session };
            // Given before and after: only the answer itself tells the two apart.
            session.apply(Action::Answered { question: question.id.to_string(), raw: Raw::Bool(!flag) })
        });
        let met = |session: Session, from: &Rc<Session>| Msg::Met(Box::new(session), Vec::new(), Rc::clone(from));
        let mut all = vec![met((*noted).clone(), &model.session), met(flipped, &noted)];
        for (nth, question) in model.content.questions.iter().enumerate().step_by(5) {
            let id = question.id.to_string();
            let raw = match question.options.get(nth % question.options.len().max(1)) {
                Some(option) if nth % 2 == 0 => Raw::Text(option.id.to_string()),
                Some(option) => Raw::Several(vec![option.id.to_string()]),
                None if nth % 3 == 0 => Raw::Bool(nth % 2 == 0),
                None => Raw::Text("12 GB".to_owned()),
            };
            all.push(Msg::Did(Action::Answered { question: id.clone(), raw }));
            all.push(match nth % 4 {
                0 => Msg::Did(Action::Answered { question: id, raw: Raw::DontKnow }),
                1 => Msg::Did(Action::Noted { question: id, note: "a note".to_owned() }),
                2 => Msg::Did(Action::Cleared { question: id }),
                _ => Msg::Undone,
            });
        }
        let number = Raw::Text("123456789012".to_owned());
        all.push(Msg::Did(Action::Answered { question: "account_number".to_owned(), raw: number }));
        all.push(Msg::Filtered(Filters { anywhere: "oracle".to_owned(), ..Filters::default() }));
        all.push(Msg::Did(Action::Answered { question: "source_engine".to_owned(), raw: Raw::DontKnow }));
        let task = model.assessment.tasks.iter().find(|task| task.state == Truth::True).unwrap().task.clone();
        all.push(Msg::Did(Action::TaskTicked { task: task.to_string(), done: true }));
        all.push(Msg::Did(Action::Renamed("Another name".to_owned())));
        all.extend([Status::Saving, Status::Saved].map(|status| Msg::Status(status, 1000)));
        all.extend([Place::Section(2), Place::Section(3), Place::AllQuestions].map(Msg::Went));
        let around = |readonly| Msg::Around(Around { readonly, ..Around::default() });
        all.extend([around(true), around(false), Msg::Keys(false), Msg::Handed(Holding::Along)]);
        all
    }

    #[test]
    fn what_is_kept_shows_what_it_would_show_if_it_were_drawn_anew() {
        let (mut model, send) = (Rc::new(oracle()), Callback::noop());
        let (mut before, mut kept, mut drawn) = (parts(&model, &send), 0, 0);
        let own = worked_out(&model).into_iter();
        for msg in own.chain(story(&model)).chain(worked_out(&model)) {
            // Other places and locking may draw everything; what is done to the plan may not.
            let is_done = matches!(msg, Msg::Did(_));
            model = Rc::new(model.update(msg));
            let after = parts(&model, &send);
            for ((old, shown), (new, shows)) in before.iter().zip(&after) {
                let same = old == new;
                if same {
                    assert_eq!(shown, shows);
                }
                kept += usize::from(is_done && same);
                drawn += usize::from(is_done && !same);
            }
            before = after;
        }
        assert!(kept > 20 * drawn && drawn > 100, "{kept} kept, {drawn} drawn");
    }
}
