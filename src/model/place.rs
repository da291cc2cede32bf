//! Where the reader is: one value for each view.

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    /// The questions of one section, by its place in content.
    Section(usize),
    AllQuestions,
    Findings,
    Approach,
    /// When the phases begin and end, and how likely the date holds.
    Timeline,
    /// Table mappings and task settings.
    Documents,
    /// What must be recreated at the target, and what to look up in the schema.
    Schema,
    /// Premigration assessments.
    Coverage,
    Regions,
    Tasks,
    Report,
    /// The plan itself: its name, copies, link, earlier states.
    Plan,
    /// Two plans side by side.
    Compare,
    Glossary,
}

/// Something on a view to bring into view and to give the focus, by its place in content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    Question(usize),
    Finding(usize),
    Task(usize),
    /// By its place among the terms, in the order of their ids.
    Term(usize),
}
