//! The state of the page as plain data, divided by lifetime: the page, the view, the open plan, and what is computed
//! from the plan. [`Model::update`] alone computes the next state and the effects; the program calls it for every
//! message, and the views render the result.

mod commands;
mod computed;
mod editing;
mod effect;
mod export;
mod filters;
mod host_context;
mod msg;
mod navigation;
mod open_plan;
mod opening;
mod page_state;
mod preview;
mod route;
mod text;
mod update;

pub use computed::Computed;
pub use effect::{Effect, HostEvent, JudgedPlan, PickedFile};
pub use export::Export;
pub use filters::{Filters, Order};
pub use host_context::HostContext;
pub use msg::{LoadPurpose, Msg, OpenedPlan};
pub use open_plan::{Access, Compared, LastChange, Link, OpenPlan, PlanCommand, PreviewSource};
pub use page_state::{Opening, PageState, ViewState};
pub use route::{plan_id, FocusTarget, Route, ViewEntry, VIEWS};

use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::Content;
use std::rc::Rc;

/// The whole state of the page.
#[derive(Clone)]
pub struct Model {
    pub page: PageState,
    pub view: ViewState,
    pub open: OpenPlan,
    pub computed: Computed,
    /// The model under a preview: the state of the page before the preview opened.
    pub underlying: Option<Rc<Model>>,
}

impl Model {
    pub fn new(content: Rc<Content>, today: i64, id_prefix: &str) -> Self {
        let open = OpenPlan::default();
        let computed = Computed::of(&content, &open.plan, today, 0);
        let page = PageState::new(content, today, id_prefix);
        Self { page, view: ViewState::default(), open, computed, underlying: None }
    }

    /// Whether the open plan cannot be changed here now.
    pub fn is_locked(&self) -> bool {
        self.page.host_context.readonly || matches!(self.open.access, Access::ReadOnly | Access::Preview(_))
    }

    /// Whether a plan is open, stored or previewed.
    pub fn has_plan(&self) -> bool {
        self.open.access != Access::None
    }

    /// The model with the stored plan: the underlying model during a preview, otherwise this one.
    pub fn stored(&self) -> &Self {
        self.underlying.as_deref().unwrap_or(self)
    }

    /// The plan evaluated for conditions, facts and figures.
    pub fn evaluated(&self) -> EvaluatedPlan<'_> {
        EvaluatedPlan::new(&self.page.content, &self.open.plan.answers, self.page.today)
    }

    /// An id that is unique in the document.
    pub fn id(&self, name: &str) -> String {
        format!("{}{name}", self.page.id_prefix)
    }
}
